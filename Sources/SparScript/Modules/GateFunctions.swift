// host.*, on which the gates of stdlib-lua/spar/gates.lua build: an index of texts, benchmarks, the funnel

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparCuration
internal import SparEngine
internal import SparStore

enum GateFunctions {
  @Host static func verbs(of host: ScriptHost) -> [Verb] {
    [
      newIndex(host), nearest(host), insert(host), dropIndex(host), contamination(host), neighbours(host),
      keepFunnel(host), funnel(host),
    ]
  }

  // MARK: Indexes of texts

  private static func newIndex(_ host: ScriptHost) -> Verb {
    Verb(
      "host.new_index", "An empty index of texts, by a handle.",
      parameters: [
        .init("threshold", "number", "overlap from which on texts are near"),
        .init("n", "integer", "words of an n-gram"),
      ],
      returns: [.init("integer")],
      .immediate { call in
        guard let threshold = call.values[0].double, let words = call.values[1].integer else {
          throw call.wrong(0, "a number")
        }
        let index = try NearDuplicates(.init(threshold: threshold, words: words))
        return [LuaValue(host.textIndexes.add(index))]
      })
  }

  private static func nearest(_ host: ScriptHost) -> Verb {
    Verb(
      "host.nearest_text", "The place of the text of an index that is nearest, and the overlap; nothing where none is.",
      parameters: [
        .init("index", "integer", "its handle"), .init("text", "string", "what to look for"),
        .init("except", "integer[]", "places that do not count"),
      ],
      returns: [.init("integer?"), .init("number?")],
      .immediate { call in
        let except = Set((call.values[2].list ?? []).compactMap(\.integer))
        let text = try call.text(at: 1) ?? ""
        let match = try host.textIndexes.with(call.values[0].integer) { index in
          index.nearest(to: text) { !except.contains($0 + 1) }
        }
        return match.map { [LuaValue($0.number + 1), .number($0.overlap)] } ?? [.nil]
      })
  }

  private static func insert(_ host: ScriptHost) -> Verb {
    Verb(
      "host.add_text", "Takes a text into an index.",
      parameters: [.init("index", "integer", "its handle"), .init("text", "string", "what to take in")],
      returns: [.init("integer", "its place, from 1")],
      .immediate { call in
        let text = try call.text(at: 1) ?? ""
        return [LuaValue(try host.textIndexes.with(call.values[0].integer) { $0.insert(text) } + 1)]
      })
  }

  private static func dropIndex(_ host: ScriptHost) -> Verb {
    Verb(
      "host.drop_index", "Forgets an index.", parameters: [.init("index", "integer", "its handle")],
      .immediate { call in
        host.textIndexes.drop(call.values[0].integer)
        return []
      })
  }

  // MARK: Benchmarks

  private static func contamination(_ host: ScriptHost) -> Verb {
    Verb(
      "host.contamination", "For each text why it shares words with a benchmark, or false.",
      parameters: [
        .init("texts", "string[]|table[]", "what to look at"), .init("files", "table[]", "{file, field}"),
        .init("words", "integer", "how many in a row"), .init("fewest", "integer", "of an item that counts as a whole"),
      ],
      returns: [.init("table")],
      .waiting { call in
        guard let words = call.values[2].integer, let fewest = call.values[3].integer else {
          throw call.wrong(2, "a whole number")
        }
        let reasons = try await host.engine.contamination(
          of: try call.texts(at: 0), by: try files(call), words: words, fewest: fewest)
        return [list(reasons)]
      })
  }

  private static func neighbours(_ host: ScriptHost) -> Verb {
    Verb(
      "host.benchmark_neighbours",
      "For each text why it is near to a benchmark, or false; and what the vectors are of.",
      parameters: [
        .init("texts", "string[]|table[]", "what to look at"), .init("files", "table[]", "{file, field}"),
        .init("top", "integer", "how many of each item"), .init("least", "number", "the least cosine"),
        .init("model", "string", "an embedding model", default: "the embedder"),
      ],
      returns: [.init("table"), .init("string")],
      .waiting { call in
        guard let top = call.values[2].integer, top >= 1, let least = call.values[3].double else {
          throw call.wrong(2, "a whole number from 1")
        }
        let found = try await host.engine.neighbours(
          of: try files(call), among: try call.texts(at: 0), top: top, least: least, model: try call.text(at: 4))
        return [list(found.reasons), .string(found.vectors)]
      })
  }

  private static func files(_ call: VerbCall) throws -> [BenchmarkFile] {
    try (call.values[1].list ?? []).map { value in
      guard let path = value.table?["file"]?.string, let field = value.table?["field"]?.string else {
        throw ScriptError(
          .argument, "A benchmark is {file = \"…\", field = \"…\"}, not \(value.shown).",
          hint: "The field is the one of each row that holds the text of an item.")
      }
      return BenchmarkFile(path: path, field: field)
    }
  }

  private static func list(_ reasons: [String?]) -> LuaValue {
    .list(reasons.map { $0.map { .string($0) } ?? .bool(false) })
  }

  // MARK: The funnel

  private static func keepFunnel(_ host: ScriptHost) -> Verb {
    Verb(
      "host.keep_funnel", "Keeps what a list came to at each gate.",
      parameters: [.init("steps", "table[]", "{stage, gate, entered, passed, failed, reasons} each")],
      .waiting { call in
        try await host.engine.record(funnel: (call.values[0].list ?? []).enumerated().map(step))
        return []
      })
  }

  private static func step(_ position: Int, _ value: LuaValue) -> FunnelStep {
    let table = value.table ?? LuaTable()
    return FunnelStep(
      stage: table["stage"]?.string ?? "", position: position + 1, gate: table["gate"]?.string ?? "",
      entered: table["entered"]?.integer ?? 0, passed: table["passed"]?.integer ?? 0,
      failed: table["failed"]?.integer ?? 0,
      reasons: Dictionary(
        (table["reasons"]?.table?.fields ?? []).map { ($0.name, $0.value.integer ?? 0) }, uniquingKeysWith: +))
  }

  private static func funnel(_ host: ScriptHost) -> Verb {
    Verb(
      "host.funnel", "What lists came to at the gates of a run.",
      parameters: [.init("run", "string", "its id", default: "the one that is going on")], returns: [.init("table[]")],
      .immediate { call in
        let run = try call.text(at: 0).map { text in
          guard let id = RecordID(text), id.kind == .run else { throw call.wrong(0, "the id of a run") }
          return id
        }
        return [.list(try host.engine.funnel(run: run).map(lua))]
      })
  }

  private static func lua(_ step: FunnelStep) -> LuaValue {
    let reasons = step.reasons.sorted { $0.key < $1.key }.map { ($0.key, LuaValue($0.value)) }
    return .table(
      LuaTable(fields: [
        ("stage", .string(step.stage)), ("gate", .string(step.gate)), ("entered", LuaValue(step.entered)),
        ("passed", LuaValue(step.passed)), ("failed", LuaValue(step.failed)),
        ("iteration", step.iteration.map { LuaValue($0) } ?? .nil), ("reasons", .table(LuaTable(fields: reasons))),
      ]))
  }
}
