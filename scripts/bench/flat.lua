-- A long run over an iterator, of which nothing is kept. Arguments: how many calls, how many at once. Prints how many
-- are done at 0, 1,000, 10,000, 100,000, then every 100,000, and at the end, so that others can look from outside; then
-- stays until its standard input closes.

local count, concurrency = tonumber(arg[1]), tonumber(arg[2])

local wording = "Read the harbour master's log for day %d of the flood year. Which of the boats that were moved to the "
  .. "upper landing came back first, what had been stowed in her hold, and who signed for it? Answer in two sentences, "
  .. "name the entry that you rely on, and say so where the log does not settle the question."

local function mark(done)
  io.write(done, "\n")
  io.flush()
end

local function next_mark(done)
  for _, first in ipairs { 1000, 10000, 100000 } do
    if done < first then return math.min(first, count) end
  end
  return math.min(done + 100000, count)
end

local day, done, due = 0, 0, next_mark(0)

local function next_instruction()
  if day == count then return nil end
  day = day + 1
  return wording:format(day)
end

local function ask(text)
  if #respond(text, "openai/bench").text == 0 then error("a reply without text") end
  done = done + 1
  if done < due then return end
  mark(done)
  due = next_mark(done)
end

mark(0)
local failed = map(next_instruction, ask, { concurrency = concurrency }).failed
if #failed > 0 then error(failed[1]) end
io.read()
