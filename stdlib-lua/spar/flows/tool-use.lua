-- Tool use: a list of APIs from code or a description, perhaps extended to the library it may belong to; then requests,
-- each played with tools whose replies a model makes up.

local simulated_tools = require "spar.simulated_tools"

local similar_pieces = 4

-- Code that reads like the seed: the library is reconstructed from it, or hypothesised where there is none.
local function similar(seed)
  local names = {}
  for name in seed.text:gmatch("[%a_][%w_]+") do
    if #name > 4 and #names < 24 then names[#names + 1] = name end
  end
  local pieces = {}
  for _, hit in ipairs(search(table.concat(names, " "), { k = similar_pieces + 1, type = "code" })) do
    if hit.text ~= seed.text and #pieces < similar_pieces then
      pieces[#pieces + 1] = { title = hit.title or "", text = hit.text }
    end
  end
  return pieces
end

-- Code gives its own APIs or, as often, the library around them; anything else a description.
local function course(seed)
  if seed.type ~= "code" then return "api-list-from-description" end
  return spar.random("tool-use", seed.key):index(2) == 1 and "api-list" or { "api-list", "library-reconstruction" }
end

-- Each instruction answered by the target with simulated tools: conversations with tool calls, in `run.traces`.
local function play(run)
  run.traces = {}
  if not run.options.traces then return end
  local played = map(run.instructions, function(instruction)
    return respond(instruction, run.options.roles.target, { tools = simulated_tools.of(instruction, run.options) })
  end)
  for index = 1, played.n do
    if type(played[index]) == "table" and played[index].text then run.traces[#run.traces + 1] = played[index] end
  end
  table.move(played.failed, 1, #played.failed, #run.failed + 1, run.failed)
end

return flow {
  skill = "tool-use",
  transform = course,
  material = function(seed) return seed.type == "code" and { similar = similar(seed) } or nil end,
  with = function(_, run) return run.options.traces and { live = true } or nil end,
  finish = play,
}
