-- The main job: from a folder of documents to training data and a leaderboard, by the ArenaInstruct loop.
-- It reads options and prints; the loop is spar/loop.lua.

local args = require "spar.args"
local arena = require "spar.arena"
local loop = require "spar.loop"
local report = require "spar.report"

local here = arg[0]:match("^(.*)/main%.lua$") or (arg[0] == "main.lua" and "." or arg[0])

local options = args.parse(arg, {
  name = "arena-instruct",
  about = "Makes SFT and DPO data from documents by instructing, refining and battling, over several iterations.",
  { name = "seeds", value = "PATH", default = here .. "/seeds", about = "documents: a file, a folder or a pattern" },
  { name = "limit", value = "N", kind = "count", about = "draw at most N seeds" },
  { name = "iterations", value = "N", kind = "count", default = 2, about = "turns of the loop" },
  { name = "out", value = "DIR", default = "out", about = "where the datasets go" },
  { name = "skill", value = "NAME", default = "reading-comprehension",
    about = "the skill whose flow writes the instructions; `spar flows` lists them" },
  { name = "types", value = "N", kind = "count", default = 2, about = "instruction types per passage" },
  { name = "n", value = "N", kind = "count", default = 2, about = "instructions per type" },
  { name = "gap", value = "K,K", kind = "numbers", default = { 3, 1, 1 }, about = "score gap for SFT, by iteration" },
  { name = "dpo-gap", value = "K,K", kind = "numbers", default = { 2 }, about = "score gap for DPO, by iteration" },
  { name = "policy", value = "NAME", default = "tie", about = "seat orders that differ: tie, abstain, both or sum" },
  { name = "target", value = "MODEL", about = "the model to improve" },
  { name = "contenders", value = "M,M", kind = "list", about = "its opponents" },
  { name = "author", value = "MODEL", about = "writes passages and instructions" },
  { name = "suggester", value = "MODEL", about = "proposes refinements" },
  { name = "editor", value = "MODEL", about = "carries them out" },
  { name = "judge", value = "M,M", kind = "list", about = "reads the battles; several make a jury" },
  { name = "no-diversity", kind = "flag", about = "baseline: type weights stay as they are" },
  { name = "no-complexity", kind = "flag", about = "baseline: refinement goals stay as they are" },
  { name = "no-refine", kind = "flag", about = "leave suggester and editor out" },
})

local function chosen_roles()
  local roles = {}
  for _, role in ipairs { "target", "contenders", "author", "suggester", "editor", "judge" } do
    roles[role] = options[role]
  end
  return roles
end

local function all_of(turns, field)
  local all = {}
  for _, turn in ipairs(turns) do table.move(turn[field], 1, #turn[field], #all + 1, all) end
  return all
end

local function print_datasets(turns)
  print("datasets")
  for _, turn in ipairs(turns) do print(("  %s\n  %s"):format(turn.sft.path, turn.dpo.path)) end
end

local function count_failures(turns)
  local count = 0
  for _, turn in ipairs(turns) do count = count + #report.failures(turn) end
  return count
end

local loaded = seeds.load(options.seeds)
print(report.seeds(loaded.report) .. "\n")

local roles = chosen_roles()
local turns = loop.run {
  seeds = options.limit and sample(loaded, options.limit, "limit") or loaded,
  roles = roles, flow = options.skill, iterations = options.iterations, out = options.out,
  types = options.types, n = options.n, gap = options.gap, dpo_gap = options["dpo-gap"], policy = options.policy,
  diversity = not options["no-diversity"], complexity = not options["no-complexity"],
  refine = not options["no-refine"],
}

local ratings, reason = arena.rate(all_of(turns, "battles"))
print(report.leaderboard("leaderboard of all iterations", ratings, reason, arena.is_simulated(arena.roles(roles))))
print_datasets(turns)

local failed = count_failures(turns)
if failed > 0 then
  spar.note(("%d items failed; run the same command again to retry only those."):format(failed))
  os.exit(2)
end
