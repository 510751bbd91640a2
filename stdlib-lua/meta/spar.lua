---@meta
-- Written by `spar docs` from the registrations: change those, not this file.

---A raw document, or a piece of one, taken in.
---@class seed
---@field id string names the record in this project: `s12`
---@field key string names it in every project: a digest of what it was made from and says
---@field type string `text`, `code`, `api`, `table`, or a type of a reader of your own
---@field text string the text itself
---@field origin string where it came from: a path, or `path:line` for a row of a JSONL file
---@field language string? the programming language of code: `swift`
---@field title string? the document's title, where it has one
---@field chunk integer which piece of its document this is, from 0
---@field licence string? the licence that the document names
---@field document string? a digest of the document's text; its seeds share it
---@field start integer? the first of its bytes in the document's text, from 0
---@field stop integer? the byte after its last
---@field reader string? the hash of the definition of your own reader, where one read it

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
---@field about string? the skill in one sentence
---@field seeds string[] the types of seeds it takes; empty for all
---@field transformations table<string, number> weights by name, as `transform` takes them; empty for all
---@field goals table<string, number> of refinement: weights by name
---@field stands_alone boolean whether its instructions are put without their passages
---@field nodes node[] the types, in the order of the file
---@field evidence table? why it differs from its parent, as `taxonomy.revise` was told

---An instruction type of a taxonomy: what `instruct` asks for, one per call.
---@class node
---@field name string the type's name: `strengthen`
---@field definition string what is asked of the author
---@field answer_format string what an answer looks like
---@field answerability string `answerable`, `unanswerable`, `missing-information` or `missing-api`
---@field transformations string[] whose passages it suits; empty for any
---@field weight number relative frequency; 0 switches the type off
---@field parent string? the group it belongs to
---@field seeds string[] the types of seeds it suits; empty for any

---A task for a model; a refinement is a new instruction with a parent.
---@class instruction
---@field id string names the record in this project: `i12`
---@field key string names it in every project: a digest of what it was made from and says
---@field text string the task in words, without its passage
---@field passage string? the id of the passage it was made from
---@field stands_alone boolean whether whoever works on it does not see the passage
---@field parent string? the id of the instruction that this one refines
---@field suggestion string? the id of the suggestion that it followed
---@field skill string? the skill whose taxonomy it was drawn from
---@field type string? the instruction type, a node of the taxonomy: `strengthen`
---@field answerability string `answerable`; else (`unanswerable`, `missing-information`, `missing-api`) declining or asking does well
---@field goal string? the goal of the refinement that made it: `harder`
---@field round integer how many refinements lie between it and its first instruction
---@field turns string[]? what the user says after each reply, where there are several turns
---@field tools tool[]? what a contender may call, as `tools.from` takes it

---A proposed way to change an instruction towards a goal.
---@class suggestion
---@field id string names the record in this project: `g12`
---@field key string names it in every project: a digest of what it was made from and says
---@field instruction string the id of the instruction to change
---@field goal string the goal: a file in Prompts/suggest
---@field text string what to change, in words

---One model's reply to one instruction.
---@class response
---@field id string names the record in this project: `r12`
---@field key string names it in every project: a digest of what it was made from and says
---@field instruction string the id of the instruction
---@field model string the model's name as it was asked for
---@field text string the reply
---@field ordinal integer which of several samples it is, from 0
---@field turns string[]? all replies, one for each turn of the user's, where there are several
---@field parent string? the id of the response that this one improves

---The responses of two models to one instruction, and what the judges made of them.
---@class battle
---@field id string names the record in this project: `b12`
---@field key string names it in every project: a digest of what it was made from and says
---@field instruction string? the id of the instruction; nothing where a log does not have it
---@field type string? the instruction's type, or the category that a log names
---@field category string? as a log names it
---@field language string? as a log names it
---@field round integer the instruction's round of refinement
---@field model_a string the first model
---@field model_b string the second model
---@field response_a string? the id of the first model's response
---@field response_b string? the id of the second model's response
---@field outcome string `a`, `b`, `tie`; or `inconsistent`, `unparsed`, `error`, which are not rated
---@field winner string? the model that won, if one did
---@field score_a number? mean over the verdicts, 1 to 10
---@field score_b number? mean over the verdicts, 1 to 10
---@field flipped boolean whether a judge contradicted itself when the seats changed
---@field weight number how much it counts in a fit: 2 under the policy `both` where the seat orders differ
---@field points number? what it is worth to model A in a fit, 0 to 1; nothing where it is not rated
---@field improved string? with `improve`: the id of the response that was made of the better one
---@field best string? the id of the response that stays: the winner's, or its improvement if that won
---@field verdicts verdict[] what each judge said in each seat order

---One judge's reading of one battle, in one seat order where it read the responses together.
---@class verdict
---@field id string names the record in this project: `v12`
---@field key string names it in every project: a digest of what it was made from and says
---@field battle string the id of the battle
---@field judge string the judging model's name
---@field order string `ab` where the response of model A came first, else `ba`; `alone` for a reward model
---@field state string `a`, `b` or `tie`, whatever the seats were; `unparsed` or `error`, which count for nobody
---@field score_a number? 1 to 10, or a reward model's own number, for the response of model A
---@field score_b number? the same for the response of model B
---@field both_bad boolean whether the judge, who calls it a tie, finds both responses bad
---@field explanation string? why, in the judge's words; what went wrong where it failed
---@field turn integer? the turn of a dialogue that was judged, from 1; nothing for the whole
---@field preference number? how far model A is preferred, 0 to 1, by a judge that says more than a side
---@field weight number how much it weighs; 1 unless the judge tells clear wins from others
---@field ranking string[][]? the models by rank, best first, those of one rank together
---@field definition string? the hash of what its judge was then; `definitions{kind = "judge"}` has it

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
---@field separability number? the share of pairs whose intervals do not overlap
---@field tie table? where ties have a parameter: `{ties, value, lower, upper}`
---@field coefficients table[] what was held constant: `{control, value, lower, upper, points}`, in log-odds and in Elo points
---@field gradient number? the largest component of the likelihood's gradient where the fit stopped
---@field resamples table? of a bootstrap: `{drawn, lost}`; the lost ones have no finite fit
---@field notes string[] what a reader of the numbers must know

---The battles of one category, syntax or judge, rated.
---@class rating_group
---@field name string of the group; `(none)` for battles of which it is not known
---@field ratings leaderboard? nothing where they cannot be fitted
---@field reason string? why there are none
---@field excluded table<string, integer> battles that are not rated, counted by outcome

---How often each model beat each other one, a tie as half a win.
---@class win_matrix
---@field models string[] those who win most first
---@field rate table<string, table<string, number>> `rate.x.y`: the share that x won against y
---@field battles table<string, table<string, number>> `battles.x.y`: the weight of their battles

---The win rates of one category, syntax or judge.
---@class matrix_group
---@field name string of the group; `(none)` for battles of which it is not known
---@field matrix win_matrix the win rates

---The list that `arena.next` returns.
---@class battle_plan
---@field [integer] proposal pairs of models, the one that teaches most first
---@field stop boolean whether enough is known: the intervals lie apart
---@field separability number? the share of pairs that are told apart; nothing where none can be rated yet
---@field notes string[] how far the models are told apart, or why they cannot be rated yet

---A pair of models that should battle.
---@class proposal
---@field model_a string the first model
---@field model_b string the second model
---@field battles integer how many of the battles are theirs
---@field gain number what the first of them teaches, in bits
---@field expected number the probability that the first model wins, as far as is known

---How often a model repeats itself over different instructions.
---@class contender_repeats
---@field model string the model's name
---@field responses integer its first responses, one for each instruction
---@field repeats integer those that are nearly an earlier one of its own
---@field share number repeats of all responses
---@field suspicious boolean whether that is half of them or more, of at least ten

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

---Stored seeds of any number, read when they are touched: `#s`, `s[1]`, `ipairs(s)` and every verb that takes a list.
---@class seed_list
---@field [integer] seed the seed at that place
---@field report seed_report? of `seeds.load`: what was read and what was left out
---@field each fun(self): fun(): seed? an iterator that holds no seed longer than it is looked at
---@field filter fun(self, fn: fun(item: seed): any): seed_list the seeds for which a function says yes
---@field copy fun(self): seed[] all of them in a plain list, which may be changed

---What `pcall` catches of the host, and what `error_info` makes of anything else.
---@class error
---@field code string stable and dotted: `model.rate_limit`; `script.error` for errors of scripts
---@field message string one sentence: what happened, and where
---@field hint string? what to try
---@field retryable boolean whether the same may succeed later
---@field exit_code integer? what the program ends with if nobody catches it
---@field input string|integer? in `failed`: the id of the element, or its index

---A page that `report` wrote.
---@class report
---@field path string the file
---@field bytes integer its size
---@field battles integer judged battles, which the numbers are over
---@field shown integer those of them that the page holds in full
---@field numbers table? what `spar report --json` prints, where it was asked for

---What `seeds.load` read and what it did not: the field `report` of its list.
---@class seed_report
---@field files integer files that gave at least one document
---@field seeds integer seeds of the list
---@field new integer those of them that were not stored before
---@field known integer those of them that were
---@field duplicates integer seeds dropped because the same one had been read before
---@field converted integer files that were not UTF-8 and were converted
---@field replaced integer characters that could not be read and stand as U+FFFD
---@field bad_rows integer JSONL rows left out
---@field skipped table<string, integer> files skipped, counted by reason
---@field skipped_files table[] the first 1,000 of them, each with `path`, `reason` and, where more is known, `detail`
---@field summary string all of it in one line

---Something that a script registered at run time, kept as it was.
---@class definition
---@field kind string `reader`, `agent`, `flow`
---@field name string the name it was given
---@field hash string a digest of the text; a seed's `reader` is one
---@field text string its source
---@field about string? what it is for
---@field run string? the run that brought it first
---@field created_at string UTC

---A suggestion whose edit gave no instruction.
---@class rejection
---@field suggestion string the id of the suggestion
---@field reason string why, in a few words

---What an import read, what was new in it, and what could not be used.
---@class import_report
---@field kind string `instructions`, `responses`, `battles` or `votes`
---@field forms string[] the forms of the files
---@field files integer files that gave at least one row
---@field rows integer rows that were read
---@field new table<string, integer> what was stored: `instructions`, `responses`, `battles`, `verdicts`
---@field known integer rows that said nothing new
---@field bad_rows integer rows that could not be used
---@field problems string[] what was wrong with the first of them, with file and line
---@field summary string all of it in one line

---The row of a file that an imported record stood in.
---@class origin
---@field record string the id of the record
---@field import string what it was imported as: `instructions`, `battles`
---@field form string the form of the file: `alpaca`, `lmsys`
---@field path string the file, as it was named
---@field line integer where the row begins, from 1
---@field fields table? what the row says besides

---What a judge found when it held a text against its passage.
---@class groundedness
---@field supported boolean whether the passage supports all of it
---@field unsupported table[] what it does not support: `{quote, reason}`
---@field record string the id of what was judged

---An agent as `agents.list` shows it.
---@class listed_agent
---@field stage string what it is for: `transform`
---@field name string its name: `debate`
---@field role string `author`, `suggester`, `editor`, `contender` or `judge`
---@field about string what it does
---@field inputs table<string, string> what it is given, by name; `?` stands after an optional one
---@field reply string the form of its reply: `text`, `items`, `edit`, `scores`, `score`, `pair`, `five-way` …
---@field seeds string[] the types of seeds that a transformation suits; empty for all

---An agent: a prompt file plus a role.
---@class agent
---@field stage string what it is for: `transform`
---@field name string its name: `debate`
---@field role string `author`, `suggester`, `editor`, `contender` or `judge`
---@field about string what it does
---@field inputs table<string, string> what it is given, by name; `?` stands after an optional one
---@field reply string the form of its reply: `text`, `items`, `edit`, `scores`, `score`, `pair`, `five-way` …
---@field seeds string[] the types of seeds that a transformation suits; empty for all
---@field hash string of its file: what names it in the lineage of what it made
---@field text string its file as written

---How far an instruction type has been covered.
---@class coverage
---@field skill string the skill
---@field type string the type's name
---@field parent string? the group it belongs to
---@field asked integer calls of `instruct` for it, those that failed included
---@field produced integer instructions that they gave
---@field refined integer instructions that edits made of those
---@field rejected integer instructions and edits of it that were turned away
---@field share number produced, as a share of the type that has most

---How the weight of a type differs between two revisions.
---@class weight_change
---@field name string the type's name
---@field old number? its weight in the earlier revision
---@field new number? its weight in the later one
---@field change number new less old

---What a skill is: the head of its taxonomy, and its types.
---@class skill
---@field skill string its name
---@field about string? in one sentence
---@field seeds string[] the types of seeds it takes; empty for all
---@field transformations table<string, number> weights by name
---@field goals table<string, number> of refinement: weights by name
---@field stands_alone boolean whether its instructions are put without their passages
---@field types node[] in the order of the file

---One step of lineage: what a record is to another that was made from it.
---@class link
---@field child string the id of the record that was made
---@field role string what the parent is to it: `instruction`, `response_a`
---@field parent string the id of the record it was made from

---Where a seed comes from.
---@class seed_source
---@field seed string the seed's id
---@field type string `text`, `code` …
---@field language string? the programming language of code
---@field title string? its title
---@field origin string a path, `path:line`, or what a script called it
---@field document string? a digest of the document's text
---@field start integer? the first of its bytes in the document's text, from 0
---@field stop integer? the byte after its last
---@field chunk integer which piece of its document it is, from 0
---@field licence string? the licence that the document names
---@field reader string? the name of your own reader, where one read it
---@field reader_hash string? the hash of that reader's definition
---@field key string the digest by which the seed is known

---One request to a model, with all that came of it.
---@class call
---@field id string `c12`
---@field key string the digest of all that can change the reply
---@field status string `ok`, `truncated`, `filtered`, `failed`, `unparsed` or `cancelled`
---@field stage string `respond`, `judge` …
---@field model string the name it was asked by
---@field ordinal integer which of several samples, from 0
---@field request string messages and sampling, as JSON
---@field text string? the reply as it came, readable or not
---@field reasoning string? what the model thought before it answered
---@field finish string? why the reply ended
---@field tool_calls string? what the model asked to have done, as JSON
---@field error_code string? of the last attempt: `model.timeout`
---@field error string? its sentence, without the endpoint's address
---@field input_tokens integer? over all attempts
---@field output_tokens integer? over all attempts
---@field estimate boolean whether the tokens are an estimate of ours
---@field cost number? USD over all attempts; nothing where a price is unknown
---@field latency number seconds of the last attempt
---@field attempts integer how often the request was sent
---@field run string? the run that made it
---@field created_at string UTC

---What asking again came to.
---@class retry
---@field summary string in words
---@field answered integer calls that were made and answered
---@field read_again integer calls whose stored reply could be read by now, or whose vectors are there
---@field failed string[] what went wrong with the others
---@field skipped string[] why some can only be made by running their script again

---What a model made by `models.script` is asked.
---@class request
---@field stage string `transform`, `instruct`, `suggest`, `edit`, `respond`, `judge` or `chat`
---@field agent string the prompt's name: `debate`
---@field inputs table<string, any> what went into the prompt, by name
---@field messages message[] the prompt as a server would get it
---@field tools string[] the names of the tools that may be called
---@field schema table? the JSON schema that the reply must fit
---@field ordinal integer which of several samples is asked for, from 0

---What a model said in a chat; `print` shows its text.
---@class reply
---@field id string the call that it came with: `c12`
---@field text string the reply itself
---@field reasoning string? what the model thought before, where the server keeps it apart
---@field finish string `stop`, `tool_calls`, `other`; `max_turns` where a tool was called in the last turn
---@field json any? the value that fits the schema, where one was given
---@field tool_calls tool_call[] the tools it calls that did not run
---@field logprobs table[]? for each token `{token, logprob, top_logprobs}`, where asked for
---@field model string the model's name as it was asked for
---@field usage usage tokens of all turns
---@field cost number? dollars for all turns, where prices are known
---@field messages message[] the conversation with this reply, to go on from
---@field trace turn[] every call that was made, and what tools gave

---One call of a chat.
---@class turn
---@field call string its id: `c12`
---@field text string what the model said
---@field refused boolean whether it did not fit the schema, and the next turn is its correction
---@field tools tool_use[] what the tools gave that it called

---A model's wish to have a tool run.
---@class tool_call
---@field id string by which the tool's message names it
---@field name string the tool's name, in the model's words
---@field arguments any what it gives the tool; a string where it is not JSON

---What a tool gave.
---@class tool_use
---@field name string the tool's name
---@field arguments any what it was given; a string where it is not JSON
---@field result string? what the model was told
---@field error string? what went wrong, as the model was told
---@field seconds number how long it ran
---@field details table? what is known besides: `exit`, `signal`, `stopped`, `truncated`

---What a tool gave on the way to a reply.
---@class traced_use
---@field call string the call whose reply asked for it: `c12`
---@field use tool_use what it was asked, and what it gave

---What became of code that was run.
---@class execution
---@field stdout string what it printed, as much as was kept
---@field stderr string what it printed of errors
---@field exit integer? its exit code, where it ended by itself; 0 is a success
---@field signal string? the signal that ended it: `SIGSEGV`
---@field stopped string? what it took too much of when it was stopped: `time`, `memory`, `output`
---@field truncated boolean whether some of its output was cut
---@field seconds number how long it ran

---What a search found.
---@class hit
---@field seed string? the id of the seed; none of what a server found
---@field title string? its title, where it has one
---@field origin string? where it came from
---@field text string the text itself
---@field snippet string? the words that fit best, with some around them; of a search by words
---@field score number? how well it fits: more is better, within one search

---Whether code can be run on this machine.
---@class sandbox
---@field ok boolean whether the sandbox works
---@field languages string[] what it can run
---@field message string one sentence; what is missing, if something is
---@field hint string? what to try

---Who judges, and how: data that every verdict names by its hash.
---@class judge
---@field name string? what its verdicts call it; the model, and the prompt unless that is `scores`
---@field model string? who is asked
---@field agent string? its prompt, a file in Prompts/judge, which also says how the reply is read
---@field both_orders boolean? whether it reads a battle twice, each response first once; true but for functions
---@field policy string? what its seat orders count as where they contradict each other
---@field margin number? scores, or preferences, that differ by no more are a tie
---@field strong number? the weight of a clear win of a five-way verdict; 3
---@field reference string? a model whose response is the reference of `judge/reference`
---@field with table<string, any>? inputs of the prompt: `reference`, `rubric`, or its own
---@field temperature number? as `top_p`, `max_tokens`, `seed`: the parameters of its sampling
---@field run fun(pair: table): any judges instead of a model: gets {instruction, passage, first, second, answerability, type}, returns "first", "second" or "tie", how far the first is preferred (0 to 1), or {winner, first, second, preference, explanation}

---What `judges` returns: a line for each judge, and what they are together.
---@class judge_report
---@field [integer] judge_line one for each judge, by name
---@field alpha number? Krippendorff's alpha of all of them
---@field effective_votes number? how many independent votes they are worth (Kish)
---@field pairs table[] {first, second, battles, agreement, kappa} of every two
---@field weights table<string, number> of a jury, by accuracy, for the option `weights`; empty without gold
---@field jury table? {items, accuracy, best, best_accuracy}: all of them against the best, on gold

---One judge in a report; a rate that has nothing to count is missing.
---@class judge_line
---@field judge string its name
---@field battles integer battles that it judged
---@field gold integer gold items among them
---@field accuracy number? the share of them that it got right; what it could not judge is not right
---@field kappa number? Cohen's kappa with gold
---@field alpha number? Krippendorff's alpha with gold
---@field flip_rate number? of battles read in both orders, how many were turned by the order
---@field first_seat_rate number? of readings with a winner, how many name the first seat; fair is 0.5
---@field longer_rate number? of battles with a winner, how many the longer response won
---@field tie_rate number? ties among what it could judge
---@field null_rate number? readings that failed or could not be read
---@field weight number? what its vote should weigh, by its accuracy

---What `rejudge` returns: the battles with the new verdicts, and what they change.
---@class rejudgement
---@field judges string[] who judged anew
---@field battles battle[] the battles with the new verdicts alone
---@field compared integer battles that have an outcome before and after
---@field changed integer those of them whose outcome is another one now
---@field moves table<string, integer> what outcomes have become, counted: `a → tie`
---@field kappa number? Cohen's kappa of the outcomes before and after
---@field models table[] {model, before, after}: the share of points of each, best first
---@field same_order number? of pairs of models, the share that stands in the same order
---@field spearman number? the rank correlation of the models before and after
---@field flips_before number? the share of battles that the seat order turned
---@field flips_after number? the same of the new verdicts
---@field calls integer calls that it took
---@field usd number what they cost, as far as prices are known
---@field unpriced integer calls whose price is not known
---@field failed error[] one for each instruction that could not be judged

---Tokens, as the server counted them.
---@class usage
---@field input integer of the messages
---@field output integer of the replies
---@field estimate boolean whether Spar counted, because the server did not

---A function that a model may call in a chat.
---@class tool
---@field name string letters, digits, `_` and `-`
---@field about string what it does, in words for the model
---@field parameters table|string? the JSON schema of its arguments, as a table or as JSON; none where it takes none
---@field run fun(arguments: table): any? gets arguments that fit, returns what the model is told; may wait

---A message of a conversation; `messages .. "text"` is the conversation with one more of the user's.
---@class message
---@field role string `system`, `user`, `assistant` or `tool`
---@field content string what was said
---@field tool_calls table[]? what an assistant called, as servers word it: `{id, type, function = {name, arguments}}`
---@field tool_call_id string? the call that a tool's message answers

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

---What a run may spend and has spent, as `budget` returns it.
---@class budget
---@field usd allowance dollars
---@field tokens allowance tokens, in and out together
---@field calls allowance calls that were made
---@field unpriced boolean whether there were calls without a known price, which `usd` leaves out
---@field reached boolean whether a call was refused; then no further one is made

---One of the limits of a `budget`.
---@class allowance
---@field spent number so far, in this run
---@field limit number? where there is one
---@field left number? of the limit; calls in flight may have part of it set aside

---What the calls of one run, stage or model have cost, as `cost` returns it.
---@class cost_line
---@field name string? the run's id, the stage or the model; nothing for calls outside any run
---@field simulated boolean whether the models were simulated, which cost nothing
---@field calls integer calls made
---@field failed integer those of them that gave nothing of use
---@field input_tokens integer tokens in
---@field output_tokens integer tokens out
---@field estimated boolean whether some of the tokens are an estimate of ours
---@field usd number dollars, of the calls whose price is known
---@field unpriced integer calls whose price is not known: with any, the cost is more than `usd`

---Two texts of a list that are near-duplicates.
---@class duplicate_pair
---@field first integer the place of the earlier text
---@field second integer the place of the later text
---@field overlap number the share of n-grams that both have (Jaccard)

---How different the texts of a list are from each other.
---@class diversity
---@field count integer texts
---@field clusters integer clusters that were made of the list and what stands beside it
---@field occupied integer clusters that have texts of the list
---@field effective_clusters number evenly filled clusters that would be as diverse: exp of the entropy
---@field nearest_mean number? distance (1 − cosine) to the nearest other text: the mean
---@field nearest_median number? the median
---@field nearest_low number? what a tenth of the texts stays below
---@field vendi number the Vendi score: how many different texts there are, in effect (arXiv 2210.02410)
---@field sampled integer texts of which the Vendi score was taken
---@field tags integer different tags that occur
---@field tag_share number? the share of the types that the skills have which occur
---@field tags_per_text number on average
---@field effective_tags number evenly used tags that would be as diverse
---@field vectors string an embedding model, or `hashed`: vectors of the words alone

---A test set as `arena.testsets` lists it; it never changes.
---@class test_set
---@field name string its name
---@field count integer its instructions
---@field diverse integer those drawn from every cluster
---@field hard integer those rated hardest
---@field vectors string what clusters were made from: an embedding model, or `hashed`
---@field definition string what was asked for, as JSON

---A row that holds what a test set holds out.
---@class leak
---@field row integer its place in the list
---@field instruction string the id of its instruction
---@field testset string the test set's name
---@field position integer the item's place in the test set
---@field item string the id of the item's instruction
---@field kind string `same task`, `shared words`, `near-duplicate` or `neighbour`
---@field detail string the words they share, the overlap or the cosine
---@field reason string all of it in words

---A model of `spar.toml`, as `models.list` shows it.
---@class listed_model
---@field name string its name in `spar.toml`
---@field provider string `openai`, `anthropic`, `sim` or `scripted`
---@field model string its name on the wire
---@field has_key boolean false where a key is needed and missing
---@field concurrency integer? requests in flight at its address; nil inside Spar
---@field input_price number? USD per million tokens; nil where it is not configured
---@field output_price number? the same of the reply
---@field price_date string? when the price was looked up

---What became of the tiny call of `models.check`.
---@class model_check
---@field name string the model
---@field ok boolean whether it answered
---@field seconds number? how long it took
---@field tokens integer? of question and reply; nil where the server counts none
---@field code string? of the error
---@field message string? of the error

---The library table of the program, beside its functions.
---@class spar
---@field roles table<string, string|string[]> who is hired for what, now
---@field seed integer the run's seed, on which all draws depend
spar = {}

agents = {}
arena = {}
dataset = {}
flow = {}
funnel = {}
gates = {}
instructions = {}
json = {}
models = {}
seeds = {}
spar.import = {}
stats = {}
taxonomy = {}
tools = {}

---Takes in raw documents: text, Markdown, HTML, PDF, manual pages, source code, API descriptions, JSON and CSV, compressed or not. What is stored already is not stored again.
--- - `size`: characters per seed at most, cut at borders of paragraphs [4000]
--- - `overlap`: characters at most that a seed repeats of the one before [0]
--- - `field`: the field of a JSON row, or the column of a table, that holds the text [text, content or body]
---@param path string|string[] a file, a folder with all below it, a pattern (`docs/*.md`), `-` for standard input, or a list
---@param options? {size?: integer, overlap?: integer, field?: string}
---@return seed_list # in the order of reading, each seed once; its field `report` says what was left out
function seeds.load(path, options) end

---Takes in a text that the script brings along, uncut.
--- - `text`: the text itself
--- - `type`: `text`, `code` … or a type of your own [text]
--- - `language`: the programming language of code [none]
--- - `title`: its title [none]
--- - `licence`: the licence it stands under [none]
--- - `origin`: where it comes from [script]
---@param options? {text?: string, type?: string, language?: string, title?: string, licence?: string, origin?: string}
---@return seed
function seeds.text(options) end

---The seeds that are stored, in the order in which they were.
--- - `type`: only seeds of this type [any]
--- - `language`: only code in this language [any]
--- - `origin`: only what comes from this file or folder, or matches this pattern [any]
--- - `limit`: at most so many [all]
---@param options? {type?: string, language?: string, origin?: string, limit?: integer}
---@return seed_list
function seeds.all(options) end

---How many seeds are stored.
--- - `type`: only seeds of this type [any]
--- - `language`: only code in this language [any]
--- - `origin`: only what comes from this file or folder, or matches this pattern [any]
---@param options? {type?: string, language?: string, origin?: string}
---@return integer
function seeds.count(options) end

---Registers a reader of your own: `seeds.load` gives it the files with its extensions from now on. It is stored with its source.
--- - `name`: what reports and `definitions` call it
--- - `extensions`: of the files it reads, as `rcp` or `.rcp`
--- - `read`: returns a text, a table {text, type, language, title, licence}, a list of those, or an iterator over them
--- - `type`: the type of its seeds, any word [text]
--- - `about`: one sentence [none]
---@param options? {name?: string, extensions?: string|string[], read?: fun(text: string, path: string): any, type?: string, about?: string}
---@return definition # as it is stored
function seeds.reader(options) end

---Turns a seed into a passage: a debate, a poem, an argument, or the seed as it is (`identity`); or a passage into the next one.
--- - `skill`: whose transformations are drawn from [reading-comprehension]
--- - `pick`: `agent`: Prompts/pick/transformation.md looks at the seed and picks one of the names, instead of chance
--- - `with`: inputs beside those that the stage knows, of which an agent is given what it declares; or a function that makes them of the record [none]
--- - `model`: who writes [the author]
---@param seed seed|passage|seed[]|passage[]|string a seed or a passage, a list of them, or text
---@param agent? string|string[]|table<string, number> the transformation, a file in Prompts/transform; a list is a chain of them; of a table of weights one is drawn
---@param options? {skill?: string, pick?: string, with?: table|function, model?: string}
---@return passage|passage[] # a list for a list; of a chain the last, whose parents are the others
function transform(seed, agent, options) end

---The instruction types of a skill, as its file has them, or as the script has defined them.
---@param skill? string a file in Prompts/taxonomy
---@return taxonomy
function taxonomy.load(skill) end

---What a skill is, without storing a revision: its head and its types.
---@param skill? string a file in Prompts/taxonomy
---@return skill
function taxonomy.describe(skill) end

---Adds an instruction type to a skill, in the place of one of the same name; a skill that is not there yet comes to be.
--- - `skill`: the skill [reading-comprehension]
--- - `name`: the type's name, in-kebab-case
--- - `definition`: what instructions of the type ask for
--- - `answer_format`: what an answer looks like
--- - `answerability`: `answerable`, `unanswerable`, `missing-information` or `missing-api` [answerable]
--- - `transformations`: whose passages it suits [all]
--- - `seeds`: the types of seeds it suits [all]
--- - `weight`: relative frequency [1]
--- - `parent`: the group it belongs to [none]
---@param options? {skill?: string, name?: string, definition?: string, answer_format?: string, answerability?: string, transformations?: string[], seeds?: string[], weight?: number, parent?: string}
---@return taxonomy # the new revision, which `taxonomy.load` gives from now on
function taxonomy.add(options) end

---Defines a skill with all of its types, in the place of one of the same name.
--- - `skill`: its name, in-kebab-case
--- - `about`: the skill in one sentence
--- - `seeds`: the types of seeds it takes [all]
--- - `transformations`: names, or weights by name [any of Prompts/transform]
--- - `goals`: of refinement: names, or weights by name [none]
--- - `stands_alone`: contenders do not see the passage [false]
--- - `types`: each with the options of `taxonomy.add`
---@param options? {skill?: string, about?: string, seeds?: string[], transformations?: string[]|table<string, number>, goals?: string[]|table<string, number>, stands_alone?: boolean, types?: table[]}
---@return taxonomy # which `taxonomy.load` gives from now on
function taxonomy.define(options) end

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

---How far each instruction type has been covered in this project; the prompt shows it with bars.
---@param skill? string a file in Prompts/taxonomy
---@return coverage[] # in the order of the taxonomy, types that nothing was asked for included
function taxonomy.coverage(skill) end

---The skills that have a taxonomy.
---@return string[]
function taxonomy.skills() end

---Writes instructions about a passage, of types drawn from the taxonomy by weight, one type per call.
--- - `n`: instructions per type at most [3]
--- - `types`: types per passage [1]
--- - `type`: this type, instead of drawing
--- - `taxonomy`: a revision, or a skill's name [reading-comprehension]
--- - `agent`: the author, a file in Prompts/instruct [the one of the skill's name]
--- - `with`: inputs beside those that the stage knows, of which an agent is given what it declares; or a function that makes them of the record [none]
--- - `iteration`: the loop's turn: each turn has samples of its own
--- - `model`: who writes [the author]
---@param passage passage|passage[]|seed|string a passage or a list; a seed or text stands as it is
---@param options? {n?: integer, types?: integer, type?: string, taxonomy?: taxonomy|string, agent?: string, with?: table|function, iteration?: integer, model?: string}
---@return instruction[] # in the order of the passages; the list's field `leaks` counts the answers that were taken out of them
function instruct(passage, options) end

---Takes in a task of your own, with further turns of the user's or with tools.
--- - `turns`: what the user says after each reply [none]
--- - `tools`: definitions of tools that a contender is shown, as `tools.from` takes them [none]
--- - `passage`: what the task is about [none]
--- - `skill`: the skill it is counted under [none]
--- - `type`: its instruction type [none]
--- - `answerability`: whether it can be done as it stands [answerable]
---@param text string the task, the user's first turn
---@param options? {turns?: string[], tools?: table|string, passage?: passage|seed|string, skill?: string, type?: string, answerability?: string}
---@return instruction
function instructions.add(text, options) end

---Proposes ways to change an instruction towards a goal; `edit` carries them out.
--- - `goal`: a file in Prompts/suggest, with its pair in Prompts/edit [harder]
--- - `n`: suggestions per instruction [1]
--- - `with`: inputs beside those that the stage knows, of which an agent is given what it declares; or a function that makes them of the record [none]
--- - `model`: who suggests [the suggester]
---@param instruction instruction|instruction[]|string an instruction, a list, or text
---@param options? {goal?: string, n?: integer, with?: table|function, model?: string}
---@return suggestion[] # in the order of the instructions
function suggest(instruction, options) end

---Carries a suggestion out: a refined instruction, perhaps over an edited passage.
--- - `with`: inputs beside those that the stage knows, of which an agent is given what it declares; or a function that makes them of the record [none]
--- - `model`: who edits [the editor]
---@param instruction instruction|suggestion|suggestion[] the instruction; or a suggestion alone, or a list of them: each knows its instruction
---@param suggestion? suggestion what to do to it
---@param options? {with?: table|function, model?: string}
---@return instruction|instruction[]|nil # for a list of suggestions a list, whose field `rejected` has the others
---@return string? # why the edit was rejected: it adds nothing, or not what its goal demands
function edit(instruction, suggestion, options) end

---Has a judge hold an instruction or a response against its passage, and mark what that does not support.
--- - `judge`: who judges [the first judge]
---@param record instruction|response|instruction[]|response[] what is judged, or a list
---@param options? {judge?: string}
---@return groundedness|groundedness[] # a list for a list
function ground(record, options) end

---Stores that a record was turned away, and why; the record stays.
--- - `stage`: what turned it away [gate]
---@param record table|string|table[] a record or its id, or a list
---@param reason string a short phrase that stays the same: `too short`
---@param options? {stage?: string}
function reject(record, reason, options) end

---The agents there are: prompt files, and those that were added.
---@param stage? string a folder of Prompts: `transform`
---@return listed_agent[] # by stage and name
function agents.list(stage) end

---An agent with the text of its file.
---@param path string stage and name: `transform/debate`
---@return agent
function agents.show(path) end

---Asks any agent, and gives what its reply says in the form of the agent.
--- - `model`: who is asked [the one hired for the agent's role]
--- - `ordinal`: which of several samples, from 0 [0]
---@param path string stage and name: `pick/transformation`
---@param inputs table<string, any> what the prompt declares, and nothing else; `{}` for nothing
---@param options? {model?: string, ordinal?: integer}
---@return any # `text`: a string; `items`: a list of strings; `edit` and `scores`, `pair` and the like: a table; `score`: a number; `json`: the value
function agents.ask(path, inputs, options) end

---Adds an agent for this run, above one of the same name; it is stored with its text, and its hash is that of the text.
--- - `stage`: what it is for: `transform`
--- - `name`: its name: `haiku`
--- - `text`: what a prompt file would hold: front matter and sections
---@param options? {stage?: string, name?: string, text?: string}
---@return agent
function agents.add(options) end

---Has models respond to an instruction, to each of its turns where it has several, perhaps with tools; once per model, instruction and parameters.
--- - `ordinal`: which of several samples, from 0 [0]
--- - `temperature`: of the sampling [the model's own]
--- - `max_tokens`: of the reply [the model's own]
--- - `top_p`: the share of likely tokens that is drawn from [the model's own]
--- - `seed`: of the server's draws, where it takes one [the server's]
--- - `stop`: texts before which the reply ends [none]
--- - `extra`: parameters of the server that have no option: `{top_k = 40}` [none]
--- - `tools`: what the models may call [those of the instruction, which nobody runs]
--- - `rounds`: how often a model is asked in one turn of the user's [8]
--- - `tool_timeout`: seconds that a tool may take [60]
--- - `result_limit`: bytes of a tool's result that the model is given [32768]
--- - `rerun_tools`: runs tools again whose results for the same call are stored [false]
---@param instruction instruction|instruction[]|string an instruction, a list, or text
---@param models? string|string[] a model, or several
---@param options? {ordinal?: integer, temperature?: number, max_tokens?: integer, top_p?: number, seed?: integer, stop?: string|string[], extra?: table<string, any>, tools?: tool[], rounds?: integer, tool_timeout?: number, result_limit?: integer, rerun_tools?: boolean}
---@return response|response[] # one for one model and one instruction, else a list
function respond(instruction, models, options) end

---Asks a model for its reply to a text or a conversation; the same question is not asked again. Of a list of texts or conversations it asks for each; a list of messages is one conversation.
--- - `model`: who is asked [the target]
--- - `system`: a system message before all others [none]
--- - `n`: how many replies, with ordinals of their own [1]
--- - `ordinal`: which of several samples, from 0 [0]
--- - `temperature`: of the sampling [the model's own]
--- - `max_tokens`: of the reply [the model's own]
--- - `top_p`: the share of likely tokens that is drawn from [the model's own]
--- - `seed`: of the server's draws, where it takes one [the server's]
--- - `stop`: texts before which the reply ends [none]
--- - `extra`: parameters of the server that have no option: `{top_k = 40}` [none]
--- - `schema`: a JSON schema that the reply must fit, as a table or as JSON [none]
--- - `logprobs`: the probability of each token, and of so many others in its place [false]
--- - `tools`: functions that the model may call; one without `run` ends the chat when it is called [none]
--- - `tool_choice`: `auto`, `none`, `required` or a tool's name; for the first turn [auto]
--- - `max_turns`: how often the model is asked before the chat ends [8]
--- - `tool_timeout`: seconds that a tool may take [60]
--- - `result_limit`: bytes of a tool's result that the model is given [32768]
--- - `rerun_tools`: runs tools again whose results for the same call are stored [false]
---@param messages string|message[]|(string|message[])[] a text, the messages of a conversation, or a list of either
---@param options? {model?: string, system?: string, n?: integer, ordinal?: integer, temperature?: number, max_tokens?: integer, top_p?: number, seed?: integer, stop?: string|string[], extra?: table<string, any>, schema?: table|string, logprobs?: boolean|integer, tools?: tool[], tool_choice?: string, max_turns?: integer, tool_timeout?: number, result_limit?: integer, rerun_tools?: boolean}
---@return reply|reply[] # a list for a list, and where n is above 1
function chat(messages, options) end

---Has models battle on an instruction, all pairs, judged in both seat orders.
--- - `judge`: who judges, several for a jury: models, reward models, `judge` tables [the judge]
--- - `policy`: what contradicting seat orders count as: `tie`, `abstain` (nothing), `both` (two battles), `sum` (of scores) [tie]
--- - `agent`: the judge's prompt, a file in Prompts/judge [scores]
--- - `margin`: scores of a reward model that differ by no more are a tie [0]
--- - `quorum`: the share of a jury that must have been heard [0.5]
--- - `weights`: how much members of a jury weigh, by name; `judges().weights` has some [all alike]
--- - `arbiter`: judges what the others do not agree on [nobody]
--- - `turns`: the replies of a dialogue are judged one by one as well [true]
--- - `improve`: the better response is improved from what the judges said of it, and meets the original [false]
--- - `editor`: who improves [the editor]
--- - `tools`: what the models may call [those of the instruction, which nobody runs]
--- - `rounds`: how often a model is asked in one turn of the user's [8]
--- - `tool_timeout`: seconds that a tool may take [60]
--- - `result_limit`: bytes of a tool's result that the model is given [32768]
--- - `rerun_tools`: runs tools again whose results for the same call are stored [false]
---@param instruction instruction|instruction[]|string an instruction, a list, or text
---@param models string[] two or more models
---@param options? {judge?: string|judge|(string|judge)[], policy?: string, agent?: string, margin?: number, quorum?: number, weights?: table<string, number>, arbiter?: string|judge, turns?: boolean, improve?: boolean, editor?: string, tools?: tool[], rounds?: integer, tool_timeout?: number, result_limit?: integer, rerun_tools?: boolean}
---@return battle|battle[] # one for two models and one instruction, else a list
function battle(instruction, models, options) end

---Has judges read a battle in both seat orders: by scores, labels, rankings, a reward model, a function.
--- - `judge`: who judges, several for a jury: models, reward models, `judge` tables [the judge]
--- - `policy`: what contradicting seat orders count as: `tie`, `abstain` (nothing), `both` (two battles), `sum` (of scores) [tie]
--- - `agent`: the judge's prompt, a file in Prompts/judge [scores]
--- - `margin`: scores of a reward model that differ by no more are a tie [0]
--- - `quorum`: the share of a jury that must have been heard [0.5]
--- - `weights`: how much members of a jury weigh, by name; `judges().weights` has some [all alike]
--- - `arbiter`: judges what the others do not agree on [nobody]
--- - `turns`: the replies of a dialogue are judged one by one as well [true]
---@param battle battle|battle[] a battle, or a list
---@param options? {judge?: string|judge|(string|judge)[], policy?: string, agent?: string, margin?: number, quorum?: number, weights?: table<string, number>, arbiter?: string|judge, turns?: boolean}
---@return battle|battle[] # the battle with these judges' verdicts; a list for a list
function judge(battle, options) end

---Has a reward model score responses, or a chat model that is asked for a number from 1 to 10.
--- - `model`: who scores [the first judge that is a reward model]
---@param response response|response[]|string a response, a list, or text
---@param instruction? instruction|string what a text responds to
---@param options? {model?: string}
---@return number|number[] # more is better; on the reward model's own scale; a list for a list
function score(response, instruction, options) end

---Rates models by their battles: Bradley–Terry with sandwich intervals, or online Elo.
--- - `method`: `bt` (Bradley–Terry) or `elo` (online, depends on the order) [bt]
--- - `by`: a leaderboard for each `category` (skill and type), prompt `syntax`, or `judge` [one for all]
--- - `ties`: `half` a win and half a loss, or an outcome with a fitted parameter: `davidson`, `rao-kupper` [half]
--- - `control`: what of the responses is held constant: `length`; `style`, which is `headers`, `lists` and `bold` [nothing]
--- - `anchor`: the model that is pinned to `mean` [none]
--- - `mean`: what the ratings average to, or the anchor's rating [1000]
--- - `interval`: `sandwich`, `bootstrap` or `none` [sandwich]
--- - `rounds`: of the bootstrap [1000]
--- - `confidence`: of the intervals [0.95]
--- - `ridge`: a penalty, such as 0.01, with which undefeated models can be rated [0]
--- - `k`: the step of online Elo [4]
--- - `policy`: what contradicting seat orders of the project's battles count as [what they did when the judge judged]
--- - `quorum`: the share of a jury that must have been heard [0.5]
--- - `weights`: how much members of a jury weigh, by name [all alike]
---@param battles? battle[] judged battles, or tables with `model_a`, `model_b` and `outcome` (`a`, `b`, `tie` or a number from 0 to 1)
---@param options? {method?: string, by?: string, ties?: string, control?: string|string[], anchor?: string, mean?: number, interval?: string, rounds?: integer, confidence?: number, ridge?: number, k?: number, policy?: string, quorum?: number, weights?: table<string, number>}
---@return leaderboard|rating_group[] # with `by` a list, the group with most battles first
function elo(battles, options) end

---Who beats whom how often: win rates for every ordered pair of models, a tie as half a win.
--- - `by`: a matrix for each `category`, prompt `syntax` or `judge` [one for all]
--- - `policy`: what contradicting seat orders of the project's battles count as [what they did when the judge judged]
--- - `quorum`: the share of a jury that must have been heard [0.5]
--- - `weights`: how much members of a jury weigh, by name [all alike]
---@param battles? battle[] judged battles, or tables with `model_a`, `model_b` and `outcome` (`a`, `b`, `tie` or a number from 0 to 1)
---@param options? {by?: string, policy?: string, quorum?: number, weights?: table<string, number>}
---@return win_matrix|matrix_group[] # with `by` a list, the group with most battles first
function matrix(battles, options) end

---Proposes the battles from which most would be learnt about the ratings, and says when they are told apart.
--- - `models`: who may battle; newcomers too [all that have]
--- - `separability`: enough is known when this share of the pairs is separated [1]
--- - `confidence`: of the intervals that have to lie apart [0.95]
---@param n? integer how many battles
---@param battles? battle[] judged battles, or tables with `model_a`, `model_b` and `outcome` (`a`, `b`, `tie` or a number from 0 to 1)
---@param options? {models?: string[], separability?: number, confidence?: number}
---@return battle_plan # proposals in the order of what they teach; `stop` when enough is known
function arena.next(n, battles, options) end

---Which models say the same whatever they are asked: how many of their stored responses repeat an earlier one.
--- - `threshold`: the share of 5-word runs that two responses have in common [0.75]
---@param options? {threshold?: number}
---@return contender_repeats[] # those that repeat themselves most first
function arena.repeats(options) end

---Spearman's rho: the correlation of ranks. Of two leaderboards, over the models that both rate.
---@param x number[]|leaderboard numbers, or a leaderboard
---@param y number[]|leaderboard numbers of the same things in the same order, or a leaderboard
---@return number # from -1, the opposite order, to 1, the same order
function stats.spearman(x, y) end

---Kendall's tau-b: pairs in the same order less pairs in the opposite one. Of two leaderboards, over the models that both rate.
---@param x number[]|leaderboard numbers, or a leaderboard
---@param y number[]|leaderboard numbers of the same things in the same order, or a leaderboard
---@return number # from -1, the opposite order, to 1, the same order
function stats.kendall(x, y) end

---Whether two leaderboards tell models apart in the same way: for each pair +1 where both do, -1 where they do so in opposite order, 0 where one of them does not; the mean.
---@param a leaderboard a leaderboard with intervals
---@param b leaderboard another one
---@return number # from -1 to 1
function stats.agreement(a, b) end

---Which pairs of models a leaderboard tells apart: those whose intervals do not overlap.
---@param leaderboard leaderboard what `elo` returned
---@return number? # the share of pairs that are separated; nothing where there is no pair
---@return table[] # each pair: `{better, worse, separated}`
function stats.separability(leaderboard) end

---Cohen's kappa: whether two raters agree more than their habits would make them by chance.
--- - `weights`: `none`; of numbers also `linear` or `quadratic`: near misses count in part [none]
---@param a any[] one rater's ratings: words or numbers
---@param b any[] the other's, of the same items in the same order
---@param options? {weights?: string}
---@return number # 1: always; 0: as by chance
---@return number # the agreement observed
---@return number # the agreement expected by chance
function stats.kappa(a, b, options) end

---Fleiss' kappa: whether many raters agree more than by chance, with as many ratings for every item.
---@param counts integer[][] for each item, how many raters chose the first category, the second, …
---@return number # 1: always; 0: as by chance
---@return number # the agreement observed
---@return number # the agreement expected by chance
function stats.fleiss(counts) end

---Krippendorff's alpha: whether any number of raters agree more than by chance, with ratings missing and on any scale.
--- - `level`: `nominal` (names), `ordinal` (an order) or `interval` (distances) [nominal]
---@param ratings any[][] for each rater the ratings of all items in the same order, `false` for a missing one
---@param options? {level?: string}
---@return number # 1: always; 0: as by chance
function stats.alpha(ratings, options) end

---How many independent votes a panel is worth (Kish): of the members' votes by their correlation, or of weights.
--- - `gold`: the right votes: what is correlated then is how members err [none]
---@param votes number[]|any[][] weights; or for each member its votes on the same items: `a`, `b`, `tie`, 0 to 1, `false` where it gave none
---@param options? {gold?: any[]}
---@return number # from 1 to the number of members
function stats.effective_votes(votes, options) end

---Writes one HTML file about the project or a run: ratings, judges, coverage, funnel, cost, battles.
--- - `run`: only what this run made, by its number [all]
--- - `battles`: how many battles the page holds in full [300]
--- - `target`: whose win rates tell how difficult instructions are [the one hired]
--- - `policy`: seat orders that differ: `tie`, `abstain`, `both` or `sum` [what they did when the judge judged]
--- - `numbers`: whether to return the numbers as a table as well [false]
---@param path? string the file, whose folder is made
---@param options? {run?: integer, battles?: integer, target?: string, policy?: string, numbers?: boolean}
---@return report
function report(path, options) end

---Writes rows as JSONL for a trainer, with a card beside it; equal rows give equal bytes.
--- - `format`: `sft` (messages), `dpo` (prompt, chosen, rejected) or `prompt` (no answers) [sft]
--- - `path`: the file, whose folder is made [out/FORMAT.jsonl]
--- - `leaking`: what becomes of rows that leak an item of a test set: `stop` writes nothing and lists them, `drop` leaves them out [stop]
---@param rows row[]|instruction[] what goes into the file, in this order; instructions alone for `prompt`
---@param options? {format?: string, path?: string, leaking?: string}
---@return dataset
function dataset.export(rows, options) end

---Hires models for roles, for the rest of the session.
--- - `author`: writes passages and instructions
--- - `suggester`: proposes refinements
--- - `editor`: carries them out
--- - `target`: the model to improve
--- - `judge`: reads the battles; several make a jury
--- - `contenders`: the target's opponents
--- - `embedder`: turns texts into vectors
---@param options? {author?: string|string[], suggester?: string|string[], editor?: string|string[], target?: string|string[], judge?: string|string[], contenders?: string[], embedder?: string|string[]}
---@return table<string, string|string[]> # the roles as they are now, as in `spar.roles`
function models.hire(options) end

---Makes a Lua function a model. Replies are stored like any other's: the same question to the same code is not asked again.
---@param name string `scripted/NAME`
---@param reply fun(request: request): string|table gets what is asked, returns the reply or `{text, reasoning, tool_calls = {{name, arguments}}}`; may wait
function models.script(name, reply) end

---The models of `spar.toml`.
---@return listed_model[] # by name
function models.list() end

---Asks each model one short question, past its line and its limits. Nothing is stored.
---@param names? string|string[] the models
---@return model_check[] # in the order of the names
function models.check(names) end

---Turns texts into vectors; a text is asked for once per model, however many lists it stands in.
--- - `model`: an embedding model [the embedder]
---@param texts string|string[]|table|table[] a text, or a record that has one; or a list of them
---@param options? {model?: string}
---@return number[]|number[][] # a vector for one text; for a list a list of them in its order
function embed(texts, options) end

---Limits what the run may spend, before each call is sent; without limits it only tells what has been spent. `math.huge` takes a limit away.
--- - `usd`: dollars; every model that is asked needs a price in spar.toml [no limit]
--- - `tokens`: tokens, in and out together [no limit]
--- - `calls`: calls; those that come from the store count for nothing [no limit]
---@param options? {usd?: number, tokens?: number, calls?: number}
---@return budget # as it is now; limits of --budget win over the script's
function budget(options) end

---What all stored calls have cost, this run's among them; simulated ones have lines of their own.
--- - `by`: a line for each `run`, `stage` or `model` [model]
--- - `run`: only the calls of this run, by its number [all]
---@param options? {by?: string, run?: integer}
---@return cost_line[]
function cost(options) end

---The calls that are stored, oldest first, with what came of each.
--- - `failed`: only calls that are no success [false]
--- - `status`: `ok`, `truncated`, `filtered`, `failed`, `unparsed`, `cancelled`
--- - `stage`: `respond`, `judge` …
--- - `model`: by the name it was asked by
--- - `run`: the number of a run, or `run3`
--- - `limit`: the newest so many; 0 for all [100]
---@param id? string one call by its id, `c12`
---@param options? {failed?: boolean, status?: string|string[], stage?: string, model?: string, run?: integer|string, limit?: integer}
---@return call[] # one call for an id
function calls(id, options) end

---Makes the calls again that are no success; one whose stored reply can be read by now costs no call.
--- - `status`: `ok`, `truncated`, `filtered`, `failed`, `unparsed`, `cancelled`
--- - `stage`: `respond`, `judge` …
--- - `model`: by the name it was asked by
--- - `run`: the number of a run, or `run3`
--- - `limit`: the newest so many; 0 for all [100]
---@param options? {status?: string|string[], stage?: string, model?: string, run?: integer|string, limit?: integer}
---@return retry
function retry(options) end

---How much two texts share: the Jaccard overlap of their sets of n-grams of words.
--- - `n`: words of an n-gram [5]
---@param a string|table a text, or a record that has one
---@param b string|table another
---@param options? {n?: integer}
---@return number # 0 to 1
function overlap(a, b, options) end

---All pairs of near-duplicates of a list, by MinHash with an exact look at each candidate.
--- - `threshold`: overlap of n-grams (Jaccard) from which on two are near [0.75]
--- - `n`: words of an n-gram [5]
---@param texts string[]|table[] texts, or records that have one; further turns belong to it
---@param options? {threshold?: number, n?: integer}
---@return duplicate_pair[] # in the order of the later text
function duplicates(texts, options) end

---Groups texts by k-means on their vectors: the same list and seed give the same groups.
--- - `count`: how many; fewer where there are fewer different texts
--- - `model`: an embedding model; `hashed` for vectors of the words alone [the embedder, and `hashed` where none is set or it is simulated]
---@param texts string[]|table[] texts, or records that have one; further turns belong to it
---@param options? {count?: integer, model?: string}
---@return integer[] # the cluster of each text, from 1; the field `vectors` says what they were made by
function clusters(texts, options) end

---How different the texts of a list are: clusters, nearest neighbours, tags, Vendi score.
--- - `clusters`: how many are made [100]
--- - `beside`: what the list is clustered together with: seeds, another set
--- - `sample`: texts of which the Vendi score is taken [500]
--- - `tag`: the field whose values are counted as tags [type]
--- - `model`: an embedding model; `hashed` for vectors of the words alone [the embedder, and `hashed` where none is set or it is simulated]
---@param texts string[]|table[] texts, or records that have one; further turns belong to it
---@param options? {clusters?: integer, beside?: string[]|table[], sample?: integer, tag?: string, model?: string}
---@return diversity
function diversity(texts, options) end

---The test sets of the project, oldest first.
---@return test_set[]
function arena.testsets() end

---Which rows hold what a test set holds out: the same task, thirteen words in a row, a near-duplicate, a neighbour.
---@param rows row[]|instruction[] rows as `dataset.export` takes them, or instructions
---@return leak[] # one for each row that leaks, the clearest
function arena.leaks(rows) end

---Takes in instruction sets: Alpaca, Self-Instruct, ShareGPT, OpenAI messages, FastChat questions; their answers too.
--- - `form`: the form of the rows, where their fields do not tell [recognised]
--- - `set`: the set that the rows' question ids belong to; ids of two sets have nothing to do with each other [the common one]
--- - `fields`: fields with another name in these files: `{winner = "result"}` [none]
--- - `model`: who wrote the answers, where rows do not say [recorded]
--- - `list`: false returns the report alone, for more records than a list should hold [true]
---@param path string|string[] a file of JSONL, JSON or CSV, compressed or not; a folder, a pattern, or a list
---@param options? {form?: string, set?: string, fields?: table<string, string>, model?: string, list?: boolean}
---@return instruction[] # in the order of the rows, each once; the list's field `report` is an `import_report`
function spar.import.instructions(path, options) end

---Takes in recorded responses: FastChat model_answer, AlpacaEval model_outputs. Whoever has one is not asked for it.
--- - `form`: the form of the rows, where their fields do not tell [recognised]
--- - `set`: the set that the rows' question ids belong to; ids of two sets have nothing to do with each other [the common one]
--- - `fields`: fields with another name in these files: `{winner = "result"}` [none]
--- - `model`: who responded, where rows do not say [none]
--- - `list`: false returns the report alone, for more records than a list should hold [true]
---@param path string|string[] a file of JSONL, JSON or CSV, compressed or not; a folder, a pattern, or a list
---@param options? {form?: string, set?: string, fields?: table<string, string>, model?: string, list?: boolean}
---@return response[] # in the order of the rows, each once; the list's field `report` is an `import_report`
function spar.import.responses(path, options) end

---Takes in battle logs in the LMSYS form, or AlpacaEval's annotations; a log may say no more than who met and who won.
--- - `form`: the form of the rows, where their fields do not tell [recognised]
--- - `set`: the set that the rows' question ids belong to; ids of two sets have nothing to do with each other [the common one]
--- - `fields`: fields with another name in these files: `{winner = "result"}` [none]
--- - `judge`: who judged, where rows do not say [recorded]
--- - `weight`: how much a verdict weighs, where rows do not say [1]
---@param path string|string[] a file of JSONL, JSON or CSV, compressed or not; a folder, a pattern, or a list
---@param options? {form?: string, set?: string, fields?: table<string, string>, judge?: string, weight?: number}
---@return import_report
function spar.import.battles(path, options) end

---Takes in votes of people: on battles of this project by their id or key, or in the LMSYS form. They become verdicts by `human:NAME`.
--- - `form`: the form of the rows, where their fields do not tell [recognised]
--- - `set`: the set that the rows' question ids belong to; ids of two sets have nothing to do with each other [the common one]
--- - `fields`: fields with another name in these files: `{winner = "result"}` [none]
--- - `voter`: who voted, where rows do not say [none]
--- - `weight`: how much a verdict weighs, where rows do not say [1]
---@param path string|string[] a file of JSONL, JSON or CSV, compressed or not; a folder, a pattern, or a list
---@param options? {form?: string, set?: string, fields?: table<string, string>, voter?: string, weight?: number}
---@return import_report
function spar.import.votes(path, options) end

---Reports on judges: accuracy and agreement with gold, flips, seat and length preference, and whether a jury is better than its best member.
--- - `gold`: what is right: judges whose verdicts are, or outcomes (`a`, `b`, `tie`) by the id of the battle [people's verdicts, `human:…`]
--- - `policy`: what contradicting seat orders count as [what they did when the judge judged]
---@param battles? battle[] judged battles
---@param options? {gold?: string|string[]|table<string, string>, policy?: string}
---@return judge_report
function judges(battles, options) end

---Has other judges read battles that were judged, without a new response, and says what changes: outcomes, ranks, flips, cost.
--- - `policy`: what contradicting seat orders count as: `tie`, `abstain` (nothing), `both` (two battles), `sum` (of scores) [tie]
--- - `agent`: the judge's prompt, a file in Prompts/judge [scores]
--- - `margin`: scores of a reward model that differ by no more are a tie [0]
--- - `quorum`: the share of a jury that must have been heard [0.5]
--- - `weights`: how much members of a jury weigh, by name; `judges().weights` has some [all alike]
--- - `arbiter`: judges what the others do not agree on [nobody]
--- - `turns`: the replies of a dialogue are judged one by one as well [true]
---@param battles? battle[] judged battles
---@param judge string|judge|(string|judge)[] who judges anew
---@param options? {policy?: string, agent?: string, margin?: number, quorum?: number, weights?: table<string, number>, arbiter?: string|judge, turns?: boolean}
---@return rejudgement
function rejudge(battles, judge, options) end

---The seeds that fit a text best; with `url` the texts that a search server finds.
--- - `k`: how many at most [5]
--- - `type`: only seeds of this type: `text`, `code` … [all]
--- - `by`: `words` (BM25), `embedding` (the embedder's vectors), `both` [words]
--- - `match`: by words: seeds that hold `any` of them, or `all` [any]
--- - `model`: an embedding model [the embedder]
--- - `url`: a search server, asked by GET [none]
--- - `query`: the server's parameter for the question [q]
--- - `results`: where its answer has the list, with dots: `data.hits` [results]
--- - `text`: where a result has its text [text]
--- - `title`: where a result has its title [title]
--- - `origin`: where a result says where it is from [url]
--- - `key_env`: the environment variable with the server's key [none]
--- - `key_header`: the header for the key [Authorization, as a bearer token]
--- - `timeout`: seconds until the server has answered [20]
---@param query string a question, or words
---@param options? {k?: integer, type?: string, by?: string, match?: string, model?: string, url?: string, query?: string, results?: string, text?: string, title?: string, origin?: string, key_env?: string, key_header?: string, timeout?: number}
---@return hit[] # best first
function search(query, options) end

---Runs code in a sandbox: no network, nothing of this machine but its programs, limits for all it takes.
--- - `language`: `python` or `lua` [python]
--- - `stdin`: its standard input [none]
--- - `files`: files in the folder it starts in: name and content [none]
--- - `seconds`: how long it may run [10]
--- - `memory_mb`: megabytes of memory [512]
--- - `output`: bytes that are kept of each of its outputs [65536]
--- - `processes`: processes and threads at a time [32]
--- - `disk_mb`: megabytes that it may write [64]
---@param code string the program
---@param options? {language?: string, stdin?: string, files?: table<string, string>, seconds?: number, memory_mb?: integer, output?: integer, processes?: integer, disk_mb?: integer}
---@return execution
function tools.run(code, options) end

---Whether code can be run here, and what is missing if not; the sandbox is tried once.
---@return sandbox
function tools.check() end

---What a record was made from, where its seed comes from, and what was made of it.
---@param record table|string a record, or its id
---@return link[] # nearest first; the list's fields: `seeds`, where they come from (`seed_source`, the first 20); `made`, how many records of each kind were made of a seed, a passage or an instruction; `tools`, the uses of tools on the way to its responses (`traced_use`); `origins`, the rows of files that imported records stood in (`origin`), if any
function why(record) end

---The record with this id, or whose key begins with these digits.
---@param id string `s12`, `i7`; or the digits of a key in an exported row
---@return table # a record
function find(id) end

---What scripts have registered at run time, as it was then, oldest first.
--- - `kind`: `reader`, `agent`, `flow` [all]
--- - `name`: one name [all]
---@param options? {kind?: string, name?: string}
---@return definition[]
function definitions(options) end

---Waits; other tasks go on.
---@param seconds number how long
function sleep(seconds) end

---A value as JSON on one line: a table with items is an array, any other an object.
---@param value any tables, texts, numbers, booleans; no functions
---@return string # members in the order of their names, so that equal tables give equal texts
function json.encode(value) end

---The value of a JSON text; an error says where the text is none.
---@param text string the whole text
---@return any # `null` is nil; so a member that is null is not there
function json.decode(text) end

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

---A tool that searches: the seeds of the project, or with `url` a server of your own.
--- - `name`: what the model calls it [search]
--- - `about`: what the model is told of it
--- - `characters`: of each text that the model is given [2000]
--- - `k`: and all other options of `search` [5]
---@param options? {name?: string, about?: string, characters?: integer, k?: integer}
---@return tool
function tools.search(options) end

---A tool that runs the model's code in a sandbox; an error where there is none.
--- - `language`: `python` or `lua` [python]
--- - `name`: what the model calls it [code_interpreter]
--- - `about`: what the model is told of it
--- - `seconds`: how long a program may run [10]
--- - `memory_mb`: and the other limits of `tools.run` [512]
---@param options? {language?: string, name?: string, about?: string, seconds?: number, memory_mb?: integer}
---@return tool
function tools.code_interpreter(options) end

---Tools from definitions, all run by one function, which may ask a model or wait otherwise.
---@param definitions table|string a list as tables or JSON: OpenAI's form, or `{name, description, parameters}`
---@param run? fun(name: string, arguments: table): any what a model is told; without it a call ends the chat
---@return tool[]
function tools.from(definitions, run) end

---Calls a function for every element, many at a time; a failing element does not lose the others.
--- - `concurrency`: calls at a time [64]
---@param list any[]|seed_list|fun(): any a list, or an iterator function
---@param fn fun(item: any, index: integer): any what to call; it may wait
---@param options? {concurrency?: integer}
---@return any[] # the results at the indexes of the elements, an `error` where one failed; the field `n` counts the elements, `failed` has the errors
function map(list, fn, options) end

---As `map`, for functions that return lists: joins them in the order of the elements.
--- - `concurrency`: calls at a time [64]
---@param list any[]|seed_list|fun(): any a list, or an iterator function
---@param fn fun(item: any, index: integer): any[] what to call; it may wait
---@param options? {concurrency?: integer}
---@return any[] # one list without what failed, whose errors are in the field `failed`
function flat_map(list, fn, options) end

---Keeps the elements for which a function returns true, in order.
---@param list any[]|seed_list|fun(): any a list, or an iterator function
---@param fn fun(item: any): boolean decides
---@return any[] # a new list
function filter(list, fn) end

---Groups elements by a field or by what a function returns; elements without a key are left out.
---@param list any[]|seed_list|fun(): any a list, or an iterator function
---@param key string|fun(item: any): any a field's name, or a function
---@return table<any, any[]> # lists by key
---@return any[] # the keys in the order in which they first appear
function group_by(list, key) end

---Draws different elements of a list, the same ones for the same run's seed and purpose.
---@param list any[]|seed_list what to draw from
---@param n integer how many
---@param purpose? string draws for different purposes differ
---@return any[] # a new list in the order of the old one
function sample(list, n, purpose) end

---How alike two vectors are: the cosine of the angle between them, 1 for the same direction.
---@param a number[] a vector, as `embed` gives it
---@param b number[] another of the same length
---@return number # -1 to 1; 0 where one of them is all zeros
function similarity(a, b) end

---Defines how instructions of a skill are made from seeds; `flow.run` runs it.
---@param definition table {skill, about, seeds, transform, material, with, agent, taxonomy, goals, gates, finish}; all but `skill` may be left out, and come from the taxonomy then
---@return table # callable: `f(seeds, options)` is `flow.run(f, seeds, options)`
function flow(definition) end

---Runs a flow: seeds that suit it → passages → instructions → refinements, with quality gates between.
--- - `n`: instructions per type at most [2]
--- - `types`: types per passage [1]
--- - `type`: this type, instead of drawing [drawn]
--- - `iteration`: the loop's turn: each has samples of its own [none]
--- - `transform`: a transformation, a chain of them, weights by name, or a function that gives one of these [the flow's]
--- - `pick`: "agent": a model chooses the transformation for each seed [drawn by weight]
--- - `refine`: false leaves suggester and editor out [true]
--- - `rounds`: rounds of refinement, each on what the last one made [1]
--- - `fanout`: suggestions per instruction, each edited by itself [1]
--- - `goal`: goals of refinement [the skill's, drawn by weight]
--- - `stop`: ends refinement [a round without anything new]
--- - `gates`: quality gates instead of the flow's [gates.usual()]
--- - `grounded`: a judge checks each instruction against its passage [false]
--- - `taxonomy`: a revision to draw types from [the skill's file]
--- - `roles`: who writes, suggests, edits, judges [the configured models]
--- - `seen`: keys of instructions that came up before; filled [none]
--- - `traces`: tool use: play instructions with simulated tools [true]
---@param flow string|table a skill's name, or what `flow{…}` gave
---@param seeds seed|seed[]|string what to start from
---@param options? {n?: integer, types?: integer, type?: string, iteration?: integer, transform?: string|string[]|table|fun(...: any): any, pick?: string, refine?: boolean, rounds?: integer, fanout?: integer, goal?: string|string[]|table|fun(...: any): string, stop?: fun(...: any): boolean, gates?: table[], grounded?: boolean, taxonomy?: taxonomy|string, roles?: table<string, string>, seen?: table<string, boolean>, traces?: boolean}
---@return table # the lists `seeds`, `passages`, `written`, `drafts`, `suggestions`, `edited`, `refined`, `instructions` (all that passed), `rejected` ({instruction, gate, reason}), `leaks`
function flow.run(flow, seeds, options) end

---The flow of a skill: a script's own definition, else stdlib-lua/spar/flows/<skill>.lua.
---@param skill string its name
---@return table # a flow
function flow.load(skill) end

---The skills that have a flow, sorted.
---@return string[]
function flow.names() end

---All flows with their seed types, transformations, goals and instruction types; `spar flows` prints it.
---@return table[] # {skill, about, seeds, transformations, goals, types} each
function flow.list() end

---Puts instructions through quality gates, one after the other, and stores each rejection with its reason.
--- - `stage`: where it happened, kept with the rejection [gate]
---@param instructions instruction[] what to look at
---@param gates table[] gates, or functions that return a reason to reject, or nil
---@param options? {stage?: string}
---@return instruction[] # what passed; the field `rejected` has {instruction, gate, reason}
function gates.pass(instructions, gates, options) end

---The gates of every flow that names none of its own.
---@return table[] # length, refusals, leftovers, language "en", duplicates
function gates.usual() end

---Rejects texts that are too short or too long.
--- - `min`: characters at least (arXiv 2407.10627) [10]
--- - `max`: characters at most [8000]
---@param options? {min?: integer, max?: integer}
---@return table # a gate for `gates.pass` and the option `gates` of a flow
function gates.length(options) end

---Rejects texts in other languages than these, told by script and frequent words, if at all.
---@param ... string codes such as "en", "de"
---@return table # a gate for `gates.pass` and the option `gates` of a flow
function gates.language(...) end

---Rejects texts in which the model declines to write, or speaks of itself as a model.
---@return table # a gate for `gates.pass` and the option `gates` of a flow
function gates.refusals() end

---Rejects texts with leftovers of the prompt that made them ("the given prompt", tags, empty places).
---@return table # a gate for `gates.pass` and the option `gates` of a flow
function gates.leftovers() end

---Rejects instructions whose 5-grams of words overlap with an earlier one's, kin apart.
--- - `threshold`: overlap (Jaccard) from which on it is one [0.75]
--- - `index`: what came before: `require("spar.shingles").index(0.75)`, with a threshold of its own [empty]
---@param options? {threshold?: number, index?: table}
---@return table # a gate for `gates.pass` and the option `gates` of a flow
function gates.duplicates(options) end

---Rejects instructions that take something for granted which their passage does not support.
--- - `judge`: who checks [the judge]
---@param options? {judge?: string}
---@return table # a gate for `gates.pass` and the option `gates` of a flow
function gates.grounded(options) end

---Rejects tasks that ask for something illegal or toxic: by a list of words, and by a judge where wanted.
--- - `words`: a file with a phrase on each line, under headings in brackets [stdlib-lua/spar/unsafe_words.txt]
--- - `judge`: true or a model's name: asks it about what the list passes [false]
---@param options? {words?: string, judge?: boolean|string}
---@return table # a gate for `gates.pass` and the option `gates` of a flow
function gates.unsafe(options) end

---Rejects instructions on the same passage that begin like an earlier one, kin apart.
--- - `words`: how many words are compared [10]
---@param options? {words?: integer}
---@return table # a gate for `gates.pass` and the option `gates` of a flow
function gates.prefix(options) end

---Rejects instructions that share words in a row with an item of a benchmark; the reason names the row.
--- - `file`: JSON Lines, compressed or not
--- - `field`: the field that holds an item's text, or a list of texts [text]
--- - `files`: several: {file, field} each [none]
--- - `words`: how many in a row [13]
--- - `fewest`: items with fewer words than `words` count as a whole from here on [8]
---@param options? {file?: string, field?: string, files?: table[], words?: integer, fewest?: integer}
---@return table # a gate for `gates.pass` and the option `gates` of a flow
function gates.benchmarks(options) end

---Rejects the instructions that are nearest to the items of a benchmark, by embeddings.
--- - `file`: JSON Lines, compressed or not
--- - `field`: the field that holds an item's text [text]
--- - `files`: several: {file, field} each [none]
--- - `top`: how many of each item [5]
--- - `similarity`: the least cosine; -1 for the paper's rule, which has none [0.8]
--- - `model`: an embedding model, or `hashed` [the embedder, and `hashed` where none is set]
---@param options? {file?: string, field?: string, files?: table[], top?: integer, similarity?: number, model?: string}
---@return table # a gate for `gates.pass` and the option `gates` of a flow
function gates.neighbours(options) end

---The filters of Arena Learning in their order (arXiv 2407.10627).
--- - `benchmarks`: {file, field} each [none]
--- - `judge`: as for `gates.unsafe` [false]
--- - `language`: what stays [en]
--- - `similarity`: as for `gates.neighbours` [0.8]
--- - `model`: an embedding model, or `hashed` [the embedder]
---@param options? {benchmarks?: table[], judge?: boolean|string, language?: string, similarity?: number, model?: string}
---@return table[] # unsafe, length, prefix, duplicates, benchmarks, neighbours, language
function gates.paper(options) end

---Puts instructions through filters and keeps the funnel; at the prompt it shows it as a table.
--- - `stage`: its name in the funnel and in rejections [curate]
---@param instructions instruction[] what to look at
---@param gates? table[] filters, in their order
---@param options? {stage?: string}
---@return instruction[] # what passed; the field `rejected` has {instruction, gate, reason}, `funnel` {gate, entered, passed, failed, reasons} for each gate
function curate(instructions, gates, options) end

---What the lists of a run came to at the gates they went through; at the prompt a table.
---@param run? string a run's id
---@return table[] # {stage, iteration, gate, entered, passed, failed, reasons} each
function funnel(run) end

---Adds what a list came to at filters of a script's own; `gates.pass` and `curate` do so themselves.
---@param steps table[] {stage, gate, entered, passed, failed, reasons} each
function funnel.keep(steps) end

---Cuts a list into parts that share nothing: a record's part follows from its key, refinements go along.
--- - `purpose`: another one cuts another way [split]
--- - `by`: records with the same text stay together [the key of what it was refined from, as far as that is in the list]
---@param list table[] records
---@param parts integer|table<string, number> how many, or their shares by name
---@param options? {purpose?: string, by?: fun(item: any): string}
---@return table # the lists by name, or by number
function split(list, parts, options) end

---Chooses a test set, freezes it under its name, and keeps it out of every export; again gives the same.
--- - `name`: its name [test]
--- - `clusters`: groups of alike instructions (k-means) [500]
--- - `diverse`: how many are drawn from all clusters in turn [two of each]
--- - `hard`: how many of the hardest are taken [0]
--- - `candidates`: how many of each cluster are rated for that, a call each [20]
--- - `judge`: who rates difficulty, 0 to 10 [the judge]
--- - `model`: an embedding model, or `hashed` [the embedder, and `hashed` where none is set]
---@param instructions? instruction[] what to choose from
---@param options? {name?: string, clusters?: integer, diverse?: integer, hard?: integer, candidates?: integer, judge?: string, model?: string}
---@return instruction[] # its instructions; `items` has {instruction, part, cluster, difficulty}
function arena.testset(instructions, options) end

---Has you judge battles at the terminal, blind, with single keys; votes are verdicts by `human:NAME`.
--- - `voter`: who you are [voter of spar.toml, else $USER]
--- - `weight`: of your votes; 0 makes them count for nothing but the calibration of judges [1]
--- - `limit`: battles at most [all]
--- - `again`: asks of battles that you have judged, too [false]
---@param pairs? battle[]|string[]|response[][] battles, their ids, or pairs of responses to one instruction
---@param options? {voter?: string, weight?: number, limit?: integer, again?: boolean}
---@return verdict[] # your votes; the list's fields `skipped`, `left` and `known` count the others
function pick(pairs, options) end
