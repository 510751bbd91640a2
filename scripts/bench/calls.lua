-- The whole way of a call as often as asked: `respond` over distinct instructions, as one list or through `map`.
-- Arguments: how many, "list" or "map", how many at once. Prints the number of responses.

local count, way, concurrency = tonumber(arg[1]), arg[2], tonumber(arg[3])
local model = "openai/bench"

local wording = "Read the harbour master's log for day %d of the flood year. Which of the boats that were moved to the "
  .. "upper landing came back first, what had been stowed in her hold, and who signed for it? Answer in two sentences, "
  .. "name the entry that you rely on, and say so where the log does not settle the question."

local instructions = {}
for day = 1, count do
  instructions[day] = wording:format(day)
end

local ways = {
  list = function() return respond(instructions, model) end,
  map = function()
    return map(instructions, function(text) return respond(text, model) end, { concurrency = concurrency })
  end,
}

local responses = ways[way]()
if #responses.failed > 0 then error(responses.failed[1]) end
print(#responses)
