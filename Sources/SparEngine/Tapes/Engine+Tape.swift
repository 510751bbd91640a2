// Where a run's replies come from: models, or a tape that was recorded earlier.

internal import LoopKit
internal import SparCore
internal import SparModels
internal import SparPrompts
internal import SparStore

/// What stands between a run and its models.
package enum Tape {
  case recording(TapeRecorder)
  case replaying(TapePlayer)
}

extension Engine {
  /// The taped outcome of a call; `nil` where no tape is replayed.
  ///
  /// - Throws: the error that was recorded; `tape.miss` where the tape does not have the call.
  @inline(never)
  func taped(_ prepared: PreparedCall) throws -> ModelReply? {
    guard tape != nil else { return nil }
    return try taped(prepared.record, prepared.request, agent: prepared.agent.name)
  }

  func taped(_ call: CallRecord, _ request: ChatRequest, agent: String) throws -> ModelReply? {
    guard case .replaying(let player)? = tape else { return nil }
    switch try player.outcome(of: call.key) {
    case .reply(let reply)?: return ModelReply(reply: reply, attempts: 0)
    case .error(let error)?: throw error
    case nil: throw Self.miss(call, request, agent: agent)
    }
  }

  /// Puts what came of a call on the tape that is recorded.
  func record(_ call: CallRecord, agent: String, _ outcome: @autoclosure () -> TapedOutcome) {
    guard case .recording(let recorder)? = tape else { return }
    let outcome = outcome()
    // A cancelled call was neither answered nor refused.
    if case .error(let error) = outcome, error.exitCode == .interrupted { return }
    recorder.record(call, agent: agent, outcome)
  }

  /// What a tool gave when the tape was recorded; `nil` where no tape is replayed.
  ///
  /// - Throws: `tape.miss` where the tape does not have it: a replay runs no tools.
  func tapedUse(of call: ToolCall, at position: Int, _ key: ContentKey) throws -> ToolUse? {
    guard case .replaying(let player)? = tape else { return nil }
    guard var use = try player.use(of: key, at: position), use.isOf(call) else {
      throw EngineError(
        .tapeMiss, "The tape has no result of the tool '\(call.name)' for the call \(key.short).",
        hint: "The script must be that of the recording; --record makes a new tape.")
    }
    use.run = run
    return use
  }

  /// Puts what a tool gave on the tape that is recorded.
  func record(_ use: ToolUse, of key: ContentKey) {
    guard case .recording(let recorder)? = tape else { return }
    recorder.record(use, of: key)
  }

  nonisolated private static func miss(_ call: CallRecord, _ request: ChatRequest, agent: String) -> EngineError {
    let words = request.messages.last?.content.split(whereSeparator: \.isWhitespace).joined(separator: " ") ?? ""
    let excerpt = words.count > 80 ? words.prefix(80) + "…" : words[...]
    return EngineError(
      .tapeMiss,
      "The tape has no call of \(call.stage)/\(agent) to \"\(call.model)\", sample \(request.ordinal): \"\(excerpt)\".",
      hint: "Script, prompts, spar.toml, seed and documents must be those of the recording; --record makes a new tape.")
  }
}

extension ChatReply {
  /// The reply that a stored call holds.
  init(_ stored: StoredCall, text: String) {
    self.init(text: text, reasoning: stored.reasoning, finish: stored.finish ?? .other, usage: stored.usage)
    toolCalls = ToolCall.calls(in: stored.toolCalls.flatMap { try? JSON(parsing: Array($0.utf8)) })
    logprobs = stored.logprobs.flatMap { try? JSON(parsing: Array($0.utf8)) }
  }
}
