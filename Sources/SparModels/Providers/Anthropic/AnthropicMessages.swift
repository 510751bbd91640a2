// Messages in the form of Anthropic's API: two sides that take turns, each turn a list of blocks.

internal import SparCore

enum AnthropicMessages {
  /// Without the system's, which stand elsewhere; neighbours of one side are one turn, for the API wants them to
  /// alternate.
  static func json(_ messages: [ChatMessage]) -> [JSON] {
    var turns: [(role: String, blocks: [JSON])] = []
    for message in messages where message.role != .system {
      let role = message.role == .assistant ? "assistant" : "user"
      let blocks = blocks(message)
      guard !blocks.isEmpty else { continue }
      if turns.last?.role == role { turns[turns.count - 1].blocks += blocks } else { turns.append((role, blocks)) }
    }
    return turns.map { ["role": .string($0.role), "content": .array($0.blocks)] }
  }

  /// An empty text is refused by the API, and so is left out.
  private static func blocks(_ message: ChatMessage) -> [JSON] {
    if let id = message.toolCallID {
      return [["type": "tool_result", "tool_use_id": .string(id), "content": .string(message.content)]]
    }
    let text: [JSON] = message.content.trimmed.isEmpty ? [] : [["type": "text", "text": .string(message.content)]]
    return text + message.toolCalls.map(use)
  }

  /// The arguments are the model's words; what is no object cannot be sent back as one.
  private static func use(_ call: ToolCall) -> JSON {
    let arguments = (try? JSON(parsing: call.arguments))?.object ?? JSONObject()
    return [
      "type": "tool_use", "id": .string(call.id), "name": .string(call.name), "input": .object(arguments),
    ]
  }
}
