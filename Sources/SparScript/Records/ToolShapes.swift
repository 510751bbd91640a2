// The tables of what tools find and do.

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparStore

/// Something that a search found, as scripts see it.
struct ShownHit: Sendable {
  let seed: RecordID?
  let title: String?
  let origin: String?
  let text: String
  let snippet: String?
  let score: Double?

  init(_ hit: SeedHit) {
    (seed, title, origin, text) = (hit.seed.id, hit.seed.title, hit.seed.origin, hit.seed.text)
    (snippet, score) = (hit.snippet, hit.score)
  }

  init(_ found: FoundText) {
    (title, origin, text) = (found.title, found.origin, found.text)
    (seed, snippet, score) = (nil, nil, nil)
  }

  static let shape = ValueShape<ShownHit>(
    "hit", "What a search found.",
    [
      .init("seed", "string?", "the id of the seed; none of what a server found") { LuaValue($0.seed) },
      .init("title", "string?", "its title, where it has one") { LuaValue($0.title) },
      .init("origin", "string?", "where it came from") { LuaValue($0.origin) },
      .init("text", "string", "the text itself") { .string($0.text) },
      .init("snippet", "string?", "the words that fit best, with some around them; of a search by words") {
        LuaValue($0.snippet)
      },
      .init("score", "number?", "how well it fits: more is better, within one search") { LuaValue($0.score) },
    ])
}

extension Execution {
  static let shape = ValueShape<Execution>(
    "execution", "What became of code that was run.",
    [
      .init("stdout", "string", "what it printed, as much as was kept") { LuaValue(output: $0.output) },
      .init("stderr", "string", "what it printed of errors") { LuaValue(output: $0.errors) },
      .init("exit", "integer?", "its exit code, where it ended by itself; 0 is a success") {
        $0.exit.map { LuaValue($0) } ?? .nil
      },
      .init("signal", "string?", "the signal that ended it: `SIGSEGV`") { LuaValue($0.signal) },
      .init("stopped", "string?", "what it took too much of when it was stopped: `time`, `memory`, `output`") {
        LuaValue($0.stopped)
      },
      .init("truncated", "boolean", "whether some of its output was cut") { .bool($0.isTruncated) },
      .init("seconds", "number", "how long it ran") { .number($0.seconds) },
    ])
}

/// Whether code can be run, as scripts see it.
struct SandboxState: Sendable {
  let languages: [String]
  let message: String
  let hint: String?
  let isThere: Bool

  @Host init(of engine: Engine) async throws {
    do {
      languages = try await engine.checkSandbox().map(\.language.rawValue)
      message = "The sandbox works; it runs \(languages.isEmpty ? "nothing" : languages.joined(separator: " and "))."
      (hint, isThere) = (nil, true)
    } catch let error as EngineError {
      (languages, message, hint, isThere) = ([], error.message, error.hint, false)
    }
  }

  static let shape = ValueShape<SandboxState>(
    "sandbox", "Whether code can be run on this machine.", hasKind: false,
    [
      .init("ok", "boolean", "whether the sandbox works") { .bool($0.isThere) },
      .init("languages", "string[]", "what it can run") {
        .table(LuaTable(items: $0.languages.map { .string($0) }))
      },
      .init("message", "string", "one sentence; what is missing, if something is") { .string($0.message) },
      .init("hint", "string?", "what to try") { LuaValue($0.hint) },
    ])
}

extension LuaValue {
  /// Bytes that are text, or not.
  fileprivate init(output bytes: [UInt8]) {
    self = String(validating: bytes, as: UTF8.self).map { .string($0) } ?? .bytes(bytes)
  }
}
