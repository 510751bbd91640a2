-- What specs need that look at what is shown on a terminal: records of any kind, and the lines and columns of a text.

local terminal_text = require "spar.terminal_text"

local screen = {}

function screen.record(kind, fields) return setmetatable(fields, { __name = kind }) end

function screen.lines_of(text)
  local lines = {}
  for line in (text .. "\n"):gmatch("(.-)\n") do lines[#lines + 1] = line end
  return lines
end

-- The columns at which a mark begins in each line that has it.
function screen.columns_of(text, mark)
  local columns = {}
  for _, line in ipairs(screen.lines_of(text)) do
    local place = line:find(mark, 1, true)
    if place then columns[#columns + 1] = terminal_text.width(line:sub(1, place - 1)) end
  end
  return columns
end

return screen
