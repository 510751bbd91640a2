// A piece of work on its way to the writer, and the caller who waits for it.

/// What the writer knows of a piece of work.
protocol PendingWrite: AnyObject, Sendable {
  /// Runs the body and keeps its value; once more where the first time was undone.
  func perform(in transaction: StoreTransaction) throws
  /// The work is durable: resumes the caller with the value.
  func succeed()
  func fail(_ error: StoreError)
}

/// Touched by the caller before it is queued and by the writer alone after that, hence unchecked.
///
/// The body is let go before the caller goes on: should it hold the last reference to the store, that must not be
/// dropped, and the store closed, on the writer's own queue.
final class WaitingWrite<Value: Sendable>: PendingWrite, @unchecked Sendable {
  typealias Continuation = UnsafeContinuation<Result<Value, StoreError>, Never>

  private var body: ((StoreTransaction) throws -> Value)?
  private let continuation: Continuation
  private var value: Value?

  init(_ body: @escaping @Sendable (StoreTransaction) throws -> Value, _ continuation: Continuation) {
    self.body = body
    self.continuation = continuation
  }

  func perform(in transaction: StoreTransaction) throws { value = try body?(transaction) }

  func succeed() {
    guard let value else { return }
    body = nil
    continuation.resume(returning: .success(value))
  }

  func fail(_ error: StoreError) {
    body = nil
    continuation.resume(returning: .failure(error))
  }
}
