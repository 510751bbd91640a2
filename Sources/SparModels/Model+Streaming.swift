// A reply that somebody reads while it comes.

package import LoopKit
package import SparCore

extension Model {
  /// Whether its replies really come in pieces.
  package var streams: Bool { provider.streams }

  /// As `reply(to:)`, telling of the reply piece by piece.
  ///
  /// What was told stands on a screen: a reply that breaks off behind its first piece is not tried again. Its error is
  /// not retryable then, and the pieces are all there is of it.
  ///
  /// - Parameter onPiece: is called on the loop, from inside the transport: it must start no request itself. Cancelling
  ///   the task from there is fine.
  package func reply(
    to request: ChatRequest, onPiece: @escaping @Host (ReplyPiece) -> Void
  ) async throws(ModelError) -> ModelReply {
    var request = request
    request.sampling = request.sampling.merged(over: defaults)
    let (provider, wireName) = (provider, wireName)
    let reader = Reader(onPiece)
    let tokens = endpoint.countsTokens ? request.tokensToReserve : 0
    return try await endpoint.call(name, tokens: tokens) { slot async throws(ModelError) in
      do throws(ModelError) {
        return try await provider.reply(to: request, model: wireName, in: slot) { reader.tell($0) }
      } catch { throw reader.hasRead ? error.final : error }
    }
  }
}

/// Remembers whether anything was told.
@Host
private final class Reader {
  private let onPiece: @Host (ReplyPiece) -> Void
  private(set) var hasRead = false

  init(_ onPiece: @escaping @Host (ReplyPiece) -> Void) { self.onPiece = onPiece }

  func tell(_ piece: ReplyPiece) {
    hasRead = true
    onPiece(piece)
  }
}
