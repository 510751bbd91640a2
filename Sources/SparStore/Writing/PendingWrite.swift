// A piece of work on its way to the writer, and the caller who waits for it.

/// Touched by the caller before it is queued and by the writer alone after that, hence unchecked.
///
/// The body is let go before the caller goes on: should it hold the last reference to the store, that must not be
/// dropped, and the store closed, on the writer's own queue.
final class PendingWrite: @unchecked Sendable {
  private var body: ((StoreTransaction) throws -> Void)?
  private let continuation: UnsafeContinuation<StoreError?, Never>

  init(
    _ body: @escaping @Sendable (StoreTransaction) throws -> Void,
    _ continuation: UnsafeContinuation<StoreError?, Never>
  ) {
    self.body = body
    self.continuation = continuation
  }

  /// Runs the body; once more where the first time was undone.
  func perform(in transaction: StoreTransaction) throws { try body?(transaction) }

  /// The work is durable: the caller goes on.
  func succeed() { end(nil) }

  func fail(_ error: StoreError) { end(error) }

  private func end(_ error: StoreError?) {
    body = nil
    continuation.resume(returning: error)
  }
}

/// What a body has made, from the writer's thread to the caller's: never touched by both at once, hence unchecked.
package final class WrittenValue<Value: Sendable>: @unchecked Sendable {
  package var value: Value?

  package init() {}
}
