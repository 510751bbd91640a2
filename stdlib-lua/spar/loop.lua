-- The ArenaInstruct loop on one page: seeds → passages → instructions → refinements → battles → ratings → datasets, and
-- what the battles showed changes the next iteration. It is policy only: the host's verbs do the work and store it.
local arena, broken, feedback = require "spar.arena", require "spar.broken", require "spar.feedback"
local flow, report, selection = require "spar.flow", require "spar.report", require "spar.selection"
local gates, settings = require "spar.gates", require "spar.settings"
local loop = {}

local defaults = {
  seeds = false, roles = {}, flow = "reading-comprehension", taxonomy = false, gates = false,
  iterations = 2, out = "out", policy = "tie",
  types = 2, n = 2, gap = { 3, 1, 1 }, dpo_gap = { 2 }, band = { 0.25, 0.75 }, part_size = 50,
  diversity = true, complexity = true, refine = true, rounds = 1,
}

local lists = { "passages", "written", "drafts", "suggestions", "edited", "refined", "instructions", "rejected" }

local function write(turn, o) -- the flow of the skill: passages, instructions of its types, refined ones next to them
  turn.seeds = selection.part(o.seeds, turn.iteration, o.iterations, o.part_size)
  local run = flow.run(o.flow, turn.seeds, {
    types = o.types, n = o.n, taxonomy = turn.taxonomy, iteration = turn.iteration, roles = o.roles, seen = o.seen,
    refine = o.refine, rounds = o.rounds, gates = o.gates, traces = false,
    goal = function(draft) return feedback.goal(turn.plan, draft, spar.random("goal", draft.key)) end,
  })
  for _, name in ipairs(lists) do turn[name] = run[name] end
  turn.gate_failures = { failed = run.failed }
end

local function fight(turn, o) -- all pairs of the pool on every instruction, judged in both seat orders, then rated
  turn.battles = battle(turn.instructions, arena.pool(o.roles), { judge = o.roles.judge, policy = o.policy })
  turn.ratings, turn.unrated = arena.rate(turn.battles)
  turn.sound, turn.broken = broken.drop(turn.battles)
end

local function keep(turn, o) -- training rows with a score gap of at least K, without what test sets hold out
  local i, target = turn.iteration, o.roles.target
  turn.sft_gap, turn.dpo_gap = selection.gap(o.gap, i), selection.gap(o.dpo_gap, i)
  turn.sft_rows, turn.sft_counts = selection.sft(turn.sound, { target = target, gap = turn.sft_gap })
  turn.dpo_rows, turn.dpo_counts = selection.dpo(turn.sound, { target = target, gap = turn.dpo_gap })
  local function export(rows, format)
    local path = ("%s/%s-%d.jsonl"):format(o.out, format, i)
    return dataset.export(rows, { format = format, path = path, leaking = "drop" })
  end
  turn.sft, turn.dpo = export(turn.sft_rows, "sft"), export(turn.dpo_rows, "dpo")
end

local function learn(turn, o) -- the next iteration's type weights and refinement goals
  turn.learnt = feedback.learn(turn.sound, { target = o.roles.target, nodes = turn.taxonomy.nodes, plan = turn.plan,
    band = o.band, diversity = o.diversity, complexity = o.complexity })
  local weights, evidence = turn.learnt.weights, turn.learnt.evidence
  local revised = weights and taxonomy.revise(turn.taxonomy, { weights = weights, evidence = evidence })
  return { iteration = turn.iteration + 1, taxonomy = revised or turn.taxonomy, plan = turn.learnt.plan }
end

-- Runs the iterations and returns one table per iteration with everything above; prints a report of each. Where the
-- budget is reached, the turn ends with what there is: nothing is learnt from a part, and no further turn begins.
function loop.run(options)
  local o, turns = settings("loop.run", options, defaults), {}
  o.seen, o.roles, o.flow = {}, arena.roles(o.roles), flow.load(o.flow)
  o.gates = o.gates or o.flow.gates or gates.usual() -- one set for all turns: what came up in one is known in the next
  local turn = { iteration = 1, taxonomy = taxonomy.load(o.taxonomy or o.flow.taxonomy or o.flow.skill), plan = {} }
  for i = 1, o.iterations do
    spar.iteration(i)
    write(turn, o); fight(turn, o); keep(turn, o)
    turn.paused = budget().reached
    local next_turn = not turn.paused and learn(turn, o)
    print(report.iteration(turn, turns[i - 1], o))
    turns[i], turn = turn, next_turn
    if not turn then break end
  end
  return turns
end

return loop
