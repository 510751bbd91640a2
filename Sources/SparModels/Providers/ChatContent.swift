// The words of a message, or of a piece of one, wherever a server puts them.

internal import SparCore

struct ChatContent {
  /// `nil` where there is neither a text nor a list of parts.
  let text: String?
  /// What the server keeps apart as thinking; `nil` where that is nothing.
  let reasoning: String?

  /// - Parameter message: a `message` of a reply, or a `delta` of a stream.
  init(_ message: JSON) {
    let content = message["content"]
    text = content?.string ?? content?.array.map(Self.text)
    let apart = message["reasoning_content"]?.string ?? message["reasoning"]?.string
    reasoning = [apart, content?.array.map(Self.thinking)].lazy.compactMap { $0 }.first { !$0.isEmpty }
  }

  private static func text(of parts: [JSON]) -> String {
    parts.compactMap { $0["text"]?.string ?? $0.string }.joined()
  }

  /// Mistral: `{"type": "thinking", "thinking": [{"type": "text", "text": "…"}]}`.
  private static func thinking(of parts: [JSON]) -> String {
    parts.compactMap { $0["thinking"]?.string ?? $0["thinking"]?.array.map(text) }.joined()
  }
}
