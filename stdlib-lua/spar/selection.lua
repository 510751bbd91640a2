-- Which battles become training rows, and which seeds and instructions an iteration works on. Pure policies: the same
-- lists give the same rows in the order of the input, and every battle that is left out is counted under its reason.

local measures = require "spar.measures"

local selection = {}

local function count(counts, reason) counts.reasons[reason] = (counts.reasons[reason] or 0) + 1 end

local function new_counts(battles) return { battles = #battles, rows = 0, reasons = {} } end

-- Why the battle can give no row to anybody; nil where it can.
local function obstacle(battle, options)
  if not measures.seat(battle, options.target) then return "without the target" end
  if battle.outcome == "tie" or not measures.is_rated(battle) then return battle.outcome end
  if not (battle.score_a and battle.score_b) then return "unscored" end
  if selection.lead(battle) < options.gap then return "gap below K" end
  return nil
end

-- By how many score points the winner stands above the loser; negative where the ranking contradicts the scores.
function selection.lead(battle)
  local lead = battle.score_a - battle.score_b
  return battle.outcome == "a" and lead or -lead
end

local function winner(battle)
  local won = battle.outcome
  return { model = battle["model_" .. won], response = battle["response_" .. won], score = battle["score_" .. won] }
end

local function is_better(battle, other)
  local score, other_score = winner(battle).score, winner(other).score
  if score ~= other_score then return score > other_score end
  return battle.key < other.key
end

-- The best won battle per instruction, in the order in which instructions first appear.
local function best_of_each(battles, counts)
  local best, order = {}, {}
  for _, battle in ipairs(battles) do
    local known = best[battle.instruction]
    if not known then order[#order + 1] = battle.instruction else count(counts, "another winner was better") end
    if not known or is_better(battle, known) then best[battle.instruction] = battle end
  end
  for index, instruction in ipairs(order) do order[index] = best[instruction] end
  return order
end

-- Rows for supervised fine-tuning: instructions that the target lost by at least K = `gap`, with the reply of the best
-- winner. Returns rows {instruction, response, battle} and counts {battles, rows, reasons}, whose sum is `battles`.
-- Rows hold the battle itself: with it go the verdicts that decided.
function selection.sft(battles, options)
  local counts, lost = new_counts(battles), {}
  for _, battle in ipairs(battles) do
    local reason = obstacle(battle, options)
    if not reason and winner(battle).model == options.target then reason = "target won" end
    if reason then count(counts, reason) else lost[#lost + 1] = battle end
  end
  local rows = best_of_each(lost, counts)
  for index, battle in ipairs(rows) do
    rows[index] = { instruction = battle.instruction, response = winner(battle).response, battle = battle }
  end
  counts.rows = #rows
  return rows, counts
end

-- Preference pairs: every battle of the target with a lead of at least K = `gap`, also those it won.
-- Returns rows {instruction, chosen, rejected, battle} and counts as above.
function selection.dpo(battles, options)
  local counts, rows = new_counts(battles), {}
  for _, battle in ipairs(battles) do
    local reason = obstacle(battle, options)
    if reason then count(counts, reason) else
      local loser = battle.outcome == "a" and battle.response_b or battle.response_a
      rows[#rows + 1] =
        { instruction = battle.instruction, chosen = winner(battle).response, rejected = loser, battle = battle }
    end
  end
  counts.rows = #rows
  return rows, counts
end

-- K of an iteration from a schedule such as {3, 1, 1}; its last entry goes on.
function selection.gap(schedule, iteration) return schedule[math.min(iteration, #schedule)] end

-- The seeds of an iteration: disjoint parts by content key where there are at least `enough` per iteration, so that a
-- seed stays in its part when others come or go; all seeds where there are fewer.
function selection.part(seeds, iteration, iterations, enough)
  if #seeds < iterations * enough then return seeds end
  local function is_in_part(seed) return tonumber(seed.key:sub(1, 8), 16) % iterations == iteration - 1 end
  if seeds.filter then return seeds:filter(is_in_part) end -- a list of stored seeds: no seed is held
  local part = {}
  for _, seed in ipairs(seeds) do
    if is_in_part(seed) then part[#part + 1] = seed end
  end
  return part
end

-- Both lists as one new list.
function selection.joined(first, second)
  local joined = table.move(first, 1, #first, 1, {})
  return table.move(second, 1, #second, #first + 1, joined)
end

-- The instructions whose key is not in `seen`; it marks them there. Returns them and how many were known.
function selection.unseen(instructions, seen)
  local new = {}
  for _, instruction in ipairs(instructions) do
    if not seen[instruction.key] then
      seen[instruction.key] = true
      new[#new + 1] = instruction
    end
  end
  return new, #instructions - #new
end

return selection
