// The reply of a streaming request while it comes: bytes in, pieces out. Made for one request.

internal import CurlKit
internal import LoopKit
internal import SparCore

@Host
final class ReplyStream<Form: StreamForm> {
  private var form: Form
  private var events = ServerSentEvents()
  private let onPiece: @Host (ReplyPiece) -> Void
  /// The body until its first event: a server that knows no streams answers as if it had not been asked for one.
  private var plain: [UInt8] = []
  private var hasEvents = false
  private var problem: String?

  init(_ form: Form, onPiece: @escaping @Host (ReplyPiece) -> Void) {
    self.form = form
    self.onPiece = onPiece
  }

  /// Whether the reply has come to its own end.
  var isWhole: Bool { problem == nil && form.isWhole }

  /// Called from inside libcurl.
  func take(_ bytes: [UInt8]) {
    guard problem == nil else { return }
    if !hasEvents { plain += bytes }
    do throws(HTTPError) { take(try events.feed(bytes)) } catch { problem = "too much: \(error.reason)" }
  }

  /// No more bytes will come.
  func end() {
    guard problem == nil else { return }
    if let last = events.finish(), !isWhole { take([last]) }
    if hasEvents, problem == nil { tell(form.rest()) }
  }

  /// The whole reply in the form of one without a stream.
  ///
  /// - Throws: `model.connection_lost` where the stream ended before the reply did.
  func body(_ answer: ServerAnswer) throws(ModelError) -> JSON {
    guard answer.response.isSuccess else { return try answer.json() }
    guard hasEvents else { return try answer.json(plain) }
    if let problem { throw answer.bad(problem) }
    let body = form.body
    if let error = body["error"], error != .null { throw answer.failure(inside: body) }
    guard form.isWhole else {
      throw .connectionLost(at: answer.place, reason: "the stream ended before the reply did")
    }
    return body
  }

  /// The reply that was read, which nobody was told of if the server knows no streams.
  func told(_ reply: ChatReply) -> ChatReply {
    if !hasEvents { tell(reply.pieces) }
    return reply
  }

  private func take(_ events: [ServerSentEvents.Event]) {
    for event in events where problem == nil {
      hasEvents = true
      plain = []
      do throws(JSONError) { tell(try form.take(event)) } catch { problem = "a piece of a stream that is no JSON" }
    }
  }

  private func tell(_ pieces: [ReplyPiece]) { for piece in pieces { onPiece(piece) } }
}
