// Work for the processors, off the loop's thread.

internal import Dispatch

extension Engine {
  /// Runs what takes long on another thread, and comes back.
  nonisolated static func aside<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(with: Result { try work() }) }
    }
  }
}
