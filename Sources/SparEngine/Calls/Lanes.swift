// A list that several tasks work off together, each taking the next item when it has ended one.

internal import LoopKit

/// Not a group of child tasks: those have a lower priority than the loop's own, whatever they are given, and each of
/// their pauses would lead through Swift's pool (docs/decisions/0019-jobs-of-the-loop.md).
@Host
final class Lanes<Item: Sendable, Value: Sendable> {
  typealias Outcome = Result<Value, any Error>

  private let items: [Item]
  private let work: @Host @Sendable (Item) async throws -> Value
  private let ended: @Host (Int, Outcome) throws -> Void
  private var next = 0
  private var tasks: [Task<Void, any Error>] = []
  private var failures: [ItemFailure] = []
  /// What stopped them all.
  private var failure: (any Error)?

  /// - Parameter ended: is given each outcome as it comes, with the item's place; what it throws stops them all.
  init(
    _ items: [Item], _ work: @escaping @Host @Sendable (Item) async throws -> Value,
    ended: @escaping @Host (Int, Outcome) throws -> Void
  ) {
    self.items = items
    self.work = work
    self.ended = ended
  }

  /// Works all items off.
  ///
  /// - Returns: the failures, in the order of the items.
  /// - Throws: what `ended` has thrown first, when all tasks have ended.
  func run(width: Int) async throws -> [ItemFailure] {
    let tasks = (0..<min(items.count, width)).map { _ in Host.task { await self.workOff() } }
    self.tasks = tasks
    await withTaskCancellationHandler {
      for task in tasks { _ = await task.result }
    } onCancel: {
      for task in tasks { task.cancel() }
    }
    if let failure { throw failure }
    return failures.sorted { $0.index < $1.index }
  }

  private func workOff() async {
    while failure == nil, next < items.count {
      let place = next
      next += 1
      end(place, await outcome(of: items[place]))
      // Items that find all they need in the store never wait, and others of the loop want their turn.
      await Task.yield()
    }
  }

  private func end(_ place: Int, _ outcome: Outcome) {
    if case .failure(let error) = outcome { failures.append((place, error)) }
    do { try ended(place, outcome) } catch { stop(error) }
  }

  private func outcome(of item: Item) async -> Outcome {
    do {
      // Work that finds all it needs in the store never waits, and would not notice.
      try Task.checkCancellation()
      return .success(try await work(item))
    } catch { return .failure(error) }
  }

  private func stop(_ error: any Error) {
    failure = failure ?? error
    for task in tasks { task.cancel() }
  }
}
