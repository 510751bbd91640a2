-- The coverage of instruction types as a table: skill by skill, what each type was asked for, gave and had turned away,
-- with a bar beside those that gave something.

local terminal_text = require "spar.terminal_text"
local text_table = require "spar.text_table"

local widest_bar, narrowest_bar = 24, 6
local counts = { "asked", "produced", "refined", "rejected" }

local function eighths_of(share, width)
  return type(share) == "number" and math.ceil(math.min(1, math.max(0, share)) * width * 8) or 0
end

local function bar(view, share, width)
  local eighths = eighths_of(share, width)
  local rest = eighths % 8
  local text = ("█"):rep(eighths // 8) .. (rest > 0 and ({ "▏", "▎", "▍", "▌", "▋", "▊", "▉" })[rest] or "")
  return view:paint("winner", text)
end

local function clean(value) return (terminal_text.clean(tostring(value or ""))) end

local function count(value) return value == 0 and "–" or tostring(value or "–") end

local function sums(lines)
  local sum = {}
  for _, name in ipairs(counts) do
    sum[name] = 0
    for _, line in ipairs(lines) do sum[name] = sum[name] + (line[name] or 0) end
  end
  return sum
end

-- The counts worth a column: what nothing was refined of has none.
local function columns_of(sum)
  local columns = {}
  for index, name in ipairs(counts) do
    if index <= 2 or sum[name] > 0 then columns[#columns + 1] = name end
  end
  return columns
end

local function row_of(title, line, columns)
  local cells = { title }
  for index, name in ipairs(columns) do cells[index + 1] = count(line[name]) end
  return cells
end

-- What is left of a line beside the name and the counts.
local function bar_width(rows, total)
  local used = 0
  for column = 1, #rows[1] do
    local width = 0
    for _, row in ipairs(rows) do
      if type(row) == "table" then width = math.max(width, terminal_text.width(row[column])) end
    end
    used = used + width + 2
  end
  return math.min(widest_bar, math.max(narrowest_bar, total - used))
end

local function add_bars(view, rows, lines)
  local width, column = bar_width(rows, view.width), #rows[1] + 1
  for index, line in pairs(lines) do rows[index][column] = bar(view, line.share, width) end
end

local function is_idle(line)
  return (line.asked or 0) == 0 and (line.produced or 0) == 0 and (line.refined or 0) == 0
end

-- Rows of the types, each skill's under its name, and which line stands in which row.
local function rows_of(view, lines, columns)
  local rows, shown, skill, idle = { { "type", table.unpack(columns) } }, {}, nil, 0
  local leaves_out = lines[1] and lines[#lines].skill ~= lines[1].skill and not view.full
  for _, line in ipairs(lines) do
    if leaves_out and is_idle(line) then
      idle = idle + 1
    else
      if line.skill ~= skill then rows[#rows + 1] = view:paint("id", clean(line.skill)) end
      skill = line.skill
      rows[#rows + 1] = row_of("  " .. clean(line.type), line, columns)
      shown[#rows] = line
    end
  end
  return rows, shown, idle
end

-- `view` is that of spar.inspect; `lines` are in the order of the taxonomies. Where there are several skills, the types
-- that nothing was asked for are counted and not listed: most of more than a hundred lines would be empty.
local function coverage_view(view, lines)
  local sum = sums(lines)
  local columns = columns_of(sum)
  local rows, shown, idle = rows_of(view, lines, columns)
  rows.heads = rows[1]
  rows[#rows + 1] = row_of("in all", sum, columns)
  add_bars(view, rows, shown)
  local text = text_table(rows, view.width)
  if idle == 0 then return text end
  local what = idle == 1 and "1 type" or ("%d types"):format(idle)
  return text .. "\n" .. view:paint("kind", what .. " that nothing was asked for left out")
end

return coverage_view
