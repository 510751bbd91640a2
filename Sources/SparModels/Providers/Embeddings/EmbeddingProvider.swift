// Texts into vectors: what a provider that can do so offers besides chat. Batching is left to `EmbeddingBatch`, storing
// and asking only once to the engine.

// `package`, whatever a warning says: the compiler overlooks the use in `@Host`, and a clean build fails without it.
package import LoopKit
package import SparCore

/// A provider that turns texts into vectors.
package protocol EmbeddingProvider: Provider {
  /// One vector for each text, in their order, all of one length.
  ///
  /// - Parameter dimensions: how long the vectors shall be; `nil` leaves it to the model.
  @Host func embed(
    _ texts: [String], dimensions: Int?, model: String, in slot: Slot?
  ) async throws(ModelError) -> EmbeddingReply
}

package struct EmbeddingReply: Sendable, Equatable {
  /// In the order of the texts; finite numbers, as the server sent them.
  package var vectors: [[Float]]
  /// Tokens as the server counted them; `nil` where it said nothing.
  package var usage: TokenUsage?
  /// Tries, the successful one included.
  package var attempts = 1
  /// Seconds of the successful try.
  package var latency = 0.0

  package init(vectors: [[Float]], usage: TokenUsage? = nil) {
    self.vectors = vectors
    self.usage = usage
  }
}
