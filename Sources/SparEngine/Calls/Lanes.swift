// A list that several tasks work off together, each taking the next item when it has ended one.

internal import LoopKit

/// Not a group of child tasks: those have a lower priority than the loop's own, whatever they are given, and each of
/// their pauses would lead through Swift's pool (docs/decisions/0019-jobs-of-the-loop.md).
///
/// Without a type for items and results: the runtime would look theirs up several times for every item.
@Host
final class Lanes {
  private let count: Int
  private let work: @Host @Sendable (Int) async throws -> Void
  private let ended: @Host ((any Error)?) throws -> Void
  private var next = 0
  private var tasks: [Task<Void, any Error>] = []
  private var failures: [ItemFailure] = []
  /// What stopped them all.
  private var failure: (any Error)?

  /// Tasks that begin in one turn of the loop. A thousand would all prepare their calls before the first one is sent.
  private static let together = 32

  /// - Parameters:
  ///   - work: is given the item's place.
  ///   - ended: is told of each item's end as it comes, with its error; what it throws stops them all.
  init(
    _ count: Int, _ work: @escaping @Host @Sendable (Int) async throws -> Void,
    ended: @escaping @Host ((any Error)?) throws -> Void
  ) {
    self.count = count
    self.work = work
    self.ended = ended
  }

  /// Works all items off.
  ///
  /// - Returns: the failures, in the order of the items.
  /// - Throws: what `ended` has thrown first, when all tasks have ended.
  func run(width: Int) async throws -> [ItemFailure] {
    await withTaskCancellationHandler {
      await begin(min(count, width))
      for task in tasks { _ = await task.result }
    } onCancel: {
      Host.task { self.stop(CancellationError()) }
    }
    if let failure { throw failure }
    return failures.sorted { $0.index < $1.index }
  }

  private func begin(_ width: Int) async {
    while tasks.count < width, failure == nil {
      for _ in 0..<min(Self.together, width - tasks.count) { tasks.append(Host.task { await self.workOff() }) }
      if tasks.count < width { await Task.yield() }
    }
  }

  private func workOff() async {
    while failure == nil, next < count {
      let place = next
      next += 1
      end(place, await error(at: place))
      // Items that find all they need in the store never wait, and others of the loop want their turn.
      await Task.yield()
    }
  }

  private func end(_ place: Int, _ error: (any Error)?) {
    if let error { failures.append((place, error)) }
    do { try ended(error) } catch { stop(error) }
  }

  @inline(__always)
  private func error(at place: Int) async -> (any Error)? {
    do {
      // Work that finds all it needs in the store never waits, and would not notice.
      try Task.checkCancellation()
      try await work(place)
      return nil
    } catch { return error }
  }

  private func stop(_ error: any Error) {
    failure = failure ?? error
    for task in tasks { task.cancel() }
  }
}
