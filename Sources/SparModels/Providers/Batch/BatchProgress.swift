// How far a server has come with a batch, for whoever wonders why nothing moves.

package struct BatchProgress: Sendable, Equatable {
  /// The server's own name for it.
  package var id: String
  package var done: Int
  package var total: Int

  package init(id: String, done: Int, total: Int) {
    self.id = id
    self.done = done
    self.total = total
  }

  /// `waiting for batch batch_abc (120/500 done)`
  package var reason: String { "waiting for batch \(id) (\(done)/\(total) done)" }
}
