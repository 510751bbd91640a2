-- What Spar's own Lua adds to the host's verbs as globals, with its documentation: flows and their gates. A module is
-- loaded when one of its functions is first called.

local function late(module, name)
  return function(...) return require("spar." .. module)[name](...) end
end

local seeds = { name = "seeds", type = "seed|seed[]|string", about = "what to start from" }
local run_options = {
  { name = "n", type = "integer", about = "instructions per type at most", default = "2" },
  { name = "types", type = "integer", about = "types per passage", default = "1" },
  { name = "type", type = "string", about = "this type, instead of drawing", default = "drawn" },
  { name = "iteration", type = "integer", about = "the loop's turn: each has samples of its own", default = "none" },
  { name = "transform", type = "string|string[]|table|fun(...: any): any", about = "a transformation, "
    .. "a chain of them, weights by name, or a function that gives one of these", default = "the flow's" },
  { name = "pick", type = "string", about = "\"agent\": a model chooses the transformation for each seed",
    default = "drawn by weight" },
  { name = "refine", type = "boolean", about = "false leaves suggester and editor out", default = "true" },
  { name = "rounds", type = "integer", about = "rounds of refinement, each on what the last one made", default = "1" },
  { name = "fanout", type = "integer", about = "suggestions per instruction, each edited by itself", default = "1" },
  { name = "goal", type = "string|string[]|table|fun(...: any): string",
    about = "goals of refinement", default = "the skill's, drawn by weight" },
  { name = "stop", type = "fun(...: any): boolean", about = "ends refinement",
    default = "a round without anything new" },
  { name = "gates", type = "table[]", about = "quality gates instead of the flow's", default = "gates.usual()" },
  { name = "grounded", type = "boolean", about = "a judge checks each instruction against its passage",
    default = "false" },
  { name = "taxonomy", type = "taxonomy|string", about = "a revision to draw types from",
    default = "the skill's file" },
  { name = "roles", type = "table<string, string>", about = "who writes, suggests, edits, judges",
    default = "the configured models" },
  { name = "seen", type = "table<string, boolean>", about = "keys of instructions that came up before; filled",
    default = "none" },
  { name = "traces", type = "boolean", about = "tool use: play instructions with simulated tools",
    default = "true" },
}

local a_gate = { { type = "table", about = "a gate for `gates.pass` and the option `gates` of a flow" } }

return {
  {
    name = "flow", topic = "instructions",
    about = "Defines how instructions of a skill are made from seeds; `flow.run` runs it.",
    params = {
      { name = "definition", type = "table", about = "{skill, about, seeds, transform, material, with, agent, "
        .. "taxonomy, goals, gates, finish}; all but `skill` may be left out, and come from the taxonomy then" },
    },
    returns = { { type = "table", about = "callable: `f(seeds, options)` is `flow.run(f, seeds, options)`" } },
    example = "f = flow{skill = \"coding\", goals = {\"harder\"}}\nrun = f(s, {n = 3})",
    fn = late("flow", "define"),
  },
  {
    name = "flow.run", topic = "instructions",
    about = "Runs a flow: seeds that suit it → passages → instructions → refinements, with quality gates between.",
    params = { { name = "flow", type = "string|table", about = "a skill's name, or what `flow{…}` gave" }, seeds },
    options = run_options,
    returns = {
      { type = "table", about = "the lists `seeds`, `passages`, `written`, `drafts`, `suggestions`, `edited`, "
        .. "`refined`, `instructions` (all that passed), `rejected` ({instruction, gate, reason}), `leaks`" },
    },
    example = "run = flow.run(\"coding\", seeds.load \"src/\", {n = 2, rounds = 2})\nprint(run)",
    fn = late("flow", "run"),
  },
  {
    name = "flow.load", topic = "instructions",
    about = "The flow of a skill: a script's own definition, else stdlib-lua/spar/flows/<skill>.lua.",
    params = { { name = "skill", type = "string", about = "its name" } },
    returns = { { type = "table", about = "a flow" } },
    example = "f = flow.load \"fermi\"",
    fn = late("flow", "load"),
  },
  {
    name = "flow.names", topic = "instructions", about = "The skills that have a flow, sorted.",
    returns = { { type = "string[]" } }, example = "for _, name in ipairs(flow.names()) do print(name) end",
    fn = late("flow", "names"),
  },
  {
    name = "flow.list", topic = "instructions",
    about = "All flows with their seed types, transformations, goals and instruction types; `spar flows` prints it.",
    returns = { { type = "table[]", about = "{skill, about, seeds, transformations, goals, types} each" } },
    example = "print(flow.list())",
    fn = late("flow", "list"),
  },
  {
    name = "gates.pass", topic = "instructions",
    about = "Puts instructions through quality gates, one after the other, and stores each rejection with its reason.",
    params = {
      { name = "instructions", type = "instruction[]", about = "what to look at" },
      { name = "gates", type = "table[]", about = "gates, or functions that return a reason to reject, or nil" },
    },
    options = {
      { name = "stage", type = "string", about = "where it happened, kept with the rejection", default = "gate" },
    },
    returns = {
      { type = "instruction[]", about = "what passed; the field `rejected` has {instruction, gate, reason}" },
    },
    example = "good = gates.pass(q, {gates.length{max = 2000}, function(i)\n"
      .. "  return not i.text:find(\"?\", 1, true) and \"asks nothing\" or nil\nend})",
    fn = late("gates", "pass"),
  },
  {
    name = "gates.usual", topic = "instructions", about = "The gates of every flow that names none of its own.",
    returns = { { type = "table[]", about = "length, refusals, leftovers, language \"en\", duplicates" } },
    fn = late("gates", "usual"),
  },
  {
    name = "gates.length", topic = "instructions", about = "Rejects texts that are too short or too long.",
    options = {
      { name = "min", type = "integer", about = "characters at least (arXiv 2407.10627)", default = "10" },
      { name = "max", type = "integer", about = "characters at most", default = "8000" },
    },
    returns = a_gate, fn = late("gates", "length"),
  },
  {
    name = "gates.language", topic = "instructions",
    about = "Rejects texts in other languages than these, told by script and frequent words, if at all.",
    params = { { name = "...", type = "string", about = "codes such as \"en\", \"de\"" } },
    returns = a_gate, example = "gates.language(\"en\", \"de\")", fn = late("gates", "language"),
  },
  {
    name = "gates.refusals", topic = "instructions",
    about = "Rejects texts in which the model declines to write, or speaks of itself as a model.",
    returns = a_gate, fn = late("gates", "refusals"),
  },
  {
    name = "gates.leftovers", topic = "instructions",
    about = "Rejects texts with leftovers of the prompt that made them (\"the given prompt\", tags, empty places).",
    returns = a_gate, fn = late("gates", "leftovers"),
  },
  {
    name = "gates.duplicates", topic = "instructions",
    about = "Rejects instructions whose 5-grams of words overlap with an earlier one's, kin apart.",
    options = {
      { name = "threshold", type = "number", about = "overlap (Jaccard) from which on it is one", default = "0.7" },
      { name = "index", type = "table", about = "what came before: `require(\"spar.shingles\").index()`",
        default = "empty" },
    },
    returns = a_gate, fn = late("gates", "duplicates"),
  },
  {
    name = "gates.grounded", topic = "instructions",
    about = "Rejects instructions that take something for granted which their passage does not support.",
    options = { { name = "judge", type = "string", about = "who checks", default = "the judge" } },
    returns = a_gate, fn = late("gates", "grounded"),
  },
  {
    name = "pick", topic = "arena",
    about = "Has you judge battles at the terminal, blind, with single keys; votes are verdicts by `human:NAME`.",
    params = {
      { name = "pairs", type = "battle[]|string[]|response[][]",
        about = "battles, their ids, or pairs of responses to one instruction",
        default = "all of the project that you have not judged" },
    },
    options = {
      { name = "voter", type = "string", about = "who you are", default = "voter of spar.toml, else $USER" },
      { name = "weight", type = "number", about = "of your votes; 0 makes them count for nothing but the calibration "
        .. "of judges", default = "1" },
      { name = "limit", type = "integer", about = "battles at most", default = "all" },
      { name = "again", type = "boolean", about = "asks of battles that you have judged, too", default = "false" },
    },
    returns = {
      { type = "verdict[]", about = "your votes; the list's fields `skipped`, `left` and `known` count the others" },
    },
    example = "v = pick()\npick(b, {voter = \"anna\", weight = 0})", fn = late("pick", "pick"),
  },
}
