-- What an iteration changed, said in numbers: the type weights that moved most and the refinement goals that switched.
-- Printing only; spar.feedback decides.

local settings = require "spar.settings"
local text_table = require "spar.text_table"

local function percent(share) return share and ("%.0f %%"):format(100 * share) or "" end

local function number(value) return value and ("%.2f"):format(value) or "" end

local function weight_changes(learnt)
  local moved = {}
  for _, node in ipairs(learnt.weights and learnt.nodes or {}) do
    local evidence = learnt.evidence[node.name]
    if evidence and evidence.new ~= evidence.old then
      moved[#moved + 1] = { name = node.name, evidence = evidence, size = math.abs(evidence.new - evidence.old) }
    end
  end
  table.sort(moved, function(left, right)
    if left.size ~= right.size then return left.size > right.size end
    return left.name < right.name
  end)
  return moved
end

local function goals_of(learnt, plan, name) return table.concat(plan[name] or learnt.mixed_goals, " or ") end

local function goal_changes(learnt)
  local switched = {}
  for _, node in ipairs(learnt.bands and learnt.nodes or {}) do
    local name = node.name
    local old, new = goals_of(learnt, learnt.old_plan, name), goals_of(learnt, learnt.plan, name)
    if old ~= new then switched[#switched + 1] = { name = name, old = old, new = new, band = learnt.bands[name] } end
  end
  return switched
end

local function with_heads(heads) return { heads, heads = heads } end

local function weight_row(name, seen)
  return {
    name, number(seen.old), seen.new > seen.old and "up" or "down", number(seen.new), tostring(seen.battles),
    percent(seen.loss_rate), number(seen.gap), percent(seen.flips),
  }
end

local function weights_text(moved, limit)
  if #moved == 0 then return "type weights: none changed" end
  local rows = with_heads { "type", "weight", "", "new", "battles", "lost", "gap", "flips" }
  for index = 1, math.min(limit, #moved) do rows[index + 1] = weight_row(moved[index].name, moved[index].evidence) end
  local shown = #moved > limit and (", the largest %d"):format(limit) or ""
  return ("type weights: %d changed%s\n%s"):format(#moved, shown, text_table(rows, nil, "  "))
end

local function goals_text(switched)
  if #switched == 0 then return "refinement goals: none switched" end
  local rows = with_heads { "type", "target wins", "battles", "goal", "new" }
  for index, change in ipairs(switched) do
    local band = change.band
    rows[index + 1] = { change.name, percent(band.win_rate), tostring(band.battles), change.old, change.new }
  end
  return ("refinement goals: %d switched\n%s"):format(#switched, text_table(rows, nil, "  "))
end

local diff_meta = {
  __tostring = function(diff)
    local weights = diff.frozen_weights and "type weights: feedback off" or weights_text(diff.weights, diff.limit)
    local goals = diff.frozen_goals and "refinement goals: feedback off" or goals_text(diff.goals)
    return weights .. "\n" .. goals
  end,
}

-- A printable table {weights, goals} of what `feedback.learn` returned; `limit` is the number of weights shown.
local function changes(learnt, options)
  local set = settings("feedback.diff", options, { limit = 8 })
  return setmetatable({
    weights = weight_changes(learnt), goals = goal_changes(learnt), limit = set.limit,
    frozen_weights = not learnt.weights, frozen_goals = not learnt.bands,
  }, diff_meta)
end

return changes
