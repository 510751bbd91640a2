// A call before it is made, and a reply that is no answer.
//
// Classes, because a thousand calls wait at once: every function that waits holds copies of the structures it works
// with, several kilobytes of them, where a pointer does.

internal import SparCore
internal import SparModels
internal import SparPrompts
internal import SparStore

/// What a call is made of.
final class PreparedCall: Sendable {
  /// All that is known before the reply.
  let record: CallRecord
  let request: ChatRequest
  let agent: Agent
  let model: Model
  /// Where the reply comes from, where the model is not simply asked for it.
  let source: (any ReplySource)?

  init(record: CallRecord, request: ChatRequest, agent: Agent, model: Model, source: (any ReplySource)?) {
    self.record = record
    self.request = request
    self.agent = agent
    self.model = model
    self.source = source
  }
}

/// A reply that was cut, withheld or cannot be read: what is stored of it, and what is thrown.
final class UnfitReply: Error {
  let record: CallRecord
  let error: EngineError

  init(record: CallRecord, error: EngineError) {
    self.record = record
    self.error = error
  }
}
