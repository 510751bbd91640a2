// Work over a list: many at once, results in the order of the list, one failure losing nothing of the others.

internal import LoopKit
internal import SparCore
internal import SparModels

/// What became of the items of a list.
package struct Fanout<Value: Sendable>: Sendable {
  /// In the order of the items; those of failed items are missing.
  package var values: [Value] = []
  /// By the index of the item; also those that no money was left for (`budget.reached`).
  package var failures: [(index: Int, error: any Error)] = []
}

extension Engine {
  /// How many items of one list are worked on at once, for work of one call each: as many again as an endpoint takes
  /// wait for the store before and after their call. An item under way holds some 25 KB.
  ///
  /// Items whose calls go into batches must all be under way for their calls to come together: one batch may take a
  /// day. Fifty thousand hold a gigabyte.
  package var width: Int { models.batchLine ?? min(1024, 2 * models.longestLine) }

  /// Runs `work` on every item.
  ///
  /// - Parameter width: how many items are begun before the first ends; `width` where it is `nil`. Work of many calls
  ///   needs less to keep an endpoint busy, and finishes items steadily instead of all at the end.
  /// - Throws: an error that would meet every item (`stopsEverything`), or the cancellation; what was finished by then
  ///   is stored.
  package func overAll<Item: Sendable, Value: Sendable>(
    _ items: [Item], label: String, width: Int? = nil,
    _ work: @escaping @Host @Sendable (Item) async throws -> Value
  ) async throws -> Fanout<Value> {
    progress.begin(label, of: items.count)
    defer { progress.end(label) }
    let width = models.batchLine ?? width ?? self.width
    return collect(try await outcomes(of: items, width: width, work) { self.progress.step(label) })
  }

  /// A few things that belong together, at once, results in order.
  ///
  /// - Throws: what would meet every item at once; else the error of the first item in the list that failed, when all
  ///   have ended and what the others paid for is stored.
  package func inOrder<Item: Sendable, Value: Sendable>(
    _ items: [Item], _ work: @escaping @Host @Sendable (Item) async throws -> Value
  ) async throws -> [Value] {
    // One thing needs no task of its own, which would cost as much as rendering its prompt.
    if items.count == 1 {
      try Task.checkCancellation()
      return [try await work(items[0])]
    }
    return try await outcomes(of: items, width: items.count, work) {}.map { try $0.get() }
  }

  private func outcomes<Item: Sendable, Value: Sendable>(
    of items: [Item], width: Int, _ work: @escaping @Host @Sendable (Item) async throws -> Value,
    ended: @escaping @Host () -> Void
  ) async throws -> [Result<Value, any Error>] {
    let lanes = Lanes(items, work) { outcome in
      ended()
      try self.stopIfHopeless(outcome)
    }
    return try await lanes.run(width: width)
  }

  private func stopIfHopeless<Value>(_ outcome: Result<Value, any Error>) throws {
    guard case .failure(let error) = outcome else { return }
    if error is CancellationError { throw error }
    // A budget that is reached ends no list: what is stored already costs nothing, and may stand further on.
    if let error = error as? any SparError, error.stopsEverything, !error.isUnaffordable { throw error }
  }

  private func collect<Value>(_ outcomes: [Result<Value, any Error>]) -> Fanout<Value> {
    var fanout = Fanout<Value>()
    for (index, outcome) in outcomes.enumerated() {
      switch outcome {
      case .success(let value): fanout.values.append(value)
      case .failure(let error): fanout.failures.append((index, error))
      }
    }
    failedItems += fanout.failures.count { ($0.error as? any SparError)?.isUnaffordable != true }
    return fanout
  }
}

extension SparError {
  /// Whether the budget does not cover a call that was to be made.
  fileprivate var isUnaffordable: Bool { exitCode == .budgetReached }
}
