// models.*: who can be asked, and who is hired for what

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparModels

enum ModelsModule: Module {
  static let topic = Topic.models

  private static let about = [
    "author": "writes passages and instructions", "suggester": "proposes refinements", "editor": "carries them out",
    "target": "the model to improve", "judge": "reads the battles; several make a jury",
    "contenders": "the target's opponents", "embedder": "turns texts into vectors",
  ]
  static let roles = ["author", "suggester", "editor", "target", "judge", "contenders", "embedder"]

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "models.hire", "Hires models for roles, for the rest of the session.",
        options: roles.map { .init($0, $0 == "contenders" ? "string[]" : "string|string[]", about[$0] ?? "") },
        returns: [.init("table<string, string|string[]>", "the roles as they are now, as in `spar.roles`")],
        example: "models.hire{target = \"openai/my-model\", judge = \"sim/judge\"}",
        .immediate { call in
          for (role, names) in try hired(call, host) { host.engine.roles.names[role] = names }
          return [lua(host)]
        }),
      Verb(
        "models.script",
        "Makes a Lua function a model. Replies are stored like any other's: the same question to the same code is not asked again.",
        parameters: [
          .init("name", "string", "`scripted/NAME`"),
          .init(
            "reply", "fun(request: request): string|table",
            "gets what is asked, returns the reply or `{text, reasoning, tool_calls = {{name, arguments}}}`; may wait"),
        ],
        example: "models.script(\"scripted/echo\", function(request) return request.inputs.instruction end)",
        .immediate { call in
          guard let name = try call.text(at: 0), name.hasPrefix("scripted/") else {
            throw call.wrong(0, "a name that begins with scripted/")
          }
          guard case .reference(let function) = call.values[1] else { throw call.wrong(1, "a function") }
          // Its code is part of a call's identity; what it closes over is not.
          let content = ContentKey(hashing: host.machine.code(of: function))
          let provider = ScriptedProvider(content: content) { try await host.reply(to: $0, from: function) }
          host.engine.models.register(name, provider: provider)
          return []
        }),
    ] + listingVerbs(of: host)
  }

  /// The names given by role; one that stands for no model leaves every role as it is.
  @Host private static func hired(_ call: VerbCall, _ host: ScriptHost) throws -> [(role: String, names: [String])] {
    try roles.compactMap { role in
      guard let names = try call.names(role) else { return nil }
      guard !names.isEmpty else { throw ScriptError(.option, "\(call.verb.name): \(role) must name a model.") }
      for name in names { _ = try host.engine.models.model(name) }
      return (role, names)
    }
  }

  /// The roles as a table: lists for contenders and juries, names for the others.
  @Host static func lua(_ host: ScriptHost) -> LuaValue {
    let fields = roles.compactMap { role -> (String, LuaValue)? in
      guard let names = try? host.engine.names(for: role) else { return nil }
      return (role, names.count == 1 && role != "contenders" ? .string(names[0]) : .list(names.map { .string($0) }))
    }
    return .table(LuaTable(fields: fields))
  }
}

extension ScriptHost {
  /// Asks a Lua function for a reply.
  fileprivate func reply(to request: ChatRequest, from function: LuaReference) async throws -> ChatReply {
    let values = try await stoppable { try await self.machine.call(function, [ChatRequest.shape.table(request)]) }
    guard let reply = values.first.flatMap({ ChatReply($0) }) else {
      throw ScriptError(
        .argument, "A scripted model must return a string, not \(values.first?.shown ?? "nothing").",
        hint: "A table may have text, reasoning and tool_calls.")
    }
    return reply
  }

  /// Lua that was stopped is a call that was not made, and no failure of the model.
  private func stoppable<Value>(_ body: () async throws -> Value) async throws -> Value {
    do { return try await body() } catch let error as LuaError where error.kind == .cancelled {
      throw CancellationError()
    }
  }
}

extension ChatReply {
  /// A text, or `{text, reasoning, tool_calls = {{name, arguments}}}`.
  fileprivate init?(_ value: LuaValue) {
    if let text = value.string {
      self.init(text: text)
      return
    }
    guard let table = value.table, table["text"]?.string != nil || table["tool_calls"] != nil else { return nil }
    let calls = table["tool_calls"]?.list ?? []
    self.init(
      text: table["text"]?.string ?? "", reasoning: table["reasoning"]?.string,
      finish: calls.isEmpty ? .stop : .toolCalls)
    toolCalls = calls.enumerated().map { index, call in
      let arguments = call.table?["arguments"] ?? .nil
      return ToolCall(
        id: call.table?["id"]?.string ?? "", name: call.table?["name"]?.string ?? "",
        arguments: arguments.string ?? (arguments.isNil ? "{}" : arguments.json.text))
    }
  }
}

extension ChatRequest {
  static let shape = ValueShape<ChatRequest>(
    "request", "What a model made by `models.script` is asked.", hasKind: false,
    [
      .init("stage", "string", "`transform`, `instruct`, `suggest`, `edit`, `respond`, `judge` or `chat`") {
        .string($0.task.stage)
      },
      .init("agent", "string", "the prompt's name: `debate`") { .string($0.task.agent) },
      .init("inputs", "table<string, any>", "what went into the prompt, by name") { request in
        let inputs = request.task.inputs.sorted { $0.key < $1.key }
        return .table(LuaTable(fields: inputs.map { ($0.key, LuaValue($0.value)) }))
      },
      .init("messages", "message[]", "the prompt as a server would get it") { ChatMessage.lua($0.messages) },
      .init("tools", "string[]", "the names of the tools that may be called") {
        .list($0.tools.map { .string($0.name) })
      },
      .init("schema", "table?", "the JSON schema that the reply must fit") {
        $0.schema.map { LuaValue($0.schema) } ?? .nil
      },
      .init("ordinal", "integer", "which of several samples is asked for, from 0") { LuaValue($0.ordinal) },
    ])
}
