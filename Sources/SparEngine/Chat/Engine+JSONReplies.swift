// Replies that must fit a schema: one that does not is sent back once, with its faults, to be put right.

internal import LoopKit
internal import SparCore
internal import SparModels
internal import SparPrompts
internal import SparStore

extension Engine {
  /// Asks for a reply that fits the agent's schema; has one that does not corrected, once.
  ///
  /// The first reply stays stored as unparsed and its correction as a call of its own, which is found again before
  /// anything is asked anew.
  func askForJSON(
    _ request: ChatRequest, by agent: Agent, of model: Model, after: ContentKey? = nil,
    from source: (any ReplySource)? = nil
  ) async throws -> AgentReply {
    let draft = draft(of: request, by: agent, to: model)
    if let corrected = try storedCorrection(of: draft, request, by: agent, model) { return corrected }
    do {
      return try await askOnce(request, by: agent, of: model, after: after, from: source)
    } catch let error as EngineError where error.kind == .unparsed {
      guard let correction = try correction(of: draft.key, request, by: agent) else { throw error }
      return try await askOnce(correction, by: agent, of: model, after: draft.key)
    }
  }

  /// Whether a request is answered by what is in the store, or is being made.
  func isKnown(_ request: ChatRequest, by agent: Agent, to model: Model) throws -> Bool {
    let draft = draft(of: request, by: agent, to: model)
    if underWay[draft.key] != nil { return true }
    guard let stored = try store.call(key: draft.key) else { return false }
    if stored.status == .ok { return true }
    guard let correction = try correction(of: draft.key, request, by: agent) else { return false }
    return try store.call(key: .call(correction, to: model))?.status == .ok
  }

  private func storedCorrection(
    of draft: CallRecord, _ request: ChatRequest, by agent: Agent, _ model: Model
  ) throws -> AgentReply? {
    guard let correction = try correction(of: draft.key, request, by: agent) else { return nil }
    var corrected = self.draft(of: correction, by: agent, to: model)
    corrected.after = draft.key
    guard let reply = try storedReply(corrected, agent) else { return nil }
    // A tape needs the first reply as well: who replays it asks for that one first.
    if let stored = try store.call(key: draft.key), let text = stored.text {
      record(draft, agent: agent.name, .reply(ChatReply(stored, text: text)))
    }
    return reply
  }

  /// What asks for a stored reply to be put right; `nil` where there is none, or it can be read.
  private func correction(of key: ContentKey, _ request: ChatRequest, by agent: Agent) throws -> ChatRequest? {
    guard let stored = try store.call(key: key), stored.status == .unparsed, let text = stored.text,
      let fault = agent.fault(of: text)
    else { return nil }
    var correction = request
    if !text.allSatisfy(\.isWhitespace) { correction.messages.append(ChatMessage(.assistant, text)) }
    correction.messages.append(ChatMessage(.user, Self.plea(fault)))
    return correction
  }

  private static func plea(_ fault: String) -> String {
    "\(fault)\n\nReply again with the corrected JSON alone."
  }
}

extension Agent {
  /// Why a reply cannot be read; `nil` where it can.
  fileprivate func fault(of text: String) -> String? {
    do {
      _ = try read(text)
      return nil
    } catch {
      return error.sentence
    }
  }
}
