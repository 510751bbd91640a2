-- What Spar's own Lua adds to the host's verbs as globals, with its documentation: flows, gates, curation. A module is
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
      { name = "threshold", type = "number", about = "overlap (Jaccard) from which on it is one", default = "0.75" },
      { name = "index", type = "table", default = "empty",
        about = "what came before: `require(\"spar.shingles\").index(0.75)`, with a threshold of its own" },
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
    name = "gates.unsafe", topic = "curation",
    about = "Rejects tasks that ask for something illegal or toxic: by a list of words, and by a judge where wanted.",
    options = {
      { name = "words", type = "string", about = "a file with a phrase on each line, under headings in brackets",
        default = "stdlib-lua/spar/unsafe_words.txt" },
      { name = "judge", type = "boolean|string", about = "true or a model's name: asks it about what the list passes",
        default = "false" },
    },
    returns = a_gate, example = "gates.unsafe{judge = true}", fn = late("curation", "unsafe"),
  },
  {
    name = "gates.prefix", topic = "curation",
    about = "Rejects instructions on the same passage that begin like an earlier one, kin apart.",
    options = { { name = "words", type = "integer", about = "how many words are compared", default = "10" } },
    returns = a_gate, fn = late("curation", "prefix"),
  },
  {
    name = "gates.benchmarks", topic = "curation",
    about = "Rejects instructions that share words in a row with an item of a benchmark; the reason names the row.",
    options = {
      { name = "file", type = "string", about = "JSON Lines, compressed or not" },
      { name = "field", type = "string", about = "the field that holds an item's text, or a list of texts",
        default = "text" },
      { name = "files", type = "table[]", about = "several: {file, field} each", default = "none" },
      { name = "words", type = "integer", about = "how many in a row", default = "13" },
      { name = "fewest", type = "integer", about = "items with fewer words than `words` count as a whole from here on",
        default = "8" },
    },
    returns = a_gate, example = "gates.benchmarks{file = \"gsm8k_test.jsonl\", field = \"question\"}",
    fn = late("curation", "benchmarks"),
  },
  {
    name = "gates.neighbours", topic = "curation",
    about = "Rejects the instructions that are nearest to the items of a benchmark, by embeddings.",
    options = {
      { name = "file", type = "string", about = "JSON Lines, compressed or not" },
      { name = "field", type = "string", about = "the field that holds an item's text", default = "text" },
      { name = "files", type = "table[]", about = "several: {file, field} each", default = "none" },
      { name = "top", type = "integer", about = "how many of each item", default = "5" },
      { name = "similarity", type = "number", about = "the least cosine; -1 for the paper's rule, which has none",
        default = "0.8" },
      { name = "model", type = "string", about = "an embedding model, or `hashed`",
        default = "the embedder, and `hashed` where none is set" },
    },
    returns = a_gate, fn = late("curation", "neighbours"),
  },
  {
    name = "gates.paper", topic = "curation",
    about = "The filters of Arena Learning in their order (arXiv 2407.10627).",
    options = {
      { name = "benchmarks", type = "table[]", about = "{file, field} each", default = "none" },
      { name = "judge", type = "boolean|string", about = "as for `gates.unsafe`", default = "false" },
      { name = "language", type = "string", about = "what stays", default = "en" },
      { name = "similarity", type = "number", about = "as for `gates.neighbours`", default = "0.8" },
      { name = "model", type = "string", about = "an embedding model, or `hashed`", default = "the embedder" },
    },
    returns = { { type = "table[]", about = "unsafe, length, prefix, duplicates, benchmarks, neighbours, language" } },
    fn = late("curation", "paper"),
  },
  {
    name = "curate", topic = "curation",
    about = "Puts instructions through filters and keeps the funnel; at the prompt it shows it as a table.",
    params = {
      { name = "instructions", type = "instruction[]", about = "what to look at" },
      { name = "gates", type = "table[]", about = "filters, in their order", default = "gates.paper()" },
    },
    options = {
      { name = "stage", type = "string", about = "its name in the funnel and in rejections", default = "curate" },
    },
    returns = {
      { type = "instruction[]", about = "what passed; the field `rejected` has {instruction, gate, reason}, `funnel` "
        .. "{gate, entered, passed, failed, reasons} for each gate" },
    },
    example = "good = curate(q, gates.paper{benchmarks = {{file = \"gsm8k_test.jsonl\", field = \"question\"}}})",
    fn = late("curation", "curate"),
  },
  {
    name = "funnel", topic = "curation",
    about = "What the lists of a run came to at the gates they went through; at the prompt a table.",
    params = { { name = "run", type = "string", about = "a run's id", default = "the one that is going on" } },
    returns = { { type = "table[]", about = "{stage, iteration, gate, entered, passed, failed, reasons} each" } },
    example = "funnel(\"run3\")",
    fn = late("funnel", "read"),
  },
  {
    name = "funnel.keep", topic = "curation",
    about = "Adds what a list came to at filters of a script's own; `gates.pass` and `curate` do so themselves.",
    params = { { name = "steps", type = "table[]", about = "{stage, gate, entered, passed, failed, reasons} each" } },
    example = "funnel.keep{{stage = \"mine\", gate = \"rhymes\", entered = 12, passed = 3}}",
    fn = late("funnel", "keep"),
  },
  {
    name = "split", topic = "curation",
    about = "Cuts a list into parts that share nothing: a record's part follows from its key, refinements go along.",
    params = {
      { name = "list", type = "table[]", about = "records" },
      { name = "parts", type = "integer|table<string, number>", about = "how many, or their shares by name" },
    },
    options = {
      { name = "purpose", type = "string", about = "another one cuts another way", default = "split" },
      { name = "by", type = "fun(item: any): string", about = "records with the same text stay together",
        default = "the key of what it was refined from, as far as that is in the list" },
    },
    returns = { { type = "table", about = "the lists by name, or by number" } },
    example = "parts = split(q, {train = 0.9, dev = 0.1})",
    fn = late("split", "split"),
  },
  {
    name = "arena.testset", topic = "curation",
    about = "Chooses a test set, freezes it under its name, and keeps it out of every export; again gives the same.",
    params = {
      { name = "instructions", type = "instruction[]", about = "what to choose from",
        default = "all that no gate turned away and no test set holds" },
    },
    options = {
      { name = "name", type = "string", about = "its name", default = "test" },
      { name = "clusters", type = "integer", about = "groups of alike instructions (k-means)", default = "500" },
      { name = "diverse", type = "integer", about = "how many are drawn from all clusters in turn",
        default = "two of each" },
      { name = "hard", type = "integer", about = "how many of the hardest are taken", default = "0" },
      { name = "candidates", type = "integer", about = "how many of each cluster are rated for that, a call each",
        default = "20" },
      { name = "judge", type = "string", about = "who rates difficulty, 0 to 10", default = "the judge" },
      { name = "model", type = "string", about = "an embedding model, or `hashed`",
        default = "the embedder, and `hashed` where none is set" },
    },
    returns = {
      { type = "instruction[]", about = "its instructions; `items` has {instruction, part, cluster, difficulty}" },
    },
    example = "set = arena.testset{name = \"winter\", diverse = 100, hard = 50, clusters = 50}\n"
      .. "b = battle(set, {\"target\", \"rival\"})",
    fn = late("testset", "get"),
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
    example = "v = pick()\npick(b, {voter = \"me\", weight = 0})", fn = late("pick", "pick"),
  },
}
