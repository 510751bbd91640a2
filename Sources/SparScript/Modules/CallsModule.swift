// calls, retry: what models were asked, what came of it, and asking again where nothing did

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparStore

enum CallsModule: Module {
  static let topic = Topic.models

  static func verbs(of host: ScriptHost) -> [Verb] { [calls(host), retry(host)] }

  private static let filters: [Verb.Option] = [
    .init("failed", "boolean", "only calls that are no success", default: "false"),
    .init("status", "string|string[]", "`ok`, `truncated`, `filtered`, `failed`, `unparsed`, `cancelled`"),
    .init("stage", "string", "`respond`, `judge` …"),
    .init("model", "string", "by the name it was asked by"),
    .init("run", "integer|string", "the number of a run, or `run3`"),
    .init("limit", "integer", "the newest so many; 0 for all", default: "100"),
  ]

  private static func calls(_ host: ScriptHost) -> Verb {
    Verb(
      "calls", "The calls that are stored, oldest first, with what came of each.",
      parameters: [.init("id", "string", "one call by its id, `c12`", default: "all")],
      options: filters, returns: [.init("call[]", "one call for an id")],
      example: "calls{failed = true}\nprint(calls(\"c12\").request)",
      .immediate { call in
        if let id = try call.text(at: 0) { return [CallEntry.shape.table(try one(id, host))] }
        return [.list(try entries(call, host).map(CallEntry.shape.table))]
      })
  }

  private static func retry(_ host: ScriptHost) -> Verb {
    Verb(
      "retry", "Makes the calls again that are no success; one whose stored reply can be read by now costs no call.",
      options: filters.filter { $0.name != "failed" }, returns: [.init("retry")],
      example: "retry{stage = \"judge\"}",
      .waiting { call in
        let entries = try entries(call, host, unfinished: true)
        let outcomes = try await host.engine.overAll(entries, label: "retry") { try await host.engine.retry($0) }
        return [RetryReport.shape.table(RetryReport(outcomes))]
      })
  }

  // MARK: Which calls

  @Host private static func one(_ id: String, _ host: ScriptHost) throws -> CallEntry {
    guard let number = RecordID(id), number.kind == .call else {
      throw ScriptError(.argument, "calls: '\(id)' is no call's id.", hint: "A call's id looks like c12.")
    }
    guard let entry = try host.engine.store.read({ try $0.call(id: number) }) else {
      throw ScriptError(.argument, "There is no call \(id) in \(try host.engine.store.path).")
    }
    return entry
  }

  @Host private static func entries(
    _ call: VerbCall, _ host: ScriptHost, unfinished: Bool? = nil
  ) throws -> [CallEntry] {
    var filter = CallFilter(stage: try call.string("stage"), model: try call.string("model"), run: try run(call))
    filter.statuses = try statuses(call)
    let failed = if let unfinished { unfinished } else { try call.bool("failed") ?? false }
    if failed, filter.statuses.isEmpty { filter.statuses = Set(CallStatus.allCases).subtracting([.ok]) }
    let limit = try call.integer("limit", from: 0) ?? (unfinished == true ? 0 : 100)
    if limit > 0 { filter.newest = limit }
    return try host.engine.store.read { try $0.calls(filter) }
  }

  private static func statuses(_ call: VerbCall) throws -> Set<CallStatus> {
    Set(
      try (call.names("status") ?? []).map { word in
        if let status = CallStatus(rawValue: word) { return status }
        let known = CallStatus.allCases.map(\.rawValue)
        throw ScriptError(
          .option, "\(call.verb.name): a call's status is never '\(word)'.",
          hint: "It is one of \(known.joined(separator: ", ")).")
      })
  }

  private static func run(_ call: VerbCall) throws -> RecordID? {
    let value = call.value("run")
    if value.isNil { return nil }
    if let number = value.integer { return RecordID(.run, Int64(number)) }
    if let id = value.string.flatMap({ RecordID($0) }), id.kind == .run { return id }
    throw ScriptError(.option, "\(call.verb.name): run must be a run's number or id, not \(value.shown).")
  }
}

extension CallEntry {
  static let shape = ValueShape<CallEntry>(
    "call", "One request to a model, with all that came of it.",
    [
      .init("id", "string", "`c12`") { LuaValue($0.id) },
      .init("key", "string", "the digest of all that can change the reply") { .string($0.record.key.description) },
      .init("status", "string", "`ok`, `truncated`, `filtered`, `failed`, `unparsed` or `cancelled`") {
        .string($0.record.status.rawValue)
      },
      .init("stage", "string", "`respond`, `judge` …") { .string($0.record.stage) },
      .init("model", "string", "the name it was asked by") { .string($0.record.model) },
      .init("ordinal", "integer", "which of several samples, from 0") { LuaValue($0.record.ordinal) },
      .init("request", "string", "messages and sampling, as JSON") { .string($0.record.request) },
      .init("text", "string?", "the reply as it came, readable or not") { LuaValue($0.record.text) },
      .init("reasoning", "string?", "what the model thought before it answered") { LuaValue($0.record.reasoning) },
      .init("finish", "string?", "why the reply ended") { LuaValue($0.record.finish?.rawValue) },
      .init("tool_calls", "string?", "what the model asked to have done, as JSON") { LuaValue($0.record.toolCalls) },
      .init("error_code", "string?", "of the last attempt: `model.timeout`") { LuaValue($0.record.errorCode) },
      .init("error", "string?", "its sentence, without the endpoint's address") { LuaValue($0.record.errorMessage) },
      .init("input_tokens", "integer?", "over all attempts") { $0.record.usage.map { LuaValue($0.input) } ?? .nil },
      .init("output_tokens", "integer?", "over all attempts") { $0.record.usage.map { LuaValue($0.output) } ?? .nil },
      .init("estimate", "boolean", "whether the tokens are an estimate of ours") {
        .bool($0.record.usage?.isEstimate ?? false)
      },
      .init("cost", "number?", "USD over all attempts; nothing where a price is unknown") {
        LuaValue($0.record.costMicroUSD.map { Double($0) / 1e6 })
      },
      .init("latency", "number", "seconds of the last attempt") { .number($0.record.latency) },
      .init("attempts", "integer", "how often the request was sent") { LuaValue($0.record.attempts) },
      .init("run", "string?", "the run that made it") { LuaValue($0.record.run) },
      .init("created_at", "string", "UTC") { .string($0.createdAt) },
    ])
}

/// What asking again came to.
struct RetryReport: Sendable {
  let answered: Int
  let readAgain: Int
  let skipped: [String]
  let failed: [String]

  init(_ fanout: Fanout<RetryOutcome>) {
    answered = fanout.values.filter { $0 == .answered }.count
    readAgain = fanout.values.filter { $0 == .readAgain }.count
    skipped = fanout.values.compactMap { if case .skipped(let reason) = $0 { reason } else { nil } }
    failed = fanout.failures.map { ($0.error as? any SparError)?.message ?? "\($0.error)" }
  }

  private var summary: String {
    let counts = [
      (answered, "answered"), (readAgain, "read again without a call"), (failed.count, "failed again"),
      (skipped.count, "left for the script"),
    ]
    let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return words.isEmpty ? "no call to make again" : words.joined(separator: ", ")
  }

  static let shape = ValueShape<RetryReport>(
    "retry", "What asking again came to.", hasKind: false,
    [
      .init("summary", "string", "in words") { .string($0.summary) },
      .init("answered", "integer", "calls that were made and answered") { LuaValue($0.answered) },
      .init("read_again", "integer", "calls whose stored reply could be read by now, or whose vectors are there") {
        LuaValue($0.readAgain)
      },
      .init("failed", "string[]", "what went wrong with the others") { .list($0.failed.map { .string($0) }) },
      .init("skipped", "string[]", "why some can only be made by running their script again") {
        .list($0.skipped.map { .string($0) })
      },
    ])
}
