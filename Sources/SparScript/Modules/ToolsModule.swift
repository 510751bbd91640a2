// search, tools.run, tools.check: what agents are given to work with. The tools themselves, with their wording, are Lua's
// (stdlib-lua/spar/tools.lua).

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparModels
internal import SparStore

enum ToolsModule: Module {
  static let topic = Topic.tools

  static func verbs(of host: ScriptHost) -> [Verb] { [search(host), run(host), check(host), definitions(host)] }

  private static func search(_ host: ScriptHost) -> Verb {
    Verb(
      "search", "The seeds that fit a text best; with `url` the texts that a search server finds.",
      parameters: [.init("query", "string", "a question, or words")],
      options: [
        .init("k", "integer", "how many at most", default: "5"),
        .init("type", "string", "only seeds of this type: `text`, `code` …", default: "all"),
        .init("by", "string", "`words` (BM25), `embedding` (the embedder's vectors), `both`", default: "words"),
        .init("match", "string", "by words: seeds that hold `any` of them, or `all`", default: "any"),
        .init("model", "string", "an embedding model", default: "the embedder"),
        .init("url", "string", "a search server, asked by GET", default: "none"),
        .init("query", "string", "the server's parameter for the question", default: "q"),
        .init("results", "string", "where its answer has the list, with dots: `data.hits`", default: "results"),
        .init("text", "string", "where a result has its text", default: "text"),
        .init("title", "string", "where a result has its title", default: "title"),
        .init("origin", "string", "where a result says where it is from", default: "url"),
        .init("key_env", "string", "the environment variable with the server's key", default: "none"),
        .init("key_header", "string", "the header for the key", default: "Authorization, as a bearer token"),
        .init("timeout", "number", "seconds until the server has answered", default: "20"),
      ],
      returns: [.init("hit[]", "best first")],
      example: "for _, hit in ipairs(search(\"tides\", {k = 3})) do print(hit.origin, hit.snippet) end",
      .waiting { call in
        let query = try call.text(at: 0) ?? ""
        let hits = try await host.hits(for: query, call)
        return [.list(hits.map(ShownHit.shape.table))]
      })
  }

  private static func run(_ host: ScriptHost) -> Verb {
    Verb(
      "tools.run",
      "Runs code in a sandbox: no network, nothing of this machine but its programs, limits for all it takes.",
      parameters: [.init("code", "string", "the program")],
      options: [
        .init("language", "string", "`python` or `lua`", default: "python"),
        .init("stdin", "string", "its standard input", default: "none"),
        .init("files", "table<string, string>", "files in the folder it starts in: name and content", default: "none"),
        .init("seconds", "number", "how long it may run", default: "10"),
        .init("memory_mb", "integer", "megabytes of memory", default: "512"),
        .init("output", "integer", "bytes that are kept of each of its outputs", default: "65536"),
        .init("processes", "integer", "processes and threads at a time", default: "32"),
        .init("disk_mb", "integer", "megabytes that it may write", default: "64"),
      ],
      returns: [.init("execution")],
      example: "r = tools.run(\"print(2 ** 100)\")\nprint(r.exit, r.stdout)",
      .waiting { call in [Execution.shape.table(try await host.engine.run(try request(call)))] })
  }

  private static func request(_ call: VerbCall) throws -> CodeRequest {
    guard let code = call.values[0].text else { throw call.wrong(0, "a string") }
    var request = CodeRequest(code)
    request.language = try call.word("language", CodeLanguage.self) ?? request.language
    request.input = call.value("stdin").bytes ?? []
    request.files = try (call.table("files")?.fields ?? []).map { field in
      guard let content = field.value.bytes else {
        throw ScriptError(.option, "tools.run: the file '\(field.name)' must be text, not \(field.value.shown).")
      }
      return (name: field.name, content: content)
    }
    request.seconds = try call.number("seconds") ?? request.seconds
    request.memoryMB = try call.integer("memory_mb") ?? request.memoryMB
    request.output = try call.integer("output", from: 0) ?? request.output
    request.processes = try call.integer("processes") ?? request.processes
    request.diskMB = try call.integer("disk_mb") ?? request.diskMB
    return request
  }

  private static func check(_ host: ScriptHost) -> Verb {
    Verb(
      "tools.check", "Whether code can be run here, and what is missing if not; the sandbox is tried once.",
      returns: [.init("sandbox")], example: "print(tools.check().message)",
      .waiting { _ in [SandboxState.shape.table(try await SandboxState(of: host.engine))] })
  }

  private static func definitions(_ host: ScriptHost) -> Verb {
    Verb(
      "host.tool_definitions", "Definitions of tools in the form of the chat protocol, as tables.",
      parameters: [.init("definitions", "table|string", "a list, or JSON")], returns: [.init("table[]")],
      .immediate { call in [.tools(try call.toolDefinitions(call.values[0]))] })
  }
}

extension LuaValue {
  fileprivate var bytes: [UInt8]? {
    switch self {
    case .string(let text): Array(text.utf8)
    case .bytes(let bytes): bytes
    default: nil
    }
  }

  /// Text, whatever its bytes are.
  fileprivate var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }
}

extension ScriptHost {
  fileprivate func hits(for query: String, _ call: VerbCall) async throws -> [ShownHit] {
    let count = try call.integer("k") ?? 5
    if let url = try call.string("url") {
      let (endpoint, fields) = (try searchEndpoint(url, call), try searchFields(call))
      return try await engine.search(query, at: endpoint, reading: fields, count: count).map { ShownHit($0) }
    }
    var options = SearchOptions()
    options.count = count
    options.method = try call.word("by", SearchMethod.self) ?? options.method
    options.match = try call.word("match", WordMatch.self) ?? options.match
    options.type = try call.string("type")
    options.model = try call.string("model")
    return try await engine.search(query, options: options).map { ShownHit($0) }
  }

  private func searchEndpoint(_ url: String, _ call: VerbCall) throws -> SearchEndpoint {
    var endpoint = SearchEndpoint(url: url)
    endpoint.query = try call.string("query") ?? endpoint.query
    endpoint.keyVariable = try call.string("key_env")
    endpoint.keyHeader = try call.string("key_header")
    endpoint.seconds = try call.number("timeout") ?? endpoint.seconds
    guard endpoint.seconds > 0 else { throw ScriptError(.option, "\(call.verb.name): timeout must be above 0.") }
    return endpoint
  }

  private func searchFields(_ call: VerbCall) throws -> SearchFields {
    var fields = SearchFields()
    fields.results = try call.string("results") ?? fields.results
    fields.text = try call.string("text") ?? fields.text
    fields.title = try call.string("title") ?? fields.title
    fields.origin = try call.string("origin") ?? fields.origin
    return fields
  }
}
