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

/// Thrown by the work on one item: ends the whole list with this error.
package struct EndOfList: Error {
  let error: any Error

  package init(_ error: any Error) { self.error = error }
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
    let failures = try await overAll(items.count, label: label, width: width) { place in
      values[place] = try await work(items[place])
    }
    return Fanout(values: values.filled, failures: failures)
  }

  /// The same for items that are known by their places, and whose results are the work's own business.
  ///
  /// - Parameter work: may throw `EndOfList`.
  /// - Returns: the failures, in the order of the places.
  package func overAll(
    _ count: Int, label: String, width: Int? = nil, _ work: @escaping @Host @Sendable (Int) async throws -> Void
  ) async throws -> [ItemFailure] {
    progress.begin(label, of: count)
    defer { progress.end(label) }
    let width = models.batchLine ?? width ?? self.width
    let failures = try await failures(of: count, width: width, work) { self.progress.step(label) }
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
    let failures = try await failures(of: items.count, width: items.count) { place in
      values[place] = try await work(items[place])
    } ended: {
    }
    if let first = failures.first { throw first.error }
    return values.filled
  }

  private func failures(
    of count: Int, width: Int, _ work: @escaping @Host @Sendable (Int) async throws -> Void,
    ended: @escaping @Host () -> Void
  ) async throws -> [ItemFailure] {
    let lanes = Lanes(count, work) { error in
      ended()
      if let error { try self.stopIfHopeless(error) }
    }
    return try await lanes.run(width: width)
  }

  private func stopIfHopeless(_ error: any Error) throws {
    if error is CancellationError { throw error }
    if let end = error as? EndOfList { throw end.error }
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
