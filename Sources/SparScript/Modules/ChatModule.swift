// chat: a model asked in the script's own words

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

enum ChatModule: Module {
  static let topic = Topic.models

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "chat",
        "Asks a model for its reply to a text or a conversation; the same question is not asked again. Of a list of texts or conversations it asks for each; a list of messages is one conversation.",
        parameters: [
          .init(
            "messages", "string|message[]|(string|message[])[]",
            "a text, the messages of a conversation, or a list of either")
        ],
        options: options, returns: [.init("reply|reply[]", "a list for a list, and where n is above 1")],
        example: """
          r = chat("Name three rivers.")
          print(r)
          print(chat(r.messages .. "Which is the longest?").text)
          country = {type = "object", required = {"name"}, properties = {name = {type = "string"}}}
          print(chat("Where is Rome?", {schema = country}).json.name)
          """,
        .waiting { call in try await answer(call, host) }),
      Verb(
        "host.streamed", "The text that the prompt has shown while it came.", returns: [.init("string?")],
        .immediate { _ in [LuaValue(host.streamedText)] }),
    ]
  }

  private static let options: [Verb.Option] =
    [
      .init("model", "string", "who is asked", default: "the target"),
      .init("system", "string", "a system message before all others", default: "none"),
      .init("n", "integer", "how many replies, with ordinals of their own", default: "1"),
    ] + Verb.Option.sampling + [
      .init("schema", "table|string", "a JSON schema that the reply must fit, as a table or as JSON", default: "none"),
      .init(
        "logprobs", "boolean|integer", "the probability of each token, and of so many others in its place",
        default: "false"),
      .init(
        "tools", "tool[]", "functions that the model may call; one without `run` ends the chat when it is called",
        default: "none"),
      .init(
        "tool_choice", "string", "`auto`, `none`, `required` or a tool's name; for the first turn", default: "auto"),
      .init("max_turns", "integer", "how often the model is asked before the chat ends", default: "8"),
    ] + Verb.Option.runningTools

  @Host private static func answer(_ call: VerbCall, _ host: ScriptHost) async throws -> [LuaValue] {
    let plan = try host.chat(for: call)
    let count = try call.integer("n") ?? 1
    let value = call.values[0]
    guard value.isListOfConversations || count > 1 else {
      let answer = try await host.engine.chat(try plan.saying(call.messages(value), call))
      return [ShownReply.shape.table(ShownReply(answer: answer))]
    }
    let items = value.isListOfConversations ? value.conversationItems ?? [] : [value]
    // What failed in an earlier list is passed over.
    let chats = try items.filter { $0.table?.kind != "error" }.map { try plan.saying(call.messages($0), call) }
    let fanout = try await host.engine.chats(chats, count: count)
    let failed = fanout.failures.map { host.failure($0.error, input: LuaValue($0.index / count + 1)) }
    let replies = fanout.values.map { ShownReply.shape.table(ShownReply(answer: $0)) }
    return [.table(LuaTable(items: replies, fields: [("failed", .list(failed))], kind: "list"))]
  }
}

extension Chat {
  /// The same with its messages, the system's first.
  fileprivate func saying(_ messages: [ChatMessage], _ call: VerbCall) throws -> Chat {
    var chat = self
    chat.messages += messages
    guard chat.messages.dropFirst().allSatisfy({ $0.role != .system }) || self.messages.isEmpty else {
      throw ScriptError(.option, "\(call.verb.name): the conversation has a system message already.")
    }
    return chat
  }
}

extension ScriptHost {
  /// What the options say; the messages are only the system's.
  fileprivate func chat(for call: VerbCall) throws -> Chat {
    var chat = Chat(try call.string("system").map { [ChatMessage(.system, $0)] } ?? [])
    chat.model = try call.string("model")
    chat.ordinal = try call.integer("ordinal", from: 0) ?? 0
    chat.sampling = try call.sampling()
    chat.topLogprobs = try call.topLogprobs()
    if let schema = try call.schema() {
      chat.schema = schema
      chat.schemaName = schema.nameForServers
    }
    chat.toolChoice = try call.string("tool_choice").map { ToolChoice($0) }
    chat.mostTurns = try call.integer("max_turns") ?? chat.mostTurns
    chat.longestResult = try call.integer("result_limit") ?? chat.longestResult
    chat.rerunsTools = try call.bool("rerun_tools") ?? false
    chat.toolSeconds = try call.number("tool_timeout") ?? chat.toolSeconds
    guard chat.toolSeconds > 0 else { throw ScriptError(.option, "\(call.verb.name): tool_timeout must be above 0.") }
    chat.tools = try offeredTools(call, seconds: chat.toolSeconds)
    return chat
  }
}

extension VerbCall {
  fileprivate func topLogprobs() throws -> Int? {
    if let wanted = value("logprobs").bool { return wanted ? 0 : nil }
    return try integer("logprobs", from: 0)
  }

  fileprivate func schema() throws -> JSONSchema? {
    let value = value("schema")
    guard !value.isNil else { return nil }
    do { return try JSONSchema(try json(of: value, "schema")) } catch let error as JSONSchemaError {
      throw ScriptError(.option, "\(verb.name): \(error)")
    }
  }

  /// A table, or JSON text, whose members keep their order.
  func json(of value: LuaValue, _ name: String) throws -> JSON {
    guard let text = value.string else {
      guard value.table != nil else {
        throw ScriptError(.option, "\(verb.name): \(name) must be a table or JSON text, not \(value.shown).")
      }
      return value.json
    }
    do { return try JSON(parsing: text) } catch {
      throw ScriptError(.option, "\(verb.name): \(name) is not JSON: \(error)")
    }
  }
}

extension JSONSchema {
  /// The schema's title where it can be one.
  fileprivate var nameForServers: String {
    let title = json["title"]?.string ?? ""
    let isName = title.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95 || byte == 45
    }
    return isName && (1...64).contains(title.utf8.count) ? title : "reply"
  }
}

extension ToolChoice {
  fileprivate init(_ name: String) {
    switch name {
    case "auto": self = .automatic
    case "none": self = .none
    case "required": self = .required
    default: self = .named(name)
    }
  }
}
