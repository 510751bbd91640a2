// Messages, parameters and tools read from the JSON that they were stored as.

extension ChatMessage {
  /// `nil` for what is no message.
  package init?(stored json: JSON) {
    guard let role = json["role"]?.string.flatMap(Role.init(rawValue:)), let content = json["content"]?.string else {
      return nil
    }
    self.init(
      role, content, toolCalls: ToolCall.calls(in: json["tool_calls"]), toolCallID: json["tool_call_id"]?.string)
  }
}

extension Sampling {
  /// Reads what `json` wrote.
  package init(stored json: JSON?) {
    self.init(
      temperature: json?["temperature"]?.double, topP: json?["top_p"]?.double, maxTokens: json?["max_tokens"]?.int,
      seed: json?["seed"]?.int, stop: json?["stop"]?.array?.compactMap(\.string) ?? [])
    for member in json?.object?.members ?? [] where !Self.names.contains(member.key) {
      extra[member.key] = member.value
    }
  }
}

extension Tool {
  /// Reads what `json` wrote.
  package static func tools(in json: JSON?) -> [Tool] {
    (json?.array ?? []).compactMap { tool in
      guard let function = tool["function"], let name = function["name"]?.string else { return nil }
      return Tool(name, function["description"]?.string ?? "", parameters: function["parameters"] ?? .null)
    }
  }
}

extension ToolChoice {
  /// Reads what `json` wrote; `nil` for anything else.
  package init?(stored json: JSON) {
    switch json.string {
    case "auto": self = .automatic
    case "none": self = .none
    case "required": self = .required
    default:
      guard let name = json["function"]?["name"]?.string else { return nil }
      self = .named(name)
    }
  }
}
