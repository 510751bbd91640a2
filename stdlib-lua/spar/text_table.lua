-- Rows of cells as aligned columns, in a width where one is given: the widest columns give way. Cells are one line
-- each, and may be painted. Columns of numbers and percentages stand at the right.

local terminal_text = require "spar.terminal_text"

-- No column is made narrower.
local narrowest = 8

local function plain(cell) return (cell:gsub("\27%[[%d;]*m", "")) end

-- A painted cell keeps its paint when it is cut.
local function fitted(cell, width)
  local before, text, after = cell:match("^(\27%[[%d;]*m)(.*)(\27%[0m)$")
  return (before or "") .. terminal_text.cut(text or cell, width) .. (after or "")
end

local function is_number(cell) return plain(cell):match("^%-?[%d.]+ ?%%?$") ~= nil or cell == "" or cell == "–" end

-- Width and side of each column.
local function measure(rows)
  local widths, sides = {}, {}
  for _, row in ipairs(rows) do
    for index, cell in ipairs(type(row) == "table" and row or {}) do
      widths[index] = math.max(widths[index] or 0, terminal_text.width(plain(cell)))
      if not is_number(cell) and row ~= rows.heads then sides[index] = "l" end
    end
  end
  return widths, sides
end

-- Takes columns off the widest until all fit, the last of several that are equal first.
local function squeeze(widths, width)
  local used = -2
  for _, column in ipairs(widths) do used = used + (column > 0 and column + 2 or 0) end
  while used > width do
    local widest = 1
    for index, column in ipairs(widths) do
      if column >= widths[widest] then widest = index end
    end
    if widths[widest] <= narrowest then return end
    widths[widest] = widths[widest] - 1
    used = used - 1
  end
end

local function line_of(row, widths, sides)
  local cells = {}
  for index, width in ipairs(widths) do
    if width > 0 then
      local cell = fitted(row[index] or "", width)
      local gap = (" "):rep(width - terminal_text.width(plain(cell)))
      cells[#cells + 1] = sides[index] and cell .. gap or gap .. cell
    end
  end
  return (table.concat(cells, "  "):gsub("%s+$", ""))
end

-- `rows` holds lists of cells, and strings for lines of their own; `rows.heads` may be the one with the names of the
-- columns. A column that is empty throughout is left out. `width` may be nil; every line begins with `indent`.
local function text_table(rows, width, indent)
  local widths, sides = measure(rows)
  if width then squeeze(widths, width) end
  local lines = {}
  for _, row in ipairs(rows) do
    lines[#lines + 1] = (indent or "") .. (type(row) == "string" and row or line_of(row, widths, sides))
  end
  return table.concat(lines, "\n")
end

return text_table
