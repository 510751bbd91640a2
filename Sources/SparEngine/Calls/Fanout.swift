// Work over a list: many at once, results in the order of the list, one failure losing nothing of the others.

internal import LoopKit
internal import SparCore
internal import SparModels

/// An item that failed, by its place in the list.
package typealias ItemFailure = (index: Int, error: any Error)

/// What became of the items of a list.
package struct Fanout<Value: Sendable>: Sendable {
  /// In the order of the items; those of failed items are missing.
  package var values: [Value] = []
  /// By the index of the item; also those that no money was left for (`budget.reached`).
  package var failures: [ItemFailure] = []
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
    let values = Places<Value>(items.count)
    let failures = try await overAll(items, label: label, width: width, work) { values[$0] = $1 }
    return Fanout(values: values.filled, failures: failures)
  }

  /// The same for many results, none of which is kept here.
  ///
  /// - Parameter taking: is given each value as it comes, with the item's place; what it throws ends the list.
  /// - Returns: the failures, in the order of the items.
  package func overAll<Item: Sendable, Value: Sendable>(
    _ items: [Item], label: String, width: Int? = nil,
    _ work: @escaping @Host @Sendable (Item) async throws -> Value,
    taking: @escaping @Host (Int, Value) throws -> Void
  ) async throws -> [ItemFailure] {
    progress.begin(label, of: items.count)
    defer { progress.end(label) }
    let width = models.batchLine ?? width ?? self.width
    let failures = try await failures(of: items, width: width, work) { place, value in
      self.progress.step(label)
      if let value { try taking(place, value) }
    }
    failedItems += failures.count { ($0.error as? any SparError)?.isUnaffordable != true }
    return failures
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
    let values = Places<Value>(items.count)
    let failures = try await failures(of: items, width: items.count, work) { values[$0] = $1 }
    if let first = failures.first { throw first.error }
    return values.filled
  }

  /// - Parameter ended: is told of each item, with its value where there is one.
  private func failures<Item: Sendable, Value: Sendable>(
    of items: [Item], width: Int, _ work: @escaping @Host @Sendable (Item) async throws -> Value,
    ended: @escaping @Host (Int, Value?) throws -> Void
  ) async throws -> [ItemFailure] {
    let lanes = Lanes(items, work) { place, outcome in
      switch outcome {
      case .success(let value): try ended(place, value)
      case .failure(let error):
        try ended(place, nil)
        try self.stopIfHopeless(error)
      }
    }
    return try await lanes.run(width: width)
  }

  private func stopIfHopeless(_ error: any Error) throws {
    if error is CancellationError { throw error }
    // A budget that is reached ends no list: what is stored already costs nothing, and may stand further on.
    if let error = error as? any SparError, error.stopsEverything, !error.isUnaffordable { throw error }
  }
}

/// Values that come in any order and are wanted in that of the items.
@Host
private final class Places<Value> {
  private var values: [Value?]

  init(_ count: Int) { values = Array(repeating: nil, count: count) }

  subscript(place: Int) -> Value? {
    get { values[place] }
    set { values[place] = newValue }
  }

  var filled: [Value] { values.compactMap { $0 } }
}

extension SparError {
  /// Whether the budget does not cover a call that was to be made.
  fileprivate var isUnaffordable: Bool { exitCode == .budgetReached }
}
