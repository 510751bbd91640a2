// What must outlive this process of a batch: which server works on which requests. Keeping it is left to the engine.

package import LoopKit
package import SparCore

/// A batch that a server was given, and the requests of it that are still wanted.
package struct OpenBatch: Sendable, Equatable {
  /// Names the endpoint where its address must not stand.
  package var endpoint: ContentKey
  /// The model's name on the wire.
  package var model: String
  /// The server's own name for it; that of its file, where the server has not said that it has begun.
  package var remoteID: String
  /// Whether the server is known to have begun. One that was only uploaded may have been begun all the same, in the
  /// moment before its process ended.
  package var isBegun: Bool
  /// The `custom_id`s of its lines, in the order of the lines, which is that of the keys.
  package var requests: [ContentKey]

  package init(
    endpoint: ContentKey, model: String, remoteID: String, isBegun: Bool = true, requests: [ContentKey]
  ) {
    self.endpoint = endpoint
    self.model = model
    self.remoteID = remoteID
    self.isBegun = isBegun
    self.requests = requests
  }
}

/// Remembers open batches over restarts. What it throws is reported as the error of the requests.
@Host
package protocol BatchLedger: AnyObject, Sendable {
  /// The batches of which replies are still wanted, oldest first.
  func openBatches(at endpoint: ContentKey, model: String) throws -> [OpenBatch]

  /// The server has the file of a batch, or has begun with it. Durable on return. Its requests belong to no earlier
  /// batch any more.
  func note(sent batch: OpenBatch) async throws

  /// A request has got its answer. It is to be forgotten only once the answer is durable, which the ledger must see to:
  /// until then a restart has to find it at the server again.
  func note(answered request: ContentKey)

  /// A batch has ended without a reply to anything.
  ///
  /// - Parameter status: the server's word for how.
  func note(failed batch: OpenBatch, status: String) async throws
}
