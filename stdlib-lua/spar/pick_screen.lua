-- What a battle looks like on the screen while a person judges it: the task and both responses wrapped to the width of
-- the terminal, a page of them at a time, the keys in the last row.

local terminal_text = require "spar.terminal_text"

local screen = {}
screen.__index = screen

local keys = "a  b  t tie  x both bad  s skip  u undo  q quit"

local function rule(title, width)
  local line = "── " .. title .. " "
  return line .. ("─"):rep(math.max(0, width - terminal_text.width(line)))
end

local function add_text(lines, text, width)
  for _, line in ipairs(terminal_text.wrap(terminal_text.clean(text), width)) do lines[#lines + 1] = line end
end

-- The user's turns and the replies to them, one after the other; only the last reply where there is but one turn.
local function add_response(lines, response, instruction, width)
  local replies = response.turns or {}
  if #replies == 0 then return add_text(lines, response.text, width) end
  for number, reply in ipairs(replies) do
    local asked = number > 1 and (instruction.turns or {})[number - 1]
    if asked then add_text(lines, "» " .. asked, width) end
    add_text(lines, reply, width)
    if number < #replies then lines[#lines + 1] = "" end
  end
end

local function lines_of(pair, width)
  local lines, places = {}, {}
  local function begin(title)
    if #lines > 0 then lines[#lines + 1] = "" end
    lines[#lines + 1] = rule(title, width)
    places[#places + 1] = #lines
  end
  if pair.passage then
    begin "Passage"
    add_text(lines, pair.passage, width)
  end
  begin "Instruction"
  add_text(lines, pair.instruction.text, width)
  for index, seat in ipairs { "A", "B" } do
    begin(seat)
    add_response(lines, pair.responses[index], pair.instruction, width)
  end
  return lines, places
end

-- The screen of one battle; `session` says which of how many it is, and who judges.
function screen.new(pair, session)
  return setmetatable({ pair = pair, session = session, top = 1 }, screen)
end

function screen:lay_out(terminal)
  local columns, rows = terminal.screen()
  if columns ~= self.columns or rows ~= self.rows then
    self.columns, self.rows = columns, rows
    self.lines, self.places = lines_of(self.pair, columns - 1)
  end
  -- A row for the head, one for messages, one for the keys.
  self.height = math.max(1, rows - 3)
  self.last_top = math.max(1, #self.lines - self.height + 1)
  self.top = math.max(1, math.min(self.top, self.last_top))
end

local function head(self)
  local session = self.session
  local left = ("%d of %d  %s"):format(session.place, #session.ids, session.voter)
  local last = math.min(#self.lines, self.top + self.height - 1)
  local right = self.last_top > 1 and ("lines %d–%d of %d"):format(self.top, last, #self.lines) or ""
  local gap = self.columns - 1 - terminal_text.width(left) - terminal_text.width(right)
  return gap > 0 and left .. (" "):rep(gap) .. right or terminal_text.cut(left, self.columns - 1)
end

-- Draws the page that is looked at, with a message below it.
function screen:draw(terminal, message)
  self:lay_out(terminal)
  local rows = { head(self) }
  for row = 0, self.height - 1 do rows[#rows + 1] = self.lines[self.top + row] or "" end
  local hint = self.last_top > 1 and keys .. "   space, - page  tab next part" or keys
  rows[#rows + 1] = terminal_text.cut(terminal_text.clean(message or ""), self.columns - 1)
  rows[#rows + 1] = terminal_text.cut(hint, self.columns - 1)
  for index, row in ipairs(rows) do rows[index] = row .. "\27[K" end
  terminal.write("\27[H" .. table.concat(rows, "\r\n") .. "\27[J")
end

-- The first line of the part after the one at the top; the first of all after the last.
local function next_part(self)
  for _, place in ipairs(self.places) do
    if place > self.top and self.top < self.last_top then return place end
  end
  return 1
end

local moves = {
  [" "] = function(self) return self.top + self.height end,
  ["-"] = function(self) return self.top - self.height end,
  j = function(self) return self.top + 1 end,
  k = function(self) return self.top - 1 end,
  home = function() return 1 end,
  ["end"] = function(self) return self.last_top end,
  tab = next_part,
}
moves.pagedown, moves.enter, moves.pageup, moves.down, moves.up = moves[" "], moves[" "], moves["-"], moves.j, moves.k

-- Moves where the key says so; whether it does.
function screen:scroll(key, terminal)
  self:lay_out(terminal)
  local move = moves[key]
  if move then self.top = move(self) end
  return move ~= nil
end

return screen
