// A place where scripted work waits until a test lets it go on.

package import LoopKit

/// Closed at first; once opened it stays open. Tests wait for arrivals rather than for time.
@Host
package final class Gate {
  private var isOpen = false
  private var waiting: [Int: CheckedContinuation<Void, any Error>] = [:]
  private var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
  /// How many have come so far.
  package private(set) var arrivals = 0
  /// How many gave up waiting because their task was cancelled.
  package private(set) var cancellations = 0

  nonisolated package init() {}

  /// Waits until the gate opens.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled.
  package func pass() async throws {
    arrivals += 1
    let number = arrivals
    let ready = watchers.filter { $0.count <= arrivals }
    watchers.removeAll { $0.count <= arrivals }
    for watcher in ready { watcher.continuation.resume() }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        if isOpen { return continuation.resume() }
        waiting[number] = continuation
        if Task.isCancelled { leave(number) }
      }
    } onCancel: {
      Host.task { self.leave(number) }
    }
  }

  package func open() {
    isOpen = true
    let passing = waiting.sorted { $0.key < $1.key }
    waiting = [:]
    for (_, continuation) in passing { continuation.resume() }
  }

  /// Waits until `count` have come.
  package func arrived(_ count: Int) async {
    await withCheckedContinuation { continuation in
      if arrivals >= count { return continuation.resume() }
      watchers.append((count, continuation))
    }
  }

  private func leave(_ number: Int) {
    guard let continuation = waiting.removeValue(forKey: number) else { return }
    cancellations += 1
    continuation.resume(throwing: CancellationError())
  }
}
