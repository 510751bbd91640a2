---@meta
-- Written by `spar docs` from the registrations: change those, not this file.

---A raw document, or a piece of one, taken in.
---@class seed
---@field id string names the record in this project: `s12`
---@field key string names it in every project: a digest of what it was made from and says
---@field type string `text` or `code`
---@field text string the text itself
---@field origin string where it came from: a path, or `path:line` for a row of a JSONL file
---@field language string? the programming language of code: `swift`
---@field title string? the document's title, where it has one
---@field chunk integer which piece of its document this is, from 0

---A seed after a content transformation, or an earlier passage after an edit.
---@class passage
---@field id string names the record in this project: `p12`
---@field key string names it in every project: a digest of what it was made from and says
---@field seed string the id of its seed
---@field parent string? the id of the passage that an edit changed
---@field suggestion string? the id of the suggestion that the edit followed
---@field transformation string the agent that wrote it: `debate`; `identity` for the seed as it is
---@field text string the text itself

---A revision of the weighted instruction types of a skill, used as a sampler.
---@class taxonomy
---@field id string names the record in this project: `x12`
---@field key string names it in every project: a digest of what it was made from and says
---@field skill string the skill: `reading-comprehension`
---@field parent string? the id of the revision it came from
---@field nodes node[] the types, in the order of the file
---@field evidence table? why it differs from its parent, as `taxonomy.revise` was told

---An instruction type of a taxonomy: what `instruct` asks for, one per call.
---@class node
---@field name string the type's name: `strengthen`
---@field definition string what is asked of the author
---@field answer_format string what an answer looks like
---@field answerability string `answerable` or `unanswerable`
---@field transformations string[] whose passages it suits; empty for any
---@field weight number relative frequency; 0 switches the type off
---@field parent string? the group it belongs to

---A task for a model; a refinement is a new instruction with a parent.
---@class instruction
---@field id string names the record in this project: `i12`
---@field key string names it in every project: a digest of what it was made from and says
---@field text string the task in words, without its passage
---@field passage string? the id of the passage that goes with it
---@field parent string? the id of the instruction that this one refines
---@field suggestion string? the id of the suggestion that it followed
---@field skill string? the skill whose taxonomy it was drawn from
---@field type string? the instruction type, a node of the taxonomy: `strengthen`
---@field answerability string `answerable`, or `unanswerable` by design: then declining does well
---@field goal string? the goal of the refinement that made it: `harder`
---@field round integer how many refinements lie between it and its first instruction

---A proposed way to change an instruction towards a goal.
---@class suggestion
---@field id string names the record in this project: `g12`
---@field key string names it in every project: a digest of what it was made from and says
---@field instruction string the id of the instruction to change
---@field goal string `harder`, `easier`, `unanswerable` or `flip`
---@field text string what to change, in words

---One model's reply to one instruction.
---@class response
---@field id string names the record in this project: `r12`
---@field key string names it in every project: a digest of what it was made from and says
---@field instruction string the id of the instruction
---@field model string the model's name as it was asked for
---@field text string the reply
---@field ordinal integer which of several samples it is, from 0

---The responses of two models to one instruction, and what the judges made of them.
---@class battle
---@field id string names the record in this project: `b12`
---@field key string names it in every project: a digest of what it was made from and says
---@field instruction string the id of the instruction
---@field type string? the instruction's type
---@field round integer the instruction's round of refinement
---@field model_a string the first model
---@field model_b string the second model
---@field response_a string the id of the first model's response
---@field response_b string the id of the second model's response
---@field outcome string `a`, `b`, `tie`; or `inconsistent`, `unparsed`, `error`, which are not rated
---@field winner string? the model that won, if one did
---@field score_a number? mean over the verdicts, 1 to 10
---@field score_b number? mean over the verdicts, 1 to 10
---@field flipped boolean whether a judge contradicted itself when the seats changed
---@field weight number how much it counts in a fit: 2 under the policy `both` where the seat orders differ
---@field verdicts verdict[] what each judge said in each seat order

---One judge's reading of one battle in one seat order.
---@class verdict
---@field id string names the record in this project: `v12`
---@field key string names it in every project: a digest of what it was made from and says
---@field battle string the id of the battle
---@field judge string the judging model's name
---@field order string `ab` where the response of model A was shown first, else `ba`
---@field state string `a`, `b` or `tie`, whatever the seats were; `unparsed` or `error`, which count for nobody
---@field score_a number? 1 to 10, for the response of model A
---@field score_b number? 1 to 10, for the response of model B
---@field explanation string? why, in the judge's words; what went wrong where it failed

---A model's strength with its interval; derived from battles, not stored.
---@class rating
---@field model string the model's name
---@field rating number on the Elo scale: 400 points are odds of ten to one
---@field lower number? the lower bound of its interval; nothing where no honest one is known
---@field upper number? the upper bound
---@field rank integer 1 and the number of models whose interval lies wholly above
---@field battles integer how many battles the model fought
---@field simulated boolean whether the model is simulated: then the numbers say nothing of real ones

---The list that `elo` returns.
---@class leaderboard
---@field [integer] rating the ratings, best first
---@field method string how they were fitted: `bradley-terry` or `elo`
---@field interval string how the intervals were made: `sandwich 95%`; `none`
---@field battles integer the battles behind them
---@field excluded table<string, integer> battles that are not rated, counted by outcome
---@field notes string[] what a reader of the numbers must know

---An exported selection; its rows keep their lineage.
---@class dataset
---@field id string names the record in this project: `d3`
---@field key string names it in every project: a digest of what it was made from and says
---@field path string the file
---@field card string the page beside it that says what is in it
---@field format string `sft` or `dpo`
---@field rows integer rows written
---@field refused integer rows that could not be written
---@field reasons table<string, integer> why, counted by reason

---What `dataset.export` writes one line of.
---@class row
---@field instruction instruction|string the instruction, or its id
---@field response response|string? for sft: the answer to learn
---@field chosen response|string? for dpo: the better answer
---@field rejected response|string? for dpo: the worse answer
---@field battle battle|string? where the answers met: their scores are those of its verdicts, of the stored ones for an id

---What a verb returns for a list: results in the order of the elements.
---@class list
---@field [integer] any the results
---@field failed error[] one for each element that failed; the others are not lost

---What `pcall` catches of the host, and what `error_info` makes of anything else.
---@class error
---@field code string stable and dotted: `model.rate_limit`; `script.error` for errors of scripts
---@field message string one sentence: what happened, and where
---@field hint string? what to try
---@field retryable boolean whether the same may succeed later
---@field exit_code integer? what the program ends with if nobody catches it
---@field input string|integer? in `failed`: the id of the element, or its index

---What `seeds.load` read and what it did not: the field `report` of its list.
---@class seed_report
---@field files integer files that gave at least one document
---@field seeds integer seeds taken in
---@field duplicates integer seeds dropped because their text had been read before
---@field converted integer files that were not UTF-8 and were converted
---@field replaced integer characters that could not be read and stand as U+FFFD
---@field bad_rows integer JSONL rows left out
---@field skipped table<string, integer> files skipped, counted by reason
---@field summary string all of it in one line

---A suggestion whose edit gave no instruction.
---@class rejection
---@field suggestion string the id of the suggestion
---@field reason string why, in a few words

---How the weight of a type differs between two revisions.
---@class weight_change
---@field name string the type's name
---@field old number? its weight in the earlier revision
---@field new number? its weight in the later one
---@field change number new less old

---One step of lineage: what a record is to another that was made from it.
---@class link
---@field child string the id of the record that was made
---@field role string what the parent is to it: `instruction`, `response_a`
---@field parent string the id of the record it was made from

---What a model made by `models.script` is asked.
---@class request
---@field stage string `transform`, `instruct`, `suggest`, `edit`, `respond` or `judge`
---@field agent string the prompt's name: `debate`
---@field inputs table<string, any> what went into the prompt, by name
---@field messages {role: string, content: string}[] the prompt as a server would get it
---@field ordinal integer which of several samples is asked for, from 0

---A function that runs beside others, as `spawn` starts it.
---@class task
---@field await fun(self): any waits for its end; returns its results or raises its error
---@field cancel fun(self) tells it to stop; no `pcall` keeps it from that
---@field status fun(self): string `ready`, `running`, `waiting`, `done`, `failed` or `cancelled`

---A stream of draws, as `spar.random` makes it.
---@class stream
---@field unit fun(self): number the next number from 0 to below 1
---@field index fun(self, n: integer): integer the next index from 1 to n
---@field shuffle fun(self, list: any[]): any[] a new list in another order

---The library table of the program, beside its functions.
---@class spar
---@field roles table<string, string|string[]> who is hired for what, now
---@field seed integer the run's seed, on which all draws depend
spar = {}

dataset = {}
models = {}
seeds = {}
taxonomy = {}

---Takes in raw documents: text, Markdown, HTML, source code and JSONL, compressed with gzip or not.
--- - `size`: characters per seed at most, cut at borders of paragraphs [4000]
--- - `overlap`: characters at most that a seed repeats of the one before [0]
--- - `field`: the field of a JSONL row that holds the text [text, content or body]
---@param path string|string[] a file, a folder with all below it, a pattern (`docs/*.md`), or a list
---@param options? {size?: integer, overlap?: integer, field?: string}
---@return seed[] # without exact duplicates; the list's field `report` is a `seed_report` of what was left out
function seeds.load(path, options) end

---Turns a seed into a passage: a debate, a poem, an argument, or the seed as it is (`identity`).
--- - `model`: who writes [the author]
---@param seed seed|seed[]|string a seed, a list of seeds, or text
---@param agent? string the transformation, a file in Prompts/transform
---@param options? {model?: string}
---@return passage|passage[] # a list for a list
function transform(seed, agent, options) end

---The instruction types of a skill, as its file has them.
---@param skill? string a file in Prompts/taxonomy
---@return taxonomy
function taxonomy.load(skill) end

---Makes a new revision with other weights; the old one stays.
--- - `weights`: new weights by type, from 0 up; the others keep theirs
--- - `evidence`: why, in words or numbers; kept with the revision
---@param taxonomy taxonomy the revision to start from
---@param options? {weights?: table<string, number>, evidence?: table}
---@return taxonomy # with the old one as its parent
function taxonomy.revise(taxonomy, options) end

---What changed between two revisions, largest change first.
---@param old taxonomy the earlier one
---@param new taxonomy the later one
---@return weight_change[]
function taxonomy.diff(old, new) end

---The skills that have a taxonomy.
---@return string[]
function taxonomy.skills() end

---Writes instructions about a passage, of types drawn from the taxonomy by weight, one type per call.
--- - `n`: instructions per type at most [3]
--- - `types`: types per passage [1]
--- - `type`: this type, instead of drawing
--- - `taxonomy`: a revision, or a skill's name [reading-comprehension]
--- - `iteration`: the loop's turn: each turn has samples of its own
--- - `model`: who writes [the author]
---@param passage passage|passage[]|seed|string a passage or a list; a seed or text stands as it is
---@param options? {n?: integer, types?: integer, type?: string, taxonomy?: taxonomy|string, iteration?: integer, model?: string}
---@return instruction[] # in the order of the passages
function instruct(passage, options) end

---Proposes ways to change an instruction towards a goal; `edit` carries them out.
--- - `goal`: `harder`, `easier`, `unanswerable` or `flip` (another answer) [harder]
--- - `n`: suggestions per instruction [1]
--- - `model`: who suggests [the suggester]
---@param instruction instruction|instruction[]|string an instruction, a list, or text
---@param options? {goal?: string, n?: integer, model?: string}
---@return suggestion[] # in the order of the instructions
function suggest(instruction, options) end

---Carries a suggestion out: a refined instruction, perhaps over an edited passage.
--- - `model`: who edits [the editor]
---@param instruction instruction|suggestion|suggestion[] the instruction; or a suggestion alone, or a list of them: each knows its instruction
---@param suggestion? suggestion what to do to it
---@param options? {model?: string}
---@return instruction|instruction[]|nil # for a list of suggestions a list, whose field `rejected` has the others
---@return string? # why the edit was rejected: it adds nothing, or not what its goal demands
function edit(instruction, suggestion, options) end

---Has models respond to an instruction; once per model, instruction and parameters.
--- - `ordinal`: which of several samples, from 0 [0]
--- - `temperature`: of the sampling [the model's own]
--- - `max_tokens`: of the reply [the model's own]
---@param instruction instruction|instruction[]|string an instruction, a list, or text
---@param models? string|string[] a model, or several
---@param options? {ordinal?: integer, temperature?: number, max_tokens?: integer}
---@return response|response[] # one for one model and one instruction, else a list
function respond(instruction, models, options) end

---Has models battle on an instruction, all pairs, judged in both seat orders.
--- - `judge`: who judges, several for a jury [the judge]
--- - `policy`: what contradicting seat orders count as: `tie`, `abstain` (nothing), `both` (two battles), `sum` (of scores) [tie]
--- - `agent`: the judge's prompt, a file in Prompts/judge [scores]
---@param instruction instruction|instruction[]|string an instruction, a list, or text
---@param models string[] two or more models
---@param options? {judge?: string|string[], policy?: string, agent?: string}
---@return battle|battle[] # one for two models and one instruction, else a list
function battle(instruction, models, options) end

---Has judges read a battle in both seat orders: a score of 1 to 10 for each response, and why.
--- - `judge`: who judges, several for a jury [the judge]
--- - `policy`: what contradicting seat orders count as: `tie`, `abstain` (nothing), `both` (two battles), `sum` (of scores) [tie]
--- - `agent`: the judge's prompt, a file in Prompts/judge [scores]
---@param battle battle|battle[] a battle, or a list
---@param options? {judge?: string|string[], policy?: string, agent?: string}
---@return battle|battle[] # the battle with these judges' verdicts; a list for a list
function judge(battle, options) end

---Rates models by their battles: Bradley–Terry with sandwich intervals, or online Elo.
--- - `method`: `bt` (Bradley–Terry) or `elo` (online, depends on the order) [bt]
--- - `k`: the step of online Elo [4]
--- - `anchor`: the model that is pinned to 1000 [none, the mean is 1000]
--- - `confidence`: of the intervals [0.95]
--- - `interval`: `sandwich` or `bootstrap` [sandwich]
--- - `ridge`: a penalty, such as 0.01, with which undefeated models can be rated [0]
---@param battles? battle[] judged battles, or tables with `model_a`, `model_b` and `outcome`
---@param options? {method?: string, k?: number, anchor?: string, confidence?: number, interval?: string, ridge?: number}
---@return leaderboard
function elo(battles, options) end

---Writes rows as JSONL for a trainer, with a card beside it; equal rows give equal bytes.
--- - `format`: `sft` (messages) or `dpo` (prompt, chosen, rejected) [sft]
--- - `path`: the file, whose folder is made [out/FORMAT.jsonl]
---@param rows row[] what goes into the file, in this order
---@param options? {format?: string, path?: string}
---@return dataset
function dataset.export(rows, options) end

---Hires models for roles, for the rest of the session.
--- - `author`: writes passages and instructions
--- - `suggester`: proposes refinements
--- - `editor`: carries them out
--- - `target`: the model to improve
--- - `judge`: reads the battles; several make a jury
--- - `contenders`: the target's opponents
---@param options? {author?: string|string[], suggester?: string|string[], editor?: string|string[], target?: string|string[], judge?: string|string[], contenders?: string[]}
---@return table<string, string|string[]> # the roles as they are now, as in `spar.roles`
function models.hire(options) end

---Makes a Lua function a model. Replies are stored like any other's: the same question to the same code is not asked again.
---@param name string `scripted/NAME`
---@param reply fun(request: request): string gets what is asked, returns the reply; may wait
function models.script(name, reply) end

---What a record was made from, up to its seed.
---@param record table|string a record, or its id
---@return link[] # nearest first
function why(record) end

---The record with this id, or whose key begins with these digits.
---@param id string `s12`, `i7`; or the digits of a key in an exported row
---@return table # a record
function find(id) end

---Waits; other tasks go on.
---@param seconds number how long
function sleep(seconds) end

---Marks the calls and records made from now on with the loop's turn.
---@param n integer from 1
function spar.iteration(n) end

---Whether a model is simulated, so that its numbers say nothing about real models.
---@param model string a model's name
---@return boolean
function spar.is_simulated(model) end

---Ends the program after everything under way has been told to stop; nothing stored is lost.
---@param code? integer|boolean the exit code
function os.exit(code) end

---Prints a line on standard error, unless --quiet.
---@param text string the line
function spar.note(text) end

---The files that match a pattern, sorted.
---@param pattern string as the shell has them: `spec/*.lua`
---@return string[]
function spar.files(pattern) end

---The name that somebody who mistyped may have meant.
---@param word string what was typed
---@param names string[] what there is
---@return string? # nothing where none is near enough
function spar.nearest(word, names) end

---Starts a function as a task of its own, which runs when the others wait.
---@param fn fun(...: any): any what to run
---@param ... any its arguments
---@return task
function spawn(fn, ...) end

---Waits for a task to end; returns its results or raises its error.
---@param task task what `spawn` returned
---@return any # the task's results
function await(task) end

---Any error as a table, whoever raised it.
---@param value any what `pcall` returned
---@return error
function error_info(value) end

---Makes a stream of draws that depends on the run's seed (`--seed N`), the purpose and the words alone.
---@param purpose string what the draws are for
---@param ... any what they are about; a record counts by its key
---@return stream
function spar.random(purpose, ...) end

---Calls a function for every element, many at a time; a failing element does not lose the others.
--- - `concurrency`: calls at a time [64]
---@param list any[]|fun(): any a list, or an iterator function
---@param fn fun(item: any, index: integer): any what to call; it may wait
---@param options? {concurrency?: integer}
---@return any[] # the results at the indexes of the elements, an `error` where one failed; the field `n` counts the elements, `failed` has the errors
function map(list, fn, options) end

---As `map`, for functions that return lists: joins them in the order of the elements.
--- - `concurrency`: calls at a time [64]
---@param list any[]|fun(): any a list, or an iterator function
---@param fn fun(item: any, index: integer): any[] what to call; it may wait
---@param options? {concurrency?: integer}
---@return any[] # one list without what failed, whose errors are in the field `failed`
function flat_map(list, fn, options) end

---Keeps the elements for which a function returns true, in order.
---@param list any[]|fun(): any a list, or an iterator function
---@param fn fun(item: any): boolean decides
---@return any[] # a new list
function filter(list, fn) end

---Groups elements by a field or by what a function returns; elements without a key are left out.
---@param list any[]|fun(): any a list, or an iterator function
---@param key string|fun(item: any): any a field's name, or a function
---@return table<any, any[]> # lists by key
---@return any[] # the keys in the order in which they first appear
function group_by(list, key) end

---Draws different elements of a list, the same ones for the same run's seed and purpose.
---@param list any[] what to draw from
---@param n integer how many
---@param purpose? string draws for different purposes differ
---@return any[] # a new list in the order of the old one
function sample(list, n, purpose) end
