// What became of the tiny call that tells whether a model can be asked.

package import SparCore

package struct ModelCheck: Sendable {
  package var name: String
  package var result: Result<Success, ModelError>

  package struct Success: Sendable, Equatable {
    /// Seconds.
    package var latency: Double
    /// `nil` where the server counts none.
    package var usage: TokenUsage?
    /// Whether the model lives in this process and was not asked.
    package var isInProcess = false
  }

  package var error: ModelError? {
    guard case .failure(let error) = result else { return nil }
    return error
  }
}
