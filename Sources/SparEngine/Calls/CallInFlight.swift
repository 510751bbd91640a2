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
  private var waiting: [(seat: Int, continuation: UnsafeContinuation<Bool, Never>)] = []
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
    // The runtime knows the type of a Bool by heart, and would look up that of a reply at every call.
    let isThere = await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        if outcome != nil { return continuation.resume(returning: true) }
        waiting.append((seat, continuation))
        if Task.isCancelled { leave(seat) }
      }
    } onCancel: {
      Host.task { self.leave(seat) }
    }
    guard isThere, let outcome else { throw CancellationError() }
    return try outcome.get()
  }

  /// Too early, where the seat's task has been cancelled and does not wait yet; it leaves when it begins to.
  private func leave(_ seat: Int) {
    guard let place = waiting.firstIndex(where: { $0.seat == seat }) else { return }
    let (_, continuation) = waiting.remove(at: place)
    seats -= 1
    if seats == 0 {
      isAbandoned = true
      task?.cancel()
    }
    continuation.resume(returning: false)
  }

  private func end(_ outcome: Result<Reply, any Error>) {
    self.outcome = outcome
    let ending = waiting
    waiting = []
    for (_, continuation) in ending { continuation.resume(returning: true) }
  }
}
