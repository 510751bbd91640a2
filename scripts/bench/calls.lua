-- The whole way of a call as often as asked: `respond` over distinct instructions, as one list that is held, or through
-- `map` over an iterator. Arguments: how many, "list" or "map", how many are in flight. Prints the number of responses.

local count, way, concurrency = tonumber(arg[1]), arg[2], tonumber(arg[3])
local model = "openai/bench"

local wording = "Read the harbour master's log for day %d of the flood year. Which of the boats that were moved to the "
  .. "upper landing came back first, what had been stowed in her hold, and who signed for it? Answer in two sentences, "
  .. "name the entry that you rely on, and say so where the log does not settle the question."

-- All instructions at once, and all responses kept.
local function over_list()
  local instructions = {}
  for day = 1, count do
    instructions[day] = wording:format(day)
  end
  local responses = respond(instructions, model)
  return #responses, responses.failed
end

-- Instructions as they are needed, and nothing kept but the count. As many again as are in flight wait for the store,
-- before or after their call, as they do where a list is given.
local function over_iterator()
  local day, done = 0, 0
  local function next_instruction()
    if day == count then return nil end
    day = day + 1
    return wording:format(day)
  end
  local results = map(next_instruction, function(text)
    if #respond(text, model).text > 0 then done = done + 1 end
  end, { concurrency = 2 * concurrency })
  return done, results.failed
end

local done, failed = ({ list = over_list, map = over_iterator })[way]()
if #failed > 0 then error(failed[1]) end
print(done)
