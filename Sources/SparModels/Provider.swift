// The innermost layer of a call: what a model server, a simulation or a script has in common.
// Queue, retries and limits are left to `Model`.

// `package`, whatever a warning says: the compiler overlooks the use in `@Host`, and a clean build fails without it.
package import LoopKit
package import SparCore

/// Turns a request into one reply; translates, nothing else.
package protocol Provider: Sendable {
  /// - Parameters:
  ///   - model: the model's name on the wire (for sim: `master?skill=0.7`).
  ///   - slot: may be told that the reply has arrived; `nil` for a call that stands in no line.
  @Host func reply(to request: ChatRequest, model: String, in slot: Slot?) async throws(ModelError) -> ChatReply

  /// The same, telling of the reply piece by piece while it comes. A provider that cannot tells of the whole.
  @Host func reply(
    to request: ChatRequest, model: String, in slot: Slot?, onPiece: @escaping @Host (ReplyPiece) -> Void
  ) async throws(ModelError) -> ChatReply

  /// Whether replies really come in pieces, so that it is worth showing them while they come.
  var streams: Bool { get }

  /// What the provider's replies are made of, where that can change under the same name: a script's lines, a
  /// function's code. Part of a call's identity.
  var content: ContentKey? { get }
}

/// A piece of a reply that is still coming.
package enum ReplyPiece: Sendable, Equatable {
  case text(String)
  case reasoning(String)
}

extension ChatReply {
  /// The whole reply as it is told where it did not come in pieces.
  var pieces: [ReplyPiece] {
    (reasoning.map { [.reasoning($0)] } ?? []) + (text.isEmpty ? [] : [.text(text)])
  }
}

extension Provider {
  @Host package func reply(
    to request: ChatRequest, model: String, in slot: Slot?, onPiece: @escaping @Host (ReplyPiece) -> Void
  ) async throws(ModelError) -> ChatReply {
    let reply = try await reply(to: request, model: model, in: slot)
    for piece in reply.pieces { onPiece(piece) }
    return reply
  }

  package var streams: Bool { false }
  package var content: ContentKey? { nil }
}
