// Asking for a form in words, where a server takes no schema. Part of the wire only: neither a call's identity nor what
// is stored of its request knows of it.

internal import SparCore

enum SchemaSentence {
  static func text(_ schema: ReplySchema) -> String {
    """
    Reply with one JSON value that fits this JSON schema, and with nothing else: no explanation, no code fence.
    \(schema.schema.text)
    """
  }

  /// The messages with the sentence at the end of the first system message; many templates take only one.
  static func added(_ schema: ReplySchema, to messages: [ChatMessage]) -> [ChatMessage] {
    var messages = messages
    if messages.first?.role == .system {
      messages[0].content += "\n\n" + text(schema)
    } else {
      messages.insert(ChatMessage(.system, text(schema)), at: 0)
    }
    return messages
  }
}
