// The global actor of everything that lives on the loop's thread.

/// Isolation to the loop's thread. Start work on it with `Host.task`, so that it stays there across awaits.
@globalActor
package actor Host {
  package static let shared = Host()

  /// Kept, because every call of a function on the loop asks for it.
  nonisolated package let unownedExecutor = HostLoop.shared.asUnownedSerialExecutor()

  /// Starts a task whose every step runs on the loop's thread.
  @discardableResult
  nonisolated package static func task<Value: Sendable>(
    _ operation: @escaping @Host @Sendable () async throws -> Value
  ) -> Task<Value, any Error> {
    Task(priority: HostLoop.priority) { @Host in try await operation() }
  }

  /// The same for work without a result, which every call to a model is.
  @discardableResult
  nonisolated package static func task(
    _ operation: @escaping @Host @Sendable () async throws -> Void
  ) -> Task<Void, any Error> {
    Task(priority: HostLoop.priority, operation: operation)
  }

  /// Runs a piece of host code from a callback that is on the loop's thread without the compiler's knowledge.
  nonisolated package static func assumeIsolated<Value>(_ operation: @Host () throws -> Value) rethrows -> Value {
    HostLoop.shared.checkIsolated()
    // The same cast that MainActor.assumeIsolated makes: isolation is no part of a closure's representation.
    return try withoutActuallyEscaping(operation) { try unsafeBitCast($0, to: (() throws -> Value).self)() }
  }

  /// Waits without holding the loop. Whoever has waited long enough goes on before jobs that are only ready.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled.
  @Host package static func sleep(seconds: Double) async throws {
    let box = TimerBox()
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in box.start(seconds, continuation) }
    } onCancel: {
      Host.task { box.cancel() }
    }
  }
}

/// A timer and the continuation it resumes, once, by whichever comes first: the deadline or the cancellation.
@Host
private final class TimerBox {
  private var continuation: CheckedContinuation<Void, any Error>?
  private var timer: HostLoop.TimerID?

  nonisolated init() {}

  func start(_ seconds: Double, _ continuation: CheckedContinuation<Void, any Error>) {
    guard !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
    self.continuation = continuation
    timer = HostLoop.shared.after(seconds) { HostLoop.shared.urgently { self.finish(nil) } }
  }

  func cancel() {
    if let timer { HostLoop.shared.cancel(timer) }
    finish(CancellationError())
  }

  private func finish(_ error: (any Error)?) {
    let waiting = continuation
    continuation = nil
    if let error { waiting?.resume(throwing: error) } else { waiting?.resume() }
  }
}
