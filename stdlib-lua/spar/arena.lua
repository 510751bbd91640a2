-- Who takes part and how they are rated: roles over their configuration, the pool of contenders, ratings that may be
-- refused. It leaves the fit to the host's `elo`.

local settings = require "spar.settings"

local arena = {}

local role_names = { "author", "suggester", "editor", "target", "contenders", "judge" }

-- The roles of a run: what `given` names, and the configured models for every other role.
function arena.roles(given)
  local configured = {}
  for _, role in ipairs(role_names) do configured[role] = spar.roles[role] or false end
  return settings("roles", given, configured)
end

-- The target and its contenders, each once, the target first.
function arena.pool(roles)
  local pool = { roles.target }
  for _, model in ipairs(roles.contenders) do
    if model ~= roles.target then pool[#pool + 1] = model end
  end
  return pool
end

-- Whether any model of a run is simulated, so that its numbers say nothing about real models.
function arena.is_simulated(roles)
  for _, role in ipairs(role_names) do
    local models = type(roles[role]) == "table" and roles[role] or { roles[role] }
    for _, model in ipairs(models) do
      if model and spar.is_simulated(model) then return true end
    end
  end
  return false
end

-- The ratings of the battles; where they cannot be fitted (a model that never lost, two groups that never met), nil and
-- the reason in one sentence, because a refused fit must not lose a run.
function arena.rate(battles)
  local ok, ratings = pcall(elo, battles)
  if ok then return ratings end
  return nil, error_info(ratings).message
end

return arena
