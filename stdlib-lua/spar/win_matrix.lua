-- Win rates as a table: who wins in rows, against whom in columns, both by number where names would not fit.

local terminal_text = require "spar.terminal_text"
local text_table = require "spar.text_table"

local function percent(rate) return rate and ("%.0f"):format(100 * rate) or "" end

local function name_of(model) return (terminal_text.clean(tostring(model))) end

local function widest(names)
  local width = 0
  for _, name in ipairs(names) do width = math.max(width, terminal_text.width(name)) end
  return width
end

-- The heads of the columns: the names where all of them fit, the numbers of the rows else.
local function heads_of(names, width)
  if widest(names) <= 12 and widest(names) + 5 + #names * (widest(names) + 2) <= width then return names end
  local numbers = {}
  for index in ipairs(names) do numbers[index] = tostring(index) end
  return numbers
end

local function cells_of(view, matrix, row, models)
  local cells = {}
  for column, other in ipairs(models) do
    local rate = matrix.rate[models[row]] and matrix.rate[models[row]][other]
    local cell = column == row and "·" or percent(rate)
    cells[column] = rate and rate > 0.5 and view:paint("winner", cell) or cell
  end
  return cells
end

-- Columns that fit beside each other; the others follow in a table of their own.
local function columns_that_fit(names, heads, width)
  local left = math.min(widest(names), 40) + 5
  return math.max(1, (width - left) // (math.max(3, widest(heads)) + 2))
end

local function part_of(view, matrix, names, heads, first, last)
  local rows = { { "", "", table.unpack(heads, first, last) } }
  rows.heads = rows[1]
  for row, name in ipairs(names) do
    local cells = cells_of(view, matrix, row, matrix.models)
    rows[row + 1] = { tostring(row), name, table.unpack(cells, first, last) }
  end
  return text_table(rows, view.width)
end

-- `view` is that of spar.inspect.
local function win_matrix(view, matrix)
  local names = {}
  for index, model in ipairs(matrix.models) do names[index] = name_of(model) end
  local heads = heads_of(names, view.width)
  local step = columns_that_fit(names, heads, view.width)
  local parts = { view:paint("kind", "percent won by the model of the row against that of the column") }
  for first = 1, #names, step do
    parts[#parts + 1] = part_of(view, matrix, names, heads, first, math.min(#names, first + step - 1))
  end
  return table.concat(parts, "\n")
end

return win_matrix
