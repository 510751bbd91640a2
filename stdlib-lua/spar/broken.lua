-- Instructions that are broken rather than hard: nobody answers them well and the judges contradict each other
-- (method.md §4.13). Their battles teach nothing about the target and give no rows.

local measures = require "spar.measures"

local broken = {}

-- Whether the readings of a battle contradict each other: the seat order turned it, or the judges differ.
local function is_disputed(battle)
  local named = {}
  for _, verdict in ipairs(battle.verdicts or {}) do named[verdict.state or "unread"] = true end
  return measures.is_flipped(battle) or (named.a and named.b) or false
end

-- Whether somebody found both responses bad, which a person may say at once.
local function is_both_bad(battle)
  for _, verdict in ipairs(battle.verdicts or {}) do
    if verdict.both_bad then return true end
  end
  return false
end

-- What a reward model gives is on a scale of its own, on which nothing tells bad from good.
local function add_scores(scores, battle)
  local has_scale, both_bad = measures.is_seated(battle), is_both_bad(battle)
  for _, seat in ipairs { "a", "b" } do
    local model, score = battle["model_" .. seat], battle["score_" .. seat]
    local known = scores[model] or { sum = 0, count = 0 }
    scores[model] = known
    known.bad = known.bad or both_bad
    if score and has_scale then known.sum, known.count = known.sum + score, known.count + 1 end
  end
end

local function all_bad(scores)
  for _, score in pairs(scores) do
    local is_bad = score.bad
    if score.count > 0 then is_bad = score.sum / score.count <= 4 end
    if not is_bad then return false end
  end
  return true
end

local function are_broken(battles)
  local scores, judged, disputed = {}, 0, 0
  for _, battle in ipairs(battles) do
    if measures.is_judged(battle) then
      judged = judged + 1
      if is_disputed(battle) or is_both_bad(battle) then disputed = disputed + 1 end
      add_scores(scores, battle)
    end
  end
  return judged > 0 and disputed * 2 >= judged and all_bad(scores)
end

local function groups_by_instruction(battles)
  local groups, order = {}, {}
  for _, battle in ipairs(battles) do
    local instruction = battle.instruction
    local group = instruction and groups[instruction]
    if instruction and not group then
      group = {}
      groups[instruction], order[#order + 1] = group, instruction
    end
    if group then group[#group + 1] = battle end
  end
  return groups, order
end

-- Takes out the battles of broken instructions: every contender scores 4 or less on average, or was found bad where it
-- has no scores, and at least half of the battles are disputed or ended with both found bad. Returns the sound battles,
-- and the broken instructions' ids, both in input order.
function broken.drop(battles)
  local groups, order = groups_by_instruction(battles)
  local is_broken, ids, sound = {}, {}, {}
  for _, instruction in ipairs(order) do
    if are_broken(groups[instruction]) then
      is_broken[instruction] = true
      ids[#ids + 1] = instruction
    end
  end
  for _, battle in ipairs(battles) do
    if not is_broken[battle.instruction] then sound[#sound + 1] = battle end
  end
  return sound, ids
end

return broken
