-- What a run of the loop prints: the funnel, the spread over types, the leaderboard and what changed. It returns text
-- and decides nothing. Names and counts only, no ids and no times, so that a resumed run prints the same bytes.

local arena = require "spar.arena"
local feedback = require "spar.feedback"
local measures = require "spar.measures"
local text_table = require "spar.text_table"

local report = {}

local function percent(part, whole) return whole > 0 and ("%.0f %%"):format(100 * part / whole) or "none" end

-- "gap below K 12, tie 3": counts by reason, the largest first.
local function reasons_text(reasons)
  local names = {}
  for name in pairs(reasons) do names[#names + 1] = name end
  table.sort(names, function(left, right)
    if reasons[left] ~= reasons[right] then return reasons[left] > reasons[right] end
    return left < right
  end)
  for index, name in ipairs(names) do names[index] = ("%s %d"):format(name, reasons[name]) end
  return table.concat(names, ", ")
end

local function with_reasons(text, reasons) return next(reasons) and text .. ": " .. reasons_text(reasons) or text end

-- What became of edits: those that change nothing, and those that a gate kept back.
local function rejections(turn)
  local count, reasons = 0, {}
  local function add(rejection)
    count = count + 1
    reasons[rejection.reason] = (reasons[rejection.reason] or 0) + 1
  end
  for _, rejection in ipairs(turn.edited.rejected or {}) do add(rejection) end
  for _, rejection in ipairs(turn.rejected) do
    if rejection.instruction.round > 0 then add(rejection) end
  end
  return count > 0 and with_reasons(("%d rejected"):format(count), reasons) or ""
end

local function exclusions(counts)
  local text = ("%d rated"):format(counts.rated)
  local excluded = counts.battles - counts.rated
  return excluded > 0 and with_reasons(("%s, %d excluded"):format(text, excluded), counts.excluded) or text
end

local function rows_text(counts, gap)
  return with_reasons(("of %d battles, K = %g"):format(counts.battles, gap), counts.reasons)
end

-- How many rows were written, and why others were not.
local function exported(dataset)
  local text = dataset.refused > 0 and with_reasons((", refused %d"):format(dataset.refused), dataset.reasons) or ""
  return tostring(dataset.rows), text
end

-- What the gates kept back, by reason, and how many were there already.
local function left_out(turn)
  local reasons, drafts = {}, 0
  for _, rejection in ipairs(turn.rejected) do
    if rejection.instruction.round == 0 then
      reasons[rejection.reason] = (reasons[rejection.reason] or 0) + 1
      drafts = drafts + 1
    end
  end
  local repeated = #turn.written - #turn.drafts - drafts
  local words = repeated > 0 and ("%d repeated earlier ones"):format(repeated) or ""
  if drafts == 0 then return words end
  return (words ~= "" and words .. ", " or "") .. with_reasons(("%d rejected"):format(drafts), reasons)
end

local function funnel_rows(turn)
  local sft, sft_refused = exported(turn.sft)
  local dpo, dpo_refused = exported(turn.dpo)
  return {
    { "seeds", tostring(#turn.seeds), "" },
    { "passages", tostring(#turn.passages), "" },
    { "instructions", tostring(#turn.drafts), left_out(turn) },
    { "refined", tostring(#turn.refined), rejections(turn) },
    { "battles", tostring(#turn.battles), exclusions(measures.outcomes(turn.battles)) },
    { "broken", tostring(#turn.broken), #turn.broken > 0 and "answered badly by all, the judges at odds" or "" },
    { "SFT rows", sft, rows_text(turn.sft_counts, turn.sft_gap) .. sft_refused },
    { "DPO rows", dpo, rows_text(turn.dpo_counts, turn.dpo_gap) .. dpo_refused },
  }
end

local function measure_rows(turn, options)
  local spread, counts = measures.spread(turn.drafts, turn.taxonomy.nodes), measures.outcomes(turn.battles)
  local inside, played = measures.in_band(measures.by_type(turn.sound, options.roles.target), options.band)
  local band = ("%d of %d types with the target's win rate in %g–%g"):format(inside, played, table.unpack(options.band))
  local entropy = ("entropy %.2f of %.2f bits"):format(spread.bits, spread.most)
  return {
    { "types", ("%d of %d drawn, %s"):format(spread.drawn, spread.types, entropy) },
    { "in band", band },
    { "ties", ("%s of rated battles"):format(percent(counts.ties, counts.rated)) },
    { "flips", ("%s of judged battles turned with the seat order"):format(percent(counts.flips, counts.seated)) },
  }
end

local function rating_of(ratings, model)
  for _, rating in ipairs(ratings or {}) do
    if rating.model == model then return rating end
  end
  return nil
end

local function comparison(now, before)
  if not (now.lower and before.lower) then return "no interval tells them apart" end
  if now.lower > before.upper then return "these are the easier ones for it" end
  if now.upper < before.lower then return "these are the harder ones for it" end
  return "the intervals overlap"
end

-- How the target rates next to the iteration before. It is the same model, and both ratings are relative to the pool on
-- the instructions of their own iteration, so that a difference tells of the instructions.
local function marginal_text(turn, previous, target)
  local now, before = rating_of(turn.ratings, target), rating_of(previous and previous.ratings, target)
  if not (now and before) then return nil end
  return ("target %s: %.0f on these instructions, %.0f on those of iteration %d; the same model, and %s"):format(
    target, now.rating, before.rating, previous.iteration, comparison(now, before))
end

-- Failed elements of every stage, as {input, message} in the order of the stages; those that the budget left out are
-- returned apart.
function report.failures(turn)
  local failures, unmade = {}, {}
  for _, stage in ipairs { "passages", "written", "gate_failures", "suggestions", "edited", "battles" } do
    for _, failure in ipairs(turn[stage].failed or {}) do
      table.insert(failure.code == "budget.reached" and unmade or failures, failure)
    end
  end
  return failures, unmade
end

local function failures_text(failures)
  if #failures == 0 then return false end
  local reasons = {}
  for _, failure in ipairs(failures) do reasons[failure.code] = (reasons[failure.code] or 0) + 1 end
  return with_reasons(("%d failed"):format(#failures), reasons)
end

local function pause_text(turn, unmade)
  return turn.paused and ("paused: the budget is reached, %d items are left for a larger one"):format(#unmade)
end

local function changes_text(learnt) return learnt and "what changes next:\n" .. tostring(feedback.diff(learnt)) end

-- A leaderboard with its title, or why there is none.
function report.leaderboard(title, ratings, reason, simulated)
  if not ratings then return ("%s: none. %s"):format(title, reason) end
  return ("%s%s\n%s"):format(title, simulated and " (simulated)" or "", tostring(ratings))
end

-- Everything about one iteration; `previous` is the one before, nil for the first.
function report.iteration(turn, previous, options)
  local simulated = arena.is_simulated(options.roles)
  local kind = simulated and ", simulated models" or ""
  local failures, unmade = report.failures(turn)
  local parts = {
    ("== iteration %d of %d%s =="):format(turn.iteration, options.iterations, kind),
    text_table(funnel_rows(turn), nil, "  "),
    failures_text(failures), pause_text(turn, unmade) or false,
    text_table(measure_rows(turn, options), nil, "  "),
    report.leaderboard("leaderboard of this iteration", turn.ratings, turn.unrated, simulated),
    marginal_text(turn, previous, options.roles.target) or false,
    changes_text(turn.learnt) or false,
  }
  local present = {}
  for _, part in ipairs(parts) do
    if part then present[#present + 1] = part end
  end
  return table.concat(present, "\n") .. "\n"
end

-- What was read as seeds: `counts` is the `.report` of seeds.load.
function report.seeds(counts)
  local text = ("%d seeds from %d files"):format(counts.seeds, counts.files)
  if counts.duplicates > 0 then text = ("%s, %d duplicates dropped"):format(text, counts.duplicates) end
  if counts.replaced > 0 then text = ("%s, %d with bytes replaced"):format(text, counts.replaced) end
  return next(counts.skipped) and with_reasons(text .. ", skipped", counts.skipped) or text
end

return report
