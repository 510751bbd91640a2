-- Rows of cells as aligned columns of text, for what is printed to a terminal.

local function width_of(cell) return utf8.len(cell) or #cell end

local function widths_of(rows)
  local widths = {}
  for _, row in ipairs(rows) do
    for index, cell in ipairs(row) do widths[index] = math.max(widths[index] or 0, width_of(cell)) end
  end
  return widths
end

local function padded(cell, width, side)
  local gap = (" "):rep(width - width_of(cell))
  return side == "r" and gap .. cell or cell .. gap
end

-- `sides` has one letter per column, "l" or "r"; cells are strings. Lines are indented by two, without trailing blanks.
local function columns(rows, sides)
  local widths, lines = widths_of(rows), {}
  for _, row in ipairs(rows) do
    local cells = {}
    for index, cell in ipairs(row) do cells[index] = padded(cell, widths[index], sides:sub(index, index)) end
    lines[#lines + 1] = ("  " .. table.concat(cells, "  ")):gsub("%s+$", "")
  end
  return table.concat(lines, "\n")
end

return columns
