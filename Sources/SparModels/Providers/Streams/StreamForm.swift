// What the events of one protocol's streams add up to.

internal import CurlKit
internal import SparCore

/// Gathers the events of one reply until they are the body that the server would have sent without a stream.
protocol StreamForm {
  /// Takes one event and says what it tells a reader.
  ///
  /// - Throws: for data that is no JSON.
  mutating func take(_ event: ServerSentEvents.Event) throws(JSONError) -> [ReplyPiece]

  /// What was held back for what might have come.
  mutating func rest() -> [ReplyPiece]

  /// Whether the reply has come to its own end.
  var isWhole: Bool { get }

  /// The reply so far in the form of a reply without a stream; an object with `error` where the stream told of one.
  var body: JSON { get }
}
