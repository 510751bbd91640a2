-- Tools that a model plays: calls of a list of APIs get replies that fit their schemas and what came before. The same
-- call after the same history gets the same reply, for the reply of the model is stored.

local simulated_tools = {}

-- The calls so far with their replies, as the agent is told of them.
local function history_text(history) return #history > 0 and table.concat(history, "\n") or nil end

local function reply_of(api, arguments, history, instruction, model)
  local reply = agents.ask("simulate/tool-reply", {
    api = json.encode(api), arguments = json.encode(arguments), instruction = instruction.text,
    history = history_text(history),
  }, { model = model })
  local text = json.encode(reply)
  history[#history + 1] = ("%s(%s) → %s"):format(api.name, json.encode(arguments), text)
  if reply.error then error(reply.error, 0) end
  return reply.result
end

-- Tools for `chat` and `respond`, one for each API of a list {name, description, parameters, returns} as JSON text.
function simulated_tools.from(text, instruction, model)
  local apis, history = {}, {}
  for _, api in ipairs(json.decode(text)) do apis[api.name] = api end
  return tools.from(text, function(name, arguments)
    return reply_of(apis[name], arguments, history, instruction, model)
  end)
end

-- The tools of an instruction whose passage is a list of APIs.
function simulated_tools.of(instruction, options)
  return simulated_tools.from(find(instruction.passage).text, instruction, options.roles.author or nil)
end

return simulated_tools
