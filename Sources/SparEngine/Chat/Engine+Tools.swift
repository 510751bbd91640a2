// The tools that a reply calls: run at once, each within its time, and told to the model in the order of the calls.
// What they gave is stored with the call, so that running the script again does not run them again.

internal import LoopKit
internal import SparCore
internal import SparPrompts
internal import SparStore

extension Engine {
  func use(_ calls: [ToolCall], of key: ContentKey, for chat: Chat) async throws -> [ToolUse] {
    let known = chat.rerunsTools ? [] : try store.lookUp { try $0.toolUses(of: key) }
    return try await inOrder(Array(calls.enumerated())) { position, call in
      let stored = known.first { $0.position == position && $0.isOf(call) }
      let use = if let stored { stored } else { try await self.use(call, at: position, of: key, for: chat) }
      self.record(use, of: key)
      return use
    }
  }

  /// What a tool gives now, or gave when the tape that is replayed was recorded.
  private func use(
    _ call: ToolCall, at position: Int, of key: ContentKey, for chat: Chat
  ) async throws -> ToolUse {
    let taped = try tapedUse(of: call, at: position, key)
    let use = if let taped { taped } else { try await run(call, at: position, for: chat) }
    try await store.write { try $0.put(use, of: key) }
    return use
  }

  private func run(_ call: ToolCall, at position: Int, for chat: Chat) async throws -> ToolUse {
    var use = ToolUse(position: position, name: call.name, arguments: call.arguments, run: run)
    let start = HostLoop.monotonic()
    do {
      let result = try await result(of: call, for: chat)
      use.result = Self.cut(result.text, to: chat.longestResult)
      use.details = result.details
      if result.text.utf8.count > chat.longestResult {
        var details = result.details?.object ?? JSONObject()
        details["truncated"] = true
        use.details = .object(details)
      }
    } catch let error as ToolFailure {
      use.error = Self.cut(error.sentence, to: chat.longestResult)
    }
    use.seconds = Double(HostLoop.monotonic() - start) / 1e9
    return use
  }

  /// - Throws: `ToolFailure` for all that the model is to hear; a cancellation of the whole.
  private func result(of call: ToolCall, for chat: Chat) async throws -> ToolResult {
    guard let offered = chat.tools.first(where: { $0.tool.name == call.name }), let run = offered.run else {
      let names = chat.tools.map { "'\($0.tool.name)'" }.joined(separator: ", ")
      throw ToolFailure(sentence: "There is no tool '\(call.name)'. There are: \(names).")
    }
    let arguments = try Self.arguments(of: call, fitting: offered.parameters)
    let work = Host.task { try await run(arguments) }
    let limit = Host.task {
      try await Host.sleep(seconds: chat.toolSeconds)
      work.cancel()
    }
    defer { limit.cancel() }
    do {
      return try await withTaskCancellationHandler {
        try await work.value
      } onCancel: {
        work.cancel()
      }
    } catch {
      try Task.checkCancellation()
      throw ToolFailure(error, seconds: chat.toolSeconds)
    }
  }

  nonisolated private static func arguments(of call: ToolCall, fitting schema: JSONSchema) throws -> JSON {
    let text = call.arguments.allSatisfy(\.isWhitespace) ? "{}" : call.arguments
    guard let arguments = JSONReply.json(text) else {
      throw ToolFailure(sentence: "The arguments are not JSON. Write them as one JSON object.")
    }
    let faults = (arguments.repeatedMember.map { [$0] } ?? []) + schema.faults(in: arguments)
    guard faults.isEmpty else {
      throw ToolFailure(
        sentence: "The arguments do not fit: \(faults.map(\.description).joined(separator: " "))")
    }
    return arguments
  }

  /// What a model can be given of a text; a character is never cut in two.
  nonisolated private static func cut(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    var end = text.utf8.index(text.startIndex, offsetBy: limit)
    while String.Index(end, within: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
    return "\(text[..<end])\n[cut after \(limit) of \(text.utf8.count) bytes]"
  }
}

extension ToolUse {
  func isOf(_ call: ToolCall) -> Bool { name == call.name && arguments == call.arguments }
}

/// What a model hears of a tool that gave no result.
private struct ToolFailure: Error {
  let sentence: String

  init(sentence: String) { self.sentence = sentence }

  init(_ error: any Error, seconds: Double) {
    switch error {
    case is CancellationError:
      let limit = seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)"
      sentence = "The tool took longer than \(limit) s and was stopped."
    case let error as any SparError: sentence = error.message
    default: sentence = "\(error)"
    }
  }
}
