// Lets only so many in at a time; the others wait in the order they came.

internal import LoopKit

@Host
final class Turnstile {
  private var free: Int
  private var lastTicket = 0
  private var waiting: [(ticket: Int, continuation: CheckedContinuation<Void, any Error>)] = []

  nonisolated init(places: Int) { free = places }

  /// Waits for a place; `leave` gives it back.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled; then there is no place to give back.
  func enter() async throws {
    try Task.checkCancellation()
    if free > 0 { return free -= 1 }
    lastTicket += 1
    let ticket = lastTicket
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
        waiting.append((ticket, continuation))
      }
    } onCancel: {
      Host.task { self.giveUp(ticket) }
    }
  }

  func leave() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().continuation.resume() }
  }

  private func giveUp(_ ticket: Int) {
    guard let place = waiting.firstIndex(where: { $0.ticket == ticket }) else { return }
    waiting.remove(at: place).continuation.resume(throwing: CancellationError())
  }
}
