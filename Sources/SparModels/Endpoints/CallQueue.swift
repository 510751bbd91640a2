// The line of calls before one endpoint: first come first served, a limited number at a time.

internal import DequeModule
package import LoopKit

/// A counting gate. Every `enter` that returns must be followed by one `leave`.
@Host
package final class CallQueue {
  package let limit: Int
  package private(set) var running = 0
  /// Calls that wait for a slot.
  package private(set) var waiting = 0
  private var line: Deque<Waiter> = []

  package init(limit: Int) { self.limit = max(1, limit) }

  /// Waits for a slot.
  ///
  /// - Throws: as soon as the task is cancelled; no slot is held then.
  package func enter() async throws(CancellationError) {
    guard !Task.isCancelled else { throw CancellationError() }
    guard running >= limit else {
      running += 1
      return
    }
    guard await wait() else { throw CancellationError() }
  }

  /// Gives the slot to the next in line.
  package func leave() {
    while let next = line.popFirst() {
      if settle(next, admitted: true) { return }
    }
    running -= 1
  }

  private func wait() async -> Bool {
    let waiter = Waiter()
    return await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        // Whoever has not begun on the loop has paused on the way here: what it saw may no longer hold.
        if Task.isCancelled { return continuation.resume(returning: false) }
        if running < limit {
          running += 1
          return continuation.resume(returning: true)
        }
        waiter.continuation = continuation
        line.append(waiter)
        waiting += 1
      }
    } onCancel: {
      Host.task { _ = self.settle(waiter, admitted: false) }
    }
  }

  /// Whether `waiter` still waited. One that has left stays in line until its turn comes.
  private func settle(_ waiter: Waiter, admitted: Bool) -> Bool {
    guard let continuation = waiter.continuation else { return false }
    waiter.continuation = nil
    waiting -= 1
    continuation.resume(returning: admitted)
    return true
  }
}

@Host
private final class Waiter {
  var continuation: UnsafeContinuation<Bool, Never>?
}
