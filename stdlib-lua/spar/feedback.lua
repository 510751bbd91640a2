-- What the battles change in the next iteration (method.md §5): the weights of the instruction types, by how much they
-- challenge the target, and the goals of refinement, by whether the target wins too often or too seldom.
-- Pure policies over battles; the loop stores the revision, spar.changes says what changed and why.

local changes = require "spar.changes"
local measures = require "spar.measures"
local settings = require "spar.settings"

local feedback = {}

local defaults = {
  target = false,
  nodes = false, -- of the taxonomy: {name, weight}
  plan = {}, -- goals by type from the iteration before
  diversity = true, -- false: weights stay as they are
  complexity = true, -- false: goals stay as they are
  floor = 0.25, -- of the mean weight: no type falls below
  smoothing = 0.5, -- how far the weight moves from the old one towards the wished one
  prior = 10, -- battles' worth of belief in the mean challenge
  band = { 0.25, 0.75 }, -- where the target's win rate should lie
  few = 4, -- fewer battles than this switch no goal
}

local challenge_shares = { loss_rate = 0.5, gap = 0.3, flips = 0.2 }
local mixed_goals = { "harder", "unanswerable", "flip" } -- the three refinements of the paper
local goals_by_place = { above = { "harder" }, below = { "easier" }, inside = mixed_goals }

-- Diversity

local function challenge(share)
  return challenge_shares.loss_rate * share.loss_rate + challenge_shares.gap * share.gap
    + challenge_shares.flips * share.flips
end

-- Challenge per played type, drawn towards the mean over all battles as if `prior` battles had shown that mean.
local function shrunk_challenges(played, by_type, prior)
  local battles, sum, result = 0, 0, {}
  for _, node in ipairs(played) do
    local share = by_type[node.name]
    battles = battles + share.battles
    sum = sum + share.battles * challenge(share)
  end
  for _, node in ipairs(played) do
    local share = by_type[node.name]
    result[node.name] = (share.battles * challenge(share) + prior * sum / battles) / (share.battles + prior)
  end
  return result
end

local function mean(list, value_of)
  local sum = 0
  for _, item in ipairs(list) do sum = sum + value_of(item) end
  return #list > 0 and sum / #list or 0
end

local function weight_of(node) return node.weight end

-- A type of weight 0 was switched off by a person and stays off; it is not among the active ones.
local function active_and_played(nodes, by_type)
  local active, played = {}, {}
  for _, node in ipairs(nodes) do
    if node.weight > 0 then
      active[#active + 1] = node
      if by_type[node.name] then played[#played + 1] = node end
    end
  end
  return active, played
end

-- The weights that the played types would get if only this iteration counted. Together they weigh what they did
-- before, so that the types without battles keep their weight against the mean.
local function wished_weights(played, challenges, floor)
  local mean_weight, wished = mean(played, weight_of), {}
  local mean_challenge = mean(played, function(node) return challenges[node.name] end)
  for _, node in ipairs(played) do
    local relative = mean_challenge > 0 and challenges[node.name] / mean_challenge or 1
    wished[node.name] = mean_weight * (floor + (1 - floor) * relative)
  end
  return wished
end

local function rounded(number) return math.floor(number * 10000 + 0.5) / 10000 end

local function evidence_of(share, challenge_value, old, new)
  share = share or {}
  return {
    battles = share.battles or 0, loss_rate = share.loss_rate, gap = share.gap, flips = share.flips,
    challenge = challenge_value, old = old, new = new,
  }
end

-- New weights by type, and per type the evidence {battles, loss_rate, gap, flips, challenge, old, new}.
function feedback.diversity(battles, options)
  local set = settings("feedback.diversity", options, defaults)
  local by_type = measures.by_type(battles, set.target)
  local active, played = active_and_played(set.nodes, by_type)
  local challenges = shrunk_challenges(played, by_type, set.prior)
  local wished = wished_weights(played, challenges, set.floor)
  local lowest, weights, evidence = set.floor * mean(active, weight_of), {}, {}
  for _, node in ipairs(active) do
    local wish, name = wished[node.name] or node.weight, node.name
    weights[name] = rounded(math.max(lowest, node.weight + set.smoothing * (wish - node.weight)))
    evidence[name] = evidence_of(by_type[name], challenges[name], node.weight, weights[name])
  end
  return weights, evidence
end

-- Complexity

-- Goals by type for the next iteration, and per type {battles, win_rate, place} where there were enough battles.
-- Types without enough battles keep the goals of the plan before.
function feedback.complexity(battles, options)
  local set = settings("feedback.complexity", options, defaults)
  local by_type, plan, bands = measures.by_type(battles, set.target), {}, {}
  for _, node in ipairs(set.nodes) do
    local share = by_type[node.name]
    plan[node.name] = set.plan[node.name]
    if share and share.battles >= set.few then
      local place = measures.place(share.win_rate, set.band)
      bands[node.name] = { battles = share.battles, win_rate = share.win_rate, place = place }
      plan[node.name] = goals_by_place[place]
    end
  end
  return plan, bands
end

-- The goal towards which an instruction is refined; `stream` draws where the plan leaves a choice.
function feedback.goal(plan, instruction, stream)
  local goals = plan[instruction.type] or mixed_goals
  return #goals == 1 and goals[1] or goals[stream:index(#goals)]
end

-- Both together

-- What an iteration teaches the next: {weights, evidence, plan, bands, old_plan, mixed_goals, nodes}. `weights` is nil
-- with diversity off, `bands` with complexity off: the baseline arm.
function feedback.learn(battles, options)
  local set = settings("feedback.learn", options, defaults)
  local learnt = { nodes = set.nodes, old_plan = set.plan, plan = set.plan, mixed_goals = mixed_goals }
  if set.diversity then learnt.weights, learnt.evidence = feedback.diversity(battles, options) end
  if set.complexity then learnt.plan, learnt.bands = feedback.complexity(battles, options) end
  return learnt
end

-- What `feedback.learn` changed, printable: the weights that moved most, in numbers, and the goals that switched.
function feedback.diff(learnt, options) return changes(learnt, options) end

return feedback
