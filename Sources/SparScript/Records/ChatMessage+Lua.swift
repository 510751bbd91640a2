// Conversations as tables, in the words of the chat protocol.

internal import LuaKit
internal import SparCore

extension ChatMessage {
  /// The messages of a conversation as a list that `..` adds to.
  static func lua(_ messages: [ChatMessage]) -> LuaValue {
    .table(LuaTable(items: messages.map(\.lua), kind: "messages"))
  }

  private var lua: LuaValue {
    var table = LuaTable(fields: [("role", .string(role.rawValue)), ("content", .string(content))])
    if !toolCalls.isEmpty { table["tool_calls"] = LuaValue(ToolCall.json(toolCalls)) }
    table["tool_call_id"] = toolCallID.map { .string($0) }
    return .table(table)
  }
}

extension LuaValue {
  /// Whether this is a list of conversations rather than one: a list begins with a text or with a list, a conversation
  /// with a message.
  var isListOfConversations: Bool {
    guard let items = conversationItems else { return false }
    return items.first.map { $0.string != nil || $0.table?["role"] == nil } ?? true
  }

  /// The items of a list, and of the messages of a reply.
  var conversationItems: [LuaValue]? { table?.kind == "messages" ? table?.items : list }
}

extension VerbCall {
  /// A conversation: a text, a message, or a list of messages.
  func messages(_ value: LuaValue) throws -> [ChatMessage] {
    if let text = value.string { return [ChatMessage(.user, text)] }
    guard let items = value.table?["role"] != nil ? [value] : value.conversationItems, !items.isEmpty else {
      throw ScriptError(
        .argument, "\(verb.name) takes a text or a list of messages, not \(value.shown).",
        hint: "A message is {role = \"user\", content = \"…\"}.")
    }
    return try items.enumerated().map { try message($0.element, number: $0.offset + 1) }
  }

  private func message(_ value: LuaValue, number: Int) throws -> ChatMessage {
    let table = value.table ?? LuaTable()
    guard let name = table["role"]?.string, let role = ChatMessage.Role(rawValue: name) else {
      throw wrong(
        "message \(number) has the role \((table["role"] ?? .nil).shown)", "Roles are system, user, assistant, tool.")
    }
    for field in table.fields where !["role", "content", "tool_calls", "tool_call_id"].contains(field.name) {
      throw wrong(
        "message \(number) has a field '\(field.name)'", "It may have role, content, tool_calls, tool_call_id.")
    }
    let calls = try toolCalls(table["tool_calls"] ?? .nil, role, number)
    guard let content = table["content"]?.string ?? (calls.isEmpty ? nil : "") else {
      throw wrong("the content of message \(number) is \((table["content"] ?? .nil).shown)", "It must be text.")
    }
    let id = table["tool_call_id"]?.string
    guard (role == .tool) == (id != nil) else {
      throw wrong(
        "message \(number) is \(role.rawValue.withArticle) message \(id == nil ? "without" : "with") a tool_call_id",
        "Tools' messages, and only they, name the call that they answer.")
    }
    return ChatMessage(role, content, toolCalls: calls, toolCallID: id)
  }

  private func toolCalls(_ value: LuaValue, _ role: ChatMessage.Role, _ number: Int) throws -> [ToolCall] {
    guard !value.isNil else { return [] }
    let items = value.list ?? []
    let calls = ToolCall.calls(in: value.json)
    guard role == .assistant, !items.isEmpty, calls.count == items.count else {
      throw wrong(
        "the tool_calls of message \(number) cannot be read",
        "An assistant's message has them as {{id = \"…\", [\"function\"] = {name = \"…\", arguments = \"{…}\"}}}.")
    }
    return calls
  }

  private func wrong(_ what: String, _ hint: String) -> ScriptError {
    ScriptError(.argument, "\(verb.name): \(what).", hint: hint)
  }
}
