// A Lua session over an engine: bootstrap, scripts, lines typed at a prompt.

package import LoopKit
internal import LuaKit
internal import SparCore
package import SparEngine

/// One Lua state with all of Spar in it.
@Host
package final class ScriptSession {
  package let host: ScriptHost
  private var functions: [String: LuaReference] = [:]

  /// - Parameter memoryLimit: bytes that Lua may hold; 0 for no limit.
  /// - Throws: `script.missing` where the Lua library is not found; a `LuaError` where it does not load.
  package static func open(
    engine: Engine, layout: ProjectLayout, output: ScriptOutput, memoryLimit: Int = 0
  ) async throws -> ScriptSession {
    let machine = try LuaMachine(memoryLimit: memoryLimit)
    let host = ScriptHost(engine: engine, machine: machine, layout: layout, output: output)
    try host.register(ModuleList.verbs(of: host))
    let session = ScriptSession(host)
    try await session.bootstrap()
    return session
  }

  private init(_ host: ScriptHost) { self.host = host }

  // The verbs hold the host and the host holds them: the engine and its store would never end.
  isolated deinit { host.withdraw() }

  /// Runs `stdlib-lua/spar/bootstrap.lua`, which returns the functions that the host calls.
  private func bootstrap() async throws {
    guard let file = host.layout.libraryFile("spar/bootstrap.lua") else {
      throw ScriptError(
        .missing, "Spar's Lua library (stdlib-lua) is not found.", hint: "Set SPAR_HOME to the folder that holds it.")
    }
    let source = String(decoding: try FileBytes.read(file), as: UTF8.self)
    let path = host.layout.libraryFolders.map { "\($0)/?.lua" }.joined(separator: ";")
    let returned = try await host.machine.run(source, name: "@\(file)", arguments: [.string(path), try kinds()])
    guard case .table(let table)? = returned.first else { return }
    for field in table.fields {
      if case .reference(let function) = field.value { functions[field.name] = function }
    }
    host.sourceFunction = functions["source_of"]
    host.adopt(prelude: table["documentation"])
  }

  /// The metatables of records, for bootstrap to give them their metamethods.
  private func kinds() throws -> LuaValue {
    let shown = [
      "list", SeedList.kind, "rating", "error", "reply", "messages", "execution", "hit", "coverage", "rating_group",
      "win_matrix", "matrix_group", "judge_report", "rejudgement",
    ]
    let names = RecordKind.allCases.map(\.rawValue) + shown
    return .table(
      LuaTable(fields: try names.map { ($0, .reference(try host.machine.metatable(of: $0))) }))
  }

  private func library(_ name: String, _ arguments: [LuaValue]) async throws -> [LuaValue] {
    guard let function = functions[name] else {
      throw ScriptError(.missing, "stdlib-lua/spar/bootstrap.lua returns no function '\(name)'.")
    }
    return try await host.machine.call(function, arguments)
  }

  // MARK: Scripts

  /// Runs a script to its end, and the tasks that it started to theirs.
  ///
  /// - Parameters:
  ///   - file: as the user named it; `arg[0]`.
  ///   - arguments: `arg[1] …` and `...`.
  package func run(_ source: String, file: String, chunkName: String, arguments: [String]) async throws {
    let values = arguments.map { LuaValue.string($0) }
    let source = Self.withoutShebang(source)
    _ = try await library(
      "set_arguments", [.string(file), .table(LuaTable(items: values)), .string(chunkName), .string(source)])
    _ = try await host.machine.run(source, name: chunkName, arguments: values)
    await host.machine.drain()
  }

  /// The first line of a script may name its interpreter; its line break stays, so that line numbers hold.
  static func withoutShebang(_ source: String) -> String {
    guard source.hasPrefix("#") else { return source }
    return source.firstIndex(of: "\n").map { String(source[$0...]) } ?? ""
  }

  // MARK: The prompt

  /// Whether a chunk can run as it stands, as an expression or as statements.
  package func isWhole(_ chunk: String) -> Bool {
    host.machine.syntaxError(in: "return " + chunk, name: "=input") == nil
      || host.machine.syntaxError(in: chunk, name: "=input") == nil
  }

  /// Whether no further line is expected: the chunk is whole, or wrong.
  package func isComplete(_ chunk: String) -> Bool {
    isWhole(chunk) || host.machine.syntaxError(in: chunk, name: "=input")?.kind != .incomplete
  }

  /// Runs what was typed, an expression first, and returns how its values look; sets `_` to the first.
  ///
  /// - Parameter streams: whether a reply that alone is waited for is shown while it comes.
  package func evaluate(_ chunk: String, width: Int, colour: Bool, streams: Bool = false) async throws -> String {
    if streams { host.listen() }
    defer { host.engine.listener = nil }
    let options = LuaTable(fields: [("width", .integer(Int64(width))), ("color", .bool(colour))])
    let isExpression = host.machine.syntaxError(in: "return " + chunk, name: "=input") == nil
    if !isExpression, let error = host.machine.syntaxError(in: chunk, name: "=input") { throw error }
    let shown = try await library("evaluate", [.string(chunk), .bool(isExpression), .table(options)])
    return shown.first?.string ?? ""
  }

  /// The names that may follow what stands before the cursor: globals, fields.
  package func completions(for text: String) async -> [String] {
    let found = try? await library("complete", [.string(text)])
    return found?.first?.list?.compactMap(\.string) ?? []
  }

  /// Help on a function, a library table or a kind of record; an overview for no name.
  package func help(_ name: String) -> String? {
    name.isEmpty ? HelpText.overview(host.documented) : HelpText.on(name, host.documented)
  }
}
