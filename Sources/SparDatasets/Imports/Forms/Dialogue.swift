// A conversation as a list of messages → a task with its turns, and the replies that were recorded.

internal import SparCore

/// Messages by turns, beginning with the user's.
struct Dialogue {
  private(set) var asked: [String] = []
  private(set) var replies: [String] = []
  private var system: String?

  private enum Speaker { case system, user, model, tool }

  private static let speakers: [String: Speaker] = [
    "system": .system, "developer": .system, "user": .user, "human": .user, "prompter": .user, "assistant": .model,
    "gpt": .model, "chatgpt": .model, "model": .model, "bot": .model, "bing": .model, "bard": .model, "tool": .tool,
    "function": .tool, "observation": .tool, "function_call": .tool,
  ]

  /// - Parameters:
  ///   - role: the member that says who speaks.
  ///   - content: the member that holds the words.
  init(_ messages: [JSON], role: String, content: String) throws(ImportRowError) {
    for (index, message) in messages.enumerated() {
      let name = message[role]?.string ?? ""
      guard let speaker = Self.speakers[name.lowercased()] else {
        throw ImportRowError(reason: "message \(index + 1) is by '\(name)', who is neither user nor model")
      }
      try add(try Self.text(message[content], message: index + 1), by: speaker, number: index + 1)
    }
    if asked.isEmpty { throw ImportRowError(reason: "the user says nothing") }
  }

  private mutating func add(_ text: String, by speaker: Speaker, number: Int) throws(ImportRowError) {
    switch speaker {
    case .system:
      guard asked.isEmpty else { throw ImportRowError(reason: "message \(number) of the system comes in between") }
      system = [system, text].compactMap { $0 }.joined(separator: "\n\n")
    case .user:
      guard asked.count == replies.count else {
        throw ImportRowError(reason: "message \(number) is the user's, and so is the one before")
      }
      asked.append(text)
    case .model:
      guard !asked.isEmpty else { throw ImportRowError(reason: "the conversation does not begin with the user") }
      if replies.count == asked.count { replies[replies.count - 1] = text } else { replies.append(text) }
    case .tool: break
    }
  }

  /// A text, or a list of parts that are texts.
  private static func text(_ value: JSON?, message: Int) throws(ImportRowError) -> String {
    guard let value, value != .null else { return "" }
    if let text = value.string { return text }
    let parts = (value.array ?? []).map { $0["text"]?.string }
    guard !parts.isEmpty, !parts.contains(nil) else {
      throw ImportRowError(reason: "message \(message) holds something other than text")
    }
    return parts.compactMap { $0 }.joined(separator: "\n")
  }

  /// The user's side; what the system says stands before the first turn.
  var task: ImportedTask {
    ImportedTask(text: [system, asked[0]].compactMap { $0 }.joined(separator: "\n\n"), turns: Array(asked.dropFirst()))
  }

  /// The model's side; `nil` where a reply is missing.
  func reply(by model: String?) -> ImportedReply? {
    replies.count == asked.count && replies.allSatisfy { !$0.isEmpty }
      ? ImportedReply(model: model, turns: replies) : nil
  }
}
