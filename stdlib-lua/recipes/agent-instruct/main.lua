-- AgentInstruct alone: from a folder of documents to instructions of every skill, with the coverage of each taxonomy.
-- It reads options and prints; the flows are spar/flows/*.lua.

local args = require "spar.args"
local report = require "spar.report"

local here = arg[0]:match("^(.*)/main%.lua$") or (arg[0] == "main.lua" and "." or arg[0])

local options = args.parse(arg, {
  name = "agent-instruct",
  about = "Makes instructions of all skills from documents: transformations, types of the taxonomies, refinement.",
  { name = "seeds", value = "PATH", default = here .. "/seeds", about = "documents: a file, a folder or a pattern" },
  { name = "limit", value = "N", kind = "count", about = "draw at most N seeds" },
  { name = "flows", value = "F,F", kind = "list", about = "these skills alone; `spar flows` lists them" },
  { name = "types", value = "N", kind = "count", default = 1, about = "instruction types per passage" },
  { name = "n", value = "N", kind = "count", default = 2, about = "instructions per type" },
  { name = "rounds", value = "N", kind = "count", default = 1, about = "rounds of refinement" },
  { name = "fanout", value = "N", kind = "count", default = 1, about = "suggestions per instruction" },
  { name = "out", value = "FILE", about = "write the instructions there as JSON lines (`prompt`)" },
  { name = "no-refine", kind = "flag", about = "leave suggester and editor out" },
  { name = "grounded", kind = "flag", about = "a judge checks each instruction against its passage" },
  { name = "coverage", kind = "flag", about = "print what each instruction type was asked for and gave" },
})

local loaded = seeds.load(options.seeds)
print(report.seeds(loaded.report))
local chosen = options.limit and sample(loaded, options.limit, "limit") or loaded

local failed, written = 0, {}
for _, skill in ipairs(options.flows or flow.names()) do
  local run = flow.run(skill, chosen, {
    types = options.types, n = options.n, rounds = options.rounds, fanout = options.fanout,
    refine = not options["no-refine"], grounded = options.grounded,
  })
  print("\n" .. tostring(run))
  if options.coverage then print(taxonomy.coverage(skill)) end
  failed = failed + #require("spar.flow").failures(run)
  table.move(run.instructions, 1, #run.instructions, #written + 1, written)
end

print(("\n%d instructions of %d skills"):format(#written, #(options.flows or flow.names())))
if options.out then
  local exported = dataset.export(written, { format = "prompt", path = options.out })
  print(("%d rows in %s"):format(exported.rows, exported.path))
end
if failed > 0 then
  spar.note(("%d items failed; run the same command again to retry only those."):format(failed))
  os.exit(2)
end
