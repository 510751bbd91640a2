// All tables that the reference explains. To add one: its shape where it is made, and a line here.

internal import SparCore
internal import SparCuration
internal import SparDatasets
internal import SparEngine
internal import SparModels
internal import SparPrompts
internal import SparStats
internal import SparStore

package enum ShapeList {
  /// Records first, then what verbs take and return besides.
  package static let all: [TableShape] =
    [
      Seed.shape.documented, Passage.shape.documented, Taxonomy.shape.documented, TaxonomyNode.shape.documented,
      Instruction.shape.documented, Suggestion.shape.documented, Response.shape.documented,
      ShownBattle.shape.documented, Verdict.shape.documented, ShownRating.shape.documented,
      Leaderboard.shape.documented, RatingGroup.shape.documented, ShownMatrix.shape.documented,
      MatrixGroup.shape.documented, ShownPlan.shape.documented, ShownPlan.proposal.documented,
      ContenderRepeats.shape.documented, ShownDataset.shape.documented, row, list, seedList, error,
      WrittenReport.shape.documented, SeedReport.shape.documented, StoredDefinition.shape.documented,
      RejectedEdit.shape.documented, ImportReport.shape.documented, StoredOrigin.shape.documented,
      Groundedness.shape.documented, ListedAgent.shape.documented, Agent.shape.documented,
      TypeCoverage.shape.documented,
      WeightChange.shape.documented, SkillDescription.shape.documented, LineageLink.shape.documented,
      SeedSource.shape.documented,
      CallEntry.shape.documented, RetryReport.shape.documented,
      ChatRequest.shape.documented, ShownReply.shape.documented, ShownTurn.shape.documented, ToolCall.shape.documented,
      ToolUse.shape.documented, TracedUse.shape.documented, Execution.shape.documented, ShownHit.shape.documented,
      SandboxState.shape.documented, JudgeFields.shape, ShownJudgeReport.shape.documented,
      JudgeLine.shape.documented, Rejudgement.shape.documented, TokenUsage.shape.documented, tool, message, task,
      stream,
      ShownBudget.shape.documented, ShownBudget.allowance, CostLine.shape.documented,
      NearDuplicates.Pair.shape.documented, ShownDiversity.shape.documented, TestSet.shape.documented,
      Leak.shape.documented,
      ModelListing.shape.documented, ModelCheck.shape.documented, spar,
    ]

  package static func shape(named name: String) -> TableShape? { all.first { $0.name == name } }

  // What Lua or a script makes itself.

  private static let row = TableShape(
    "row", "What `dataset.export` writes one line of.",
    [
      ("instruction", "instruction|string", "the instruction, or its id"),
      ("response", "response|string?", "for sft: the answer to learn"),
      ("chosen", "response|string?", "for dpo: the better answer"),
      ("rejected", "response|string?", "for dpo: the worse answer"),
      (
        "battle", "battle|string?",
        "where the answers met: their scores are those of its verdicts, of the stored ones for an id"
      ),
    ])

  private static let list = TableShape(
    "list", "What a verb returns for a list: results in the order of the elements.",
    [
      ("[integer]", "any", "the results"),
      ("failed", "error[]", "one for each element that failed; the others are not lost"),
    ])

  private static let seedList = TableShape(
    "seed_list",
    "Stored seeds of any number, read when they are touched: `#s`, `s[1]`, `ipairs(s)` and every verb that takes a list.",
    [
      ("[integer]", "seed", "the seed at that place"),
      ("report", "seed_report?", "of `seeds.load`: what was read and what was left out"),
      ("each", "fun(self): fun(): seed?", "an iterator that holds no seed longer than it is looked at"),
      ("filter", "fun(self, fn: fun(item: seed): any): seed_list", "the seeds for which a function says yes"),
      ("copy", "fun(self): seed[]", "all of them in a plain list, which may be changed"),
    ])

  private static let error = TableShape(
    "error", "What `pcall` catches of the host, and what `error_info` makes of anything else.",
    [
      ("code", "string", "stable and dotted: `model.rate_limit`; `script.error` for errors of scripts"),
      ("message", "string", "one sentence: what happened, and where"),
      ("hint", "string?", "what to try"),
      ("retryable", "boolean", "whether the same may succeed later"),
      ("exit_code", "integer?", "what the program ends with if nobody catches it"),
      ("input", "string|integer?", "in `failed`: the id of the element, or its index"),
    ])

  private static let message = TableShape(
    "message", "A message of a conversation; `messages .. \"text\"` is the conversation with one more of the user's.",
    [
      ("role", "string", "`system`, `user`, `assistant` or `tool`"),
      ("content", "string", "what was said"),
      (
        "tool_calls", "table[]?",
        "what an assistant called, as servers word it: `{id, type, function = {name, arguments}}`"
      ),
      ("tool_call_id", "string?", "the call that a tool's message answers"),
    ])

  private static let tool = TableShape(
    "tool", "A function that a model may call in a chat.",
    [
      ("name", "string", "letters, digits, `_` and `-`"),
      ("about", "string", "what it does, in words for the model"),
      (
        "parameters", "table|string?",
        "the JSON schema of its arguments, as a table or as JSON; none where it takes none"
      ),
      ("run", "fun(arguments: table): any?", "gets arguments that fit, returns what the model is told; may wait"),
    ])

  private static let task = TableShape(
    "task", "A function that runs beside others, as `spawn` starts it.",
    [
      ("await", "fun(self): any", "waits for its end; returns its results or raises its error"),
      ("cancel", "fun(self)", "tells it to stop; no `pcall` keeps it from that"),
      ("status", "fun(self): string", "`ready`, `running`, `waiting`, `done`, `failed` or `cancelled`"),
    ])

  private static let stream = TableShape(
    "stream", "A stream of draws, as `spar.random` makes it.",
    [
      ("unit", "fun(self): number", "the next number from 0 to below 1"),
      ("index", "fun(self, n: integer): integer", "the next index from 1 to n"),
      ("shuffle", "fun(self, list: any[]): any[]", "a new list in another order"),
    ])

  private static let spar = TableShape(
    "spar", "The library table of the program, beside its functions.", isGlobal: true,
    [
      ("roles", "table<string, string|string[]>", "who is hired for what, now"),
      ("seed", "integer", "the run's seed, on which all draws depend"),
    ])
}
