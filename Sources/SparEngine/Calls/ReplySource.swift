// Other ways to a reply than to ask the model for it: one reply of several that were asked for at once, a reply that is
// shown while it comes.

internal import LoopKit
internal import SparCore
internal import SparModels

/// Gives the reply to one call.
@Host
protocol ReplySource: AnyObject, Sendable {
  func reply(to request: ChatRequest, from model: Model) async throws(ModelError) -> ModelReply

  /// How many replies the request behind it is for; 0 where it has been sent already.
  var share: Int { get }

  /// What had come when the call was broken off; `nil` where nothing had.
  var partial: ChatReply? { get }
}

extension ReplySource {
  var share: Int { 1 }
}

/// A reply that somebody hears while it comes.
@Host
final class StreamedReply: ReplySource {
  private let tell: @Host (ReplyPiece) -> Void
  private var text = ""
  private var reasoning = ""

  init(tell: @escaping @Host (ReplyPiece) -> Void) { self.tell = tell }

  func reply(to request: ChatRequest, from model: Model) async throws(ModelError) -> ModelReply {
    try await model.reply(to: request) { piece in self.take(piece) }
  }

  var partial: ChatReply? {
    guard !text.isEmpty || !reasoning.isEmpty else { return nil }
    return ChatReply(text: text, reasoning: reasoning.isEmpty ? nil : reasoning, finish: .other)
  }

  private func take(_ piece: ReplyPiece) {
    switch piece {
    case .text(let more): text += more
    case .reasoning(let more): reasoning += more
    }
    tell(piece)
  }
}

extension Engine {
  /// A stream for the one call that is made, where somebody listens; what is made of lists is never shown piecemeal.
  func streamedReply(_ stage: String, of model: Model) -> StreamedReply? {
    guard let listener, underWay.count == 1, progress.work.isEmpty, model.streams, let tell = listener(stage) else {
      return nil
    }
    return StreamedReply(tell: tell)
  }
}
