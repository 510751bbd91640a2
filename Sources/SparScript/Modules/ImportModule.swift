// spar.import.*: what others have recorded

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparDatasets
internal import SparEngine
internal import SparStore

enum ImportModule: Module {
  static let topic = Topic.arena

  static func verbs(of host: ScriptHost) -> [Verb] {
    [instructions(host), responses(host), battles(host), votes(host)]
  }

  private static let path = Verb.Parameter(
    "path", "string|string[]", "a file of JSONL, JSON or CSV, compressed or not; a folder, a pattern, or a list")

  private static let common: [Verb.Option] = [
    .init("form", "string", "the form of the rows, where their fields do not tell", default: "recognised"),
    .init(
      "set", "string",
      "the set that the rows' question ids belong to; ids of two sets have nothing to do with each other",
      default: "the common one"),
    .init(
      "fields", "table<string, string>", "fields with another name in these files: `{winner = \"result\"}`",
      default: "none"),
  ]
  private static let listing = Verb.Option(
    "list", "boolean", "false returns the report alone, for more records than a list should hold", default: "true")
  private static let weight = Verb.Option(
    "weight", "number", "how much a verdict weighs, where rows do not say", default: "1")

  private static func instructions(_ host: ScriptHost) -> Verb {
    Verb(
      "spar.import.instructions",
      "Takes in instruction sets: Alpaca, Self-Instruct, ShareGPT, OpenAI messages, FastChat questions; their answers too.",
      parameters: [path],
      options: common + [
        .init("model", "string", "who wrote the answers, where rows do not say", default: "recorded"), listing,
      ],
      returns: [
        .init("instruction[]", "in the order of the rows, each once; the list's field `report` is an `import_report`")
      ],
      example:
        "q = spar.import.instructions(\"alpaca.json\", {model = \"davinci-003\"})\nb = battle(q, {\"davinci-003\", \"target\"})",
      .waiting { call in
        let taken = try await take(.instructions, call, host)
        return [try lua(taken, Instruction.self, taken.instructions, call, host)]
      })
  }

  private static func responses(_ host: ScriptHost) -> Verb {
    Verb(
      "spar.import.responses",
      "Takes in recorded responses: FastChat model_answer, AlpacaEval model_outputs. Whoever has one is not asked for it.",
      parameters: [path],
      options: common + [.init("model", "string", "who responded, where rows do not say", default: "none"), listing],
      returns: [
        .init("response[]", "in the order of the rows, each once; the list's field `report` is an `import_report`")
      ],
      example: "spar.import.instructions(\"question.jsonl\")\nspar.import.responses(\"model_answer/gpt-4.jsonl\")",
      .waiting { call in
        let taken = try await take(.responses, call, host)
        return [try lua(taken, Response.self, taken.responses, call, host)]
      })
  }

  private static func battles(_ host: ScriptHost) -> Verb {
    Verb(
      "spar.import.battles",
      "Takes in battle logs in the LMSYS form, or AlpacaEval's annotations; a log may say no more than who met and who won.",
      parameters: [path],
      options: common + [
        .init("judge", "string", "who judged, where rows do not say", default: "recorded"), weight,
      ],
      returns: [.init("import_report")],
      example: "print(spar.import.battles(\"arena.jsonl\").summary)\nelo()",
      .waiting { call in [ImportReport.shape.table(try await take(.battles, call, host).report)] })
  }

  private static func votes(_ host: ScriptHost) -> Verb {
    Verb(
      "spar.import.votes",
      "Takes in votes of people: on battles of this project by their id or key, or in the LMSYS form. They become verdicts by `human:NAME`.",
      parameters: [path],
      options: common + [
        .init("voter", "string", "who voted, where rows do not say", default: "none"), weight,
      ],
      returns: [.init("import_report")],
      example: "spar.import.votes(\"votes.csv\", {voter = \"me\"})",
      .waiting { call in [ImportReport.shape.table(try await take(.votes, call, host).report)] })
  }

  // MARK: The work

  @Host private static func take(_ kind: ImportKind, _ call: VerbCall, _ host: ScriptHost) async throws -> TakenIn {
    let taken = try await host.engine.takeIn(try call.names(at: 0), kind: kind, options: try options(call))
    for sentence in taken.report.complaints { host.output.note("spar: \(sentence)") }
    return taken
  }

  private static func options(_ call: VerbCall) throws -> ImportOptions {
    var options = ImportOptions()
    options.form = try call.string("form")
    options.set = try call.string("set") ?? ""
    options.fields = try fields(call)
    let names = call.verb.options.map(\.name)
    if names.contains("model") { options.model = try call.string("model") }
    if names.contains("judge") { options.judge = try call.string("judge") }
    if names.contains("voter") { options.judge = try call.string("voter") }
    options.weight = try call.number("weight")
    guard options.weight ?? 0 >= 0 else { throw ScriptError(.option, "\(call.verb.name): weight must not be below 0.") }
    return options
  }

  private static func fields(_ call: VerbCall) throws -> [String: String] {
    guard let table = try call.table("fields") else { return [:] }
    let names = table.fields.compactMap { field in field.value.string.map { (field.name, $0) } }
    guard table.items.isEmpty, names.count == table.fields.count else {
      throw ScriptError(
        .option, "\(call.verb.name): fields must be a table of names.", hint: "fields = {winner = \"result\"}")
    }
    return Dictionary(names) { $1 }
  }

  @Host private static func lua<R: LuaRecord & StorableRecord>(
    _ taken: TakenIn, _ type: R.Type, _ rows: RecordSpans, _ call: VerbCall, _ host: ScriptHost
  ) throws -> LuaValue {
    let report = ImportReport.shape.table(taken.report)
    guard try call.bool("list") ?? true else { return report }
    let items = try host.engine.store.read { reader in
      try rows.runs.flatMap { run in
        try reader.records(R.self, RecordQuery(after: RecordID(R.kind, run.first - 1), limit: run.count)).map(\.lua)
      }
    }
    return .table(LuaTable(items: items, fields: [("report", report)], kind: "list"))
  }
}

extension ImportReport {
  static let shape = ValueShape<ImportReport>(
    "import_report", "What an import read, what was new in it, and what could not be used.", hasKind: false,
    [
      .init("kind", "string", "`instructions`, `responses`, `battles` or `votes`") { .string($0.kind.rawValue) },
      .init("forms", "string[]", "the forms of the files") { .list($0.forms.map { .string($0) }) },
      .init("files", "integer", "files that gave at least one row") { LuaValue($0.files) },
      .init("rows", "integer", "rows that were read") { LuaValue($0.rows) },
      .init(
        "new", "table<string, integer>", "what was stored: `instructions`, `responses`, `battles`, `verdicts`"
      ) {
        .table(LuaTable(fields: $0.added.sorted { $0.key < $1.key }.map { ($0.key, LuaValue($0.value)) }))
      },
      .init("known", "integer", "rows that said nothing new") { LuaValue($0.known) },
      .init("bad_rows", "integer", "rows that could not be used") { LuaValue($0.badRowCount) },
      .init("problems", "string[]", "what was wrong with the first of them, with file and line") {
        .list($0.badRows.map { .string($0.sentence) } + $0.skipped.map { .string($0) })
      },
      .init("summary", "string", "all of it in one line") { .string($0.summary) },
    ])
}

extension StoredOrigin {
  static let shape = ValueShape<StoredOrigin>(
    "origin", "The row of a file that an imported record stood in.", hasKind: false,
    [
      .init("record", "string", "the id of the record") { LuaValue($0.record) },
      .init("import", "string", "what it was imported as: `instructions`, `battles`") { .string($0.file.kind) },
      .init("form", "string", "the form of the file: `alpaca`, `lmsys`") { .string($0.file.form) },
      .init("path", "string", "the file, as it was named") { .string($0.file.path) },
      .init("line", "integer", "where the row begins, from 1") { LuaValue($0.line) },
      .init("fields", "table?", "what the row says besides") { $0.fields.map { LuaValue($0) } ?? .nil },
    ])
}
