-- Ratings as a leaderboard: rank, model, rating, interval, battles, and each interval drawn to one common scale; below
-- it what was left out and what was fitted besides.

local terminal_text = require "spar.terminal_text"
local text_table = require "spar.text_table"

local widest_bar, narrowest_bar = 40, 12

local function is_finite(value) return type(value) == "number" and value - value == 0 end

local function bounds(ratings)
  local low, high = math.huge, -math.huge
  for _, row in ipairs(ratings) do
    for _, value in ipairs { row.rating or false, row.lower or false, row.upper or false } do
      if is_finite(value) then low, high = math.min(low, value), math.max(high, value) end
    end
  end
  return low, high
end

-- │ ├──●──┤ │: where the rating and the ends of its interval lie between the lowest and the highest of all.
local function bar(row, low, high, width)
  local function place(value) return 1 + math.floor((value - low) / math.max(high - low, 1e-9) * (width - 1) + 0.5) end
  local cells = {}
  for index = 1, width do cells[index] = " " end
  if is_finite(row.lower) and is_finite(row.upper) then
    local from, to = place(row.lower), place(row.upper)
    for index = from, to do cells[index] = "─" end
    cells[from], cells[to] = "├", "┤"
  end
  if is_finite(row.rating) then cells[place(row.rating)] = "●" end
  return "│" .. table.concat(cells) .. "│"
end

local function points(value) return is_finite(value) and ("%.0f"):format(value) or "–" end

local function interval(row)
  if not (is_finite(row.lower) and is_finite(row.upper)) then return "–" end
  return ("[%.0f, %.0f]"):format(row.lower, row.upper)
end

local function cells_of(row)
  return {
    tostring(row.rank or "–"), (terminal_text.clean(tostring(row.model))), points(row.rating), interval(row),
    tostring(row.battles or "–"),
  }
end

local function bar_width(rows, total)
  local used = 0
  for column = 1, 5 do
    local width = 0
    for _, row in ipairs(rows) do width = math.max(width, terminal_text.width(row[column])) end
    used = used + width + 2
  end
  return math.min(widest_bar, math.max(narrowest_bar, total - used - 2 - #"  simulated"))
end

local function excluded_line(ratings)
  local parts = {}
  for outcome, count in pairs(type(ratings.excluded) == "table" and ratings.excluded or {}) do
    parts[#parts + 1] = ("%s %s"):format(tostring(count), tostring(outcome))
  end
  table.sort(parts)
  return #parts > 0 and "not rated: " .. table.concat(parts, ", ") or nil
end

local function bounds_of(fitted)
  if not (is_finite(fitted.lower) and is_finite(fitted.upper)) then return "" end
  return (" [%.2f, %.2f]"):format(fitted.lower, fitted.upper)
end

local tie_names = { davidson = "ν", ["rao-kupper"] = "θ" }

local function tie_line(tie)
  if type(tie) ~= "table" then return nil end
  return ("ties (%s): %s = %.2f%s"):format(tie.ties, tie_names[tie.ties] or "parameter", tie.value, bounds_of(tie))
end

local function coefficient_line(fitted)
  return ("%s: %+.2f%s log-odds, %+.0f points, for all of it on one side"):format(
    fitted.control, fitted.value, bounds_of(fitted), fitted.points)
end

local function separability_line(ratings)
  if not is_finite(ratings.separability) then return nil end
  return ("%.0f %% of the pairs are told apart"):format(100 * ratings.separability)
end

-- Lines under the table.
local function remarks(ratings)
  local lines = { excluded_line(ratings) }
  lines[#lines + 1] = separability_line(ratings)
  lines[#lines + 1] = tie_line(ratings.tie)
  for _, fitted in ipairs(type(ratings.coefficients) == "table" and ratings.coefficients or {}) do
    lines[#lines + 1] = coefficient_line(fitted)
  end
  return lines
end

-- `view` is that of spar.inspect; `ratings` is best first.
local function leaderboard(view, ratings)
  local rows = { { "", "model", "rating", "interval", "battles" } }
  for index, row in ipairs(ratings) do rows[index + 1] = cells_of(row) end
  local low, high = bounds(ratings)
  local width = bar_width(rows, view.width)
  for index, row in ipairs(ratings) do
    local cells = rows[index + 1]
    cells[6] = bar(row, low, high, width)
    cells[7] = row.simulated and "simulated" or ""
    if index == 1 then cells[2] = view:paint("winner", cells[2]) end
  end
  rows.heads = rows[1]
  local shown = text_table(rows, math.max(view.width, 60))
  return table.concat({ shown, table.unpack(remarks(ratings)) }, "\n")
end

return leaderboard
