-- The stages that every flow shares: seeds that suit it → passages → instructions → refinements, gates between them.
-- Each takes the run as flow.run has begun it, and adds its lists to it.

local gates = require "spar.gates"

local stages = {}

local function append(list, more)
  table.move(more, 1, #more, #list + 1, list)
  for _, name in ipairs { "failed", "rejected" } do
    if list[name] and more[name] then table.move(more[name], 1, #more[name], #list[name] + 1, list[name]) end
  end
end

-- Extra inputs of an agent: a table, what a function of the record gives, or nothing.
local function inputs(with, ...)
  if type(with) == "function" then return with(...) end
  return with
end

-- Seeds --------------------------------------------------------------------------------------------------------------

local function is_among(list, item)
  for _, other in ipairs(list) do
    if other == item then return true end
  end
  return false
end

-- Leaves out seeds of a type that the skill has no use for, and counts them in `skipped`.
function stages.seeds(run)
  local wanted, suited = run.flow.seeds or run.taxonomy.seeds or {}, {}
  for index = 1, #run.given do
    local seed = run.given[index]
    local kind = type(seed) == "table" and seed.type or "text"
    if #wanted == 0 or is_among(wanted, kind) then
      suited[#suited + 1] = seed
    else
      run.skipped[kind] = (run.skipped[kind] or 0) + 1
    end
  end
  run.seeds = suited
end

-- Passages -----------------------------------------------------------------------------------------------------------

-- Makes a passage of each seed, by the transformation that the run names, the flow's, or one drawn for the skill.
function stages.transform(run)
  local options, course = run.options, run.options.transform or run.flow.transform
  run.passages = map(run.seeds, function(seed)
    local chosen = type(course) == "function" and course(seed, run) or course
    if type(chosen) == "function" then chosen = nil end
    return transform(seed, chosen or nil, {
      model = options.roles.author or nil, skill = run.taxonomy.skill, pick = options.pick or nil,
      with = inputs(run.flow.material, seed, run, chosen) or nil,
    })
  end)
  run.passages = stages.without_failures(run.passages)
end

-- What `map` made, without its errors, which stay in the field `failed`.
function stages.without_failures(mapped)
  local failed_at, kept = {}, { failed = mapped.failed }
  for _, failure in ipairs(mapped.failed) do failed_at[failure.index] = true end
  for index = 1, mapped.n do
    if not failed_at[index] then kept[#kept + 1] = mapped[index] end
  end
  return kept
end

-- Instructions -------------------------------------------------------------------------------------------------------

local function unseen(list, seen)
  local new = {}
  for _, instruction in ipairs(list) do
    if not seen[instruction.key] then
      seen[instruction.key] = true
      new[#new + 1] = instruction
    end
  end
  return new
end

-- What passes the gates and did not come up before; the rest goes to the run's list of rejections.
local function passed(run, list, stage)
  local kept = gates.pass(unseen(list, run.options.seen), run.gates, { stage = stage })
  append(run.rejected, kept.rejected)
  append(run.failed, kept.failed)
  return table.move(kept, 1, #kept, 1, {})
end

-- Writes instructions about the passages, one type per call, and lets the gates choose. The next passes `drafts` on.
function stages.instruct(run)
  local options = run.options
  local written = { failed = {} }
  run.leaks = 0
  local parts = map(run.passages, function(passage)
    return instruct(passage, {
      n = options.n, types = options.types, type = options.type or nil, taxonomy = run.taxonomy,
      agent = run.flow.agent or nil, iteration = options.iteration or nil, model = options.roles.author or nil,
      with = inputs(run.flow.with, passage, run) or nil,
    })
  end)
  for _, part in ipairs(stages.without_failures(parts)) do
    append(written, part)
    run.leaks = run.leaks + (part.leaks or 0)
  end
  append(written.failed, parts.failed)
  run.written = written
  run.drafts = passed(run, written, "instruct")
end

-- Refinement ---------------------------------------------------------------------------------------------------------

local function names_and_weights(goals)
  local names, weights = {}, {}
  if goals[1] then
    for index, name in ipairs(goals) do names[index], weights[index] = name, 1 end
    return names, weights
  end
  for name in pairs(goals) do names[#names + 1] = name end
  table.sort(names)
  for index, name in ipairs(names) do weights[index] = goals[name] end
  return names, weights
end

-- One of the goals by weight: a name, a list of names, a table of weights. The same draw for the same instruction.
function stages.drawn(goals, stream)
  if type(goals) == "string" then return goals end
  local names, weights = names_and_weights(goals)
  local sum = 0
  for _, weight in ipairs(weights) do sum = sum + weight end
  local place = stream.unit() * sum
  for index, name in ipairs(names) do
    place = place - weights[index]
    if place < 0 then return name end
  end
  return names[#names]
end

local function goal_of(run, draft, round)
  local goals = run.options.goal or run.flow.goals or run.taxonomy.goals
  if type(goals) == "function" then return goals(draft, round) end
  if not goals or (type(goals) == "table" and next(goals) == nil) then goals = "harder" end
  return stages.drawn(goals, spar.random("goal", draft.key, tostring(round)))
end

local function refine_once(run, drafts, round)
  local options = run.options
  local suggestions = flat_map(drafts, function(draft)
    return suggest(draft, {
      goal = goal_of(run, draft, round), n = options.fanout, model = options.roles.suggester or nil,
    })
  end, { concurrency = 256 })
  local edited = edit(suggestions, { model = options.roles.editor or nil })
  append(run.suggestions, suggestions)
  append(run.edited, edited)
  return passed(run, edited, "refine")
end

-- Suggests and edits, round after round, each on what the last one made; ends early where a round gives nothing new or
-- the option `stop` says so.
function stages.refine(run)
  run.suggestions, run.edited, run.refined = { failed = {} }, { failed = {}, rejected = {} }, {}
  local options, drafts = run.options, run.drafts
  for round = 1, options.refine and options.rounds or 0 do
    drafts = refine_once(run, drafts, round)
    append(run.refined, drafts)
    if #drafts == 0 or (options.stop and options.stop(run, round)) then break end
  end
end

return stages
