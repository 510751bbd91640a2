-- The source text of functions, for what is stored of them: from the script that runs, from files, from what was typed.

local sources = {}

-- Chunks that are in no file, by their names: the script that runs, and what was typed, newest last.
local chunks, typed = {}, {}
local most_typed = 200

local function lines_of(text, first, last)
  local lines, number = {}, 0
  for line in (text .. "\n"):gmatch("(.-)\n") do
    number = number + 1
    if number >= first and number <= last then lines[#lines + 1] = line end
  end
  return #lines == last - first + 1 and table.concat(lines, "\n") or nil
end

local function read_file(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local text = file:read("a")
  file:close()
  return text
end

-- Functions that were typed do not say with which input: the newest one that has a function in that line.
local function typed_lines(first, last)
  for index = #typed, 1, -1 do
    local lines = lines_of(typed[index], first, last)
    if lines and lines:match("^[^\n]*"):find("function", 1, true) then return lines end
  end
end

-- Remembers a chunk under the name it is loaded with.
function sources.remember(name, text) chunks[name] = text end

-- Remembers what was typed at the prompt.
function sources.remember_typed(text)
  typed[#typed + 1] = text
  if #typed > most_typed then table.remove(typed, 1) end
end

-- The lines in which a function stands; nil where they cannot be found.
function sources.of(fn)
  local info = debug.getinfo(fn, "S")
  if info.what == "C" then return nil end
  local first, last, name = info.linedefined, info.lastlinedefined, info.source
  if chunks[name] then return lines_of(chunks[name], first, last) end
  if name == "=input" then return typed_lines(first, last) end
  if name:sub(1, 1) == "=" then return nil end
  local text = name:sub(1, 1) == "@" and read_file(name:sub(2)) or name:sub(1, 1) ~= "@" and name
  return text and lines_of(text, first, last) or nil
end

return sources
