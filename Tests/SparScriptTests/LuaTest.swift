// A Lua session to try scripts in: the shipped library and prompts over an engine of scripted models.

import LoopKit
import LuaKit
import SparCore
import SparEngine
import SparScript
import SparTesting
import Synchronization
import Testing

@Host
final class LuaTest {
  let test: TestEngine
  let session: ScriptSession
  private let printed: Printed
  private let shown: Printed

  /// - Parameter folder: where the database lies; one test's folder for a second session on the same file.
  init(seed: UInt64 = 1, in folder: TemporaryFolder? = nil) async throws {
    test = try TestEngine(in: folder, seed: seed)
    let printed = Printed()
    self.printed = printed
    let shown = Printed()
    self.shown = shown
    let home = ProjectLayout.parent(of: TestEngine.shippedPrompts)
    session = try await ScriptSession.open(
      engine: test.engine, layout: ProjectLayout(project: test.folder.path, roots: [home]),
      output: ScriptOutput(
        write: { printed.add($0) }, note: { printed.add("note: \($0)\n") }, stream: { piece, _ in shown.add(piece) }))
  }

  /// What was shown of replies while they came.
  var streamed: String { shown.text }

  /// Everything printed so far; lines of `spar.note` begin with `note: `.
  var output: String { printed.text }

  /// Runs a chunk and returns its results as Lua shows them, with a space between.
  @discardableResult
  func run(_ source: String) async throws -> String {
    try await session.host.machine.run(source, name: "=test").map(\.plain).joined(separator: " ")
  }

  /// The error that a chunk ends with.
  func failure(_ source: String) async throws -> LuaError {
    do {
      let results = try await run(source)
      Issue.record("no error, but \(results)")
      throw CancellationError()
    } catch let error as LuaError { return error }
  }

  /// A file in the test's folder, quoted for Lua.
  func file(_ name: String, _ text: String) throws -> String { "\"\(try test.folder.write(text, to: name))\"" }
}

/// What a session wrote, from whatever thread.
private final class Printed: Sendable {
  private let lines = Mutex("")

  var text: String { lines.withLock { $0 } }

  func add(_ text: String) { lines.withLock { $0 += text } }
}

extension LuaValue {
  fileprivate var plain: String {
    switch self {
    case .nil: "nil"
    case .bool(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let value): value
    case .bytes(let value): "\(value.count) bytes"
    case .table(let table): table.kind ?? "table"
    case .reference: "function"
    }
  }
}
