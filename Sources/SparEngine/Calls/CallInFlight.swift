// A call that is being made, and those that wait for the same one.

internal import LoopKit

/// A call of the agent runner.
typealias CallInFlight = InFlight<AgentReply>

/// Shares one call between everybody who asks for it, from its start until its reply is stored.
@Host
final class InFlight<Reply: Sendable> {
  /// How many have taken a seat and not left it.
  private var seats = 0
  private var lastSeat = 0
  private var waiting: [(seat: Int, continuation: UnsafeContinuation<Reply, any Error>)] = []
  private var outcome: Result<Reply, any Error>?
  private var task: Task<Void, any Error>?
  /// Whether everybody who waited has given up. The call is being cancelled then, and nobody may join it.
  private(set) var isAbandoned = false

  func start(_ operation: @escaping @Host @Sendable () async throws -> Reply) {
    task = Host.task {
      do { self.end(.success(try await operation())) } catch { self.end(.failure(error)) }
    }
  }

  /// Takes a seat among those who wait; `reply(at:)` must follow.
  func join() -> Int {
    lastSeat += 1
    seats += 1
    return lastSeat
  }

  /// The call's outcome.
  ///
  /// - Throws: `CancellationError` as soon as the task that waits is cancelled. The call itself goes on for the others,
  ///   and is cancelled with the last of them.
  func reply(at seat: Int) async throws -> Reply {
    try await withTaskCancellationHandler {
      try await withUnsafeThrowingContinuation { continuation in
        if let outcome { return continuation.resume(with: outcome) }
        waiting.append((seat, continuation))
        if Task.isCancelled { leave(seat) }
      }
    } onCancel: {
      Host.task { self.leave(seat) }
    }
  }

  /// Too early, where the seat's task has been cancelled and does not wait yet; it leaves when it begins to.
  private func leave(_ seat: Int) {
    guard let place = waiting.firstIndex(where: { $0.seat == seat }) else { return }
    waiting.remove(at: place).continuation.resume(throwing: CancellationError())
    seats -= 1
    guard seats == 0 else { return }
    isAbandoned = true
    task?.cancel()
  }

  private func end(_ outcome: Result<Reply, any Error>) {
    self.outcome = outcome
    let ending = waiting
    waiting = []
    for (_, continuation) in ending { continuation.resume(with: outcome) }
  }
}
