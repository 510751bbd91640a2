// A call that is being made, and those that wait for the same one.

internal import LoopKit
internal import SparCore
internal import SparStore

/// Shares one call between everybody who asks for it while it is under way.
@Host
final class CallInFlight {
  private let task: Task<CallRecord, any Error>
  private var waiters = 0

  init(_ operation: @escaping @Host @Sendable () async throws -> CallRecord) { task = Host.task(operation) }

  /// The call's outcome. The call itself is cancelled when the last of those who wait for it is.
  func value() async throws -> CallRecord {
    waiters += 1
    return try await withTaskCancellationHandler {
      defer { waiters -= 1 }
      return try await task.value
    } onCancel: {
      Host.task { self.leave() }
    }
  }

  private func leave() {
    if waiters <= 1 { task.cancel() }
  }
}
