// A batch that a server works on in its own time, and the requests whose replies have not been taken from it.

package import SparCore

package struct BatchRecord: Sendable, Equatable {
  /// Stands for the endpoint, whose address is never stored.
  package var endpointKey: ContentKey
  /// The model's name on the wire.
  package var wireModel: String
  /// The server's own name for it; while it is only `uploaded`, that of its file.
  package var remoteID: String
  /// In the server's words when it was last heard of; `uploaded` before the server has said that it has begun, `ended`
  /// once nothing of it is wanted any more.
  package var status: String
  /// The requests that are still wanted of it, in the order of their keys when read.
  package var requests: [ContentKey]
  package var run: RecordID?

  package static let uploaded = "uploaded"
  package static let ended = "ended"

  package init(
    endpointKey: ContentKey, wireModel: String, remoteID: String, status: String, requests: [ContentKey],
    run: RecordID? = nil
  ) {
    self.endpointKey = endpointKey
    self.wireModel = wireModel
    self.remoteID = remoteID
    self.status = status
    self.requests = requests
    self.run = run
  }
}
