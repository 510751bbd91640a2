-- What battles and instructions show, as counts and shares: the numbers that feedback acts on and the report prints.
-- Pure: it reads records and makes no decision.

local measures = {}

local rated_outcomes = { a = true, b = true, tie = true }

-- Whether the battle counts for ratings; every other outcome is counted apart and excluded (method.md §4.2).
function measures.is_rated(battle) return rated_outcomes[battle.outcome] == true end

-- Whether a judge could read the battle at all.
function measures.is_judged(battle) return measures.is_rated(battle) or battle.outcome == "inconsistent" end

function measures.is_flipped(battle) return battle.flipped == true or battle.outcome == "inconsistent" end

-- Whether a judge read the responses side by side, in two seat orders; a reward model reads each alone, and its scores
-- are on a scale of its own. Where verdicts are not at hand, they were.
function measures.is_seated(battle)
  local verdicts = battle.verdicts or {}
  for _, verdict in ipairs(verdicts) do
    if verdict.order ~= "alone" then return true end
  end
  return #verdicts == 0
end

-- "a" or "b": where `model` sits in `battle`; nil where it did not take part.
function measures.seat(battle, model)
  if battle.model_a == model then return "a" end
  if battle.model_b == model then return "b" end
  return nil
end

-- 1, 0.5 or 0 points for the seat in a rated battle.
function measures.points(battle, seat)
  if battle.outcome == "tie" then return 0.5 end
  return battle.outcome == seat and 1 or 0
end

-- By how many score points (of 9) the seat fell short of the other; 0 where it did not. nil without scores, and for
-- those of reward models alone.
local function deficit(battle, seat)
  if not (battle.score_a and battle.score_b and measures.is_seated(battle)) then return nil end
  local lead = battle.score_a - battle.score_b
  return math.max(0, seat == "a" and -lead or lead)
end

local function new_tally()
  return { judged = 0, seated = 0, rated = 0, points = 0, lost = 0, flipped = 0, scored = 0, short = 0 }
end

local function add_battle(tally, battle, seat)
  tally.judged = tally.judged + 1
  if measures.is_seated(battle) then tally.seated = tally.seated + 1 end
  if measures.is_flipped(battle) then tally.flipped = tally.flipped + 1 end
  if not measures.is_rated(battle) then return end
  local points, short = measures.points(battle, seat), deficit(battle, seat)
  tally.rated = tally.rated + 1
  tally.points = tally.points + points
  if points == 0 then tally.lost = tally.lost + 1 end
  if short then
    tally.scored = tally.scored + 1
    tally.short = tally.short + short
  end
end

local function shares(tally)
  return {
    battles = tally.rated,
    win_rate = tally.points / tally.rated,
    loss_rate = tally.lost / tally.rated,
    gap = tally.scored > 0 and tally.short / (9 * tally.scored) or 0,
    flips = tally.seated > 0 and tally.flipped / tally.seated or 0,
  }
end

-- What the target did per instruction type, over its own battles: {battles, win_rate (ties half), loss_rate,
-- gap (mean deficit, 0–1), flips (share of battles judged in two seat orders)} by type. Types without a rated battle
-- are absent.
function measures.by_type(battles, target)
  local tallies, result = {}, {}
  for _, battle in ipairs(battles) do
    local seat = measures.seat(battle, target)
    if seat and battle.type and measures.is_judged(battle) then
      local tally = tallies[battle.type] or new_tally()
      tallies[battle.type] = tally
      add_battle(tally, battle, seat)
    end
  end
  for name, tally in pairs(tallies) do
    if tally.rated > 0 then result[name] = shares(tally) end
  end
  return result
end

-- Where a win rate lies against the target band {low, high}.
function measures.place(win_rate, band)
  if win_rate > band[2] then return "above" end
  if win_rate < band[1] then return "below" end
  return "inside"
end

-- How many types lie inside the band, and how many have battles.
function measures.in_band(by_type, band)
  local inside, played = 0, 0
  for _, share in pairs(by_type) do
    played = played + 1
    if measures.place(share.win_rate, band) == "inside" then inside = inside + 1 end
  end
  return inside, played
end

-- {battles, rated, ties, flips, judged, seated, excluded = {reason = count}} over all battles; `seated` counts those
-- that were judged in two seat orders.
function measures.outcomes(battles)
  local counts = { battles = #battles, rated = 0, ties = 0, flips = 0, judged = 0, seated = 0, excluded = {} }
  for _, battle in ipairs(battles) do
    if measures.is_rated(battle) then counts.rated = counts.rated + 1
    else counts.excluded[battle.outcome] = (counts.excluded[battle.outcome] or 0) + 1 end
    if battle.outcome == "tie" then counts.ties = counts.ties + 1 end
    if measures.is_judged(battle) then
      counts.judged = counts.judged + 1
      if measures.is_seated(battle) then counts.seated = counts.seated + 1 end
    end
    if measures.is_flipped(battle) then counts.flips = counts.flips + 1 end
  end
  return counts
end

local function entropy(counts, order, total)
  local bits = 0
  for _, name in ipairs(order) do
    local share = counts[name] / total
    bits = bits - share * math.log(share, 2)
  end
  return bits
end

-- How widely instructions spread over the types of a taxonomy that have weight: {drawn, types, bits, most}, where
-- `most` is the entropy of an even spread.
function measures.spread(instructions, nodes)
  local counts, order, types = {}, {}, 0
  for _, instruction in ipairs(instructions) do
    local name = instruction.type or "none"
    if not counts[name] then order[#order + 1] = name end
    counts[name] = (counts[name] or 0) + 1
  end
  for _, node in ipairs(nodes) do
    if node.weight > 0 then types = types + 1 end
  end
  local bits = #instructions > 0 and entropy(counts, order, #instructions) or 0
  return { drawn = #order, types = types, bits = bits, most = types > 0 and math.log(types, 2) or 0 }
end

return measures
