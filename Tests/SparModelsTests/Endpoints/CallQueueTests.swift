// The line before an endpoint.

import LoopKit
import SparModels
import Testing

@Suite("Call queue", .timeLimit(.minutes(5)))
struct CallQueueTests {
  /// Counts how many are inside at one time.
  @Host
  final class Room {
    private(set) var inside = 0
    private(set) var most = 0
    private(set) var order: [Int] = []

    nonisolated init() {}

    func enter(_ number: Int) {
      order.append(number)
      inside += 1
      most = max(most, inside)
    }

    func leave() { inside -= 1 }
  }

  @Test("never more than the limit are inside, and they enter in the order they came")
  func limit() async throws {
    let queue = await CallQueue(limit: 3)
    let room = Room()
    // Begun on the loop, so that none runs before all are there.
    let callers = try await Host.task {
      (0..<100).map { number in
        Host.task {
          try await queue.enter()
          room.enter(number)
          for _ in 0..<(number % 7) { await Task.yield() }
          room.leave()
          queue.leave()
        }
      }
    }.value
    for caller in callers { try await caller.value }
    #expect(await room.most == 3)
    #expect(await room.order == Array(0..<100))
    #expect(await queue.running == 0)
  }

  @Test("one who gives up while waiting takes no slot from those behind")
  func cancellation() async throws {
    let queue = await CallQueue(limit: 1)
    try await Host.task { try await queue.enter() }.value
    let quitter = Host.task { try await queue.enter() }
    let patient = Host.task { try await queue.enter() }
    await waitUntil { queue.waiting == 2 }
    quitter.cancel()
    await #expect(throws: CancellationError.self) { try await quitter.value }
    #expect(await queue.waiting == 1)
    await queue.leave()
    try await patient.value
    #expect(await queue.running == 1)
    await queue.leave()
    #expect(await queue.running == 0)
    #expect(await queue.waiting == 0)
  }

  @Test("one cancelled beforehand does not enter")
  func cancelledBefore() async throws {
    let queue = await CallQueue(limit: 1)
    let task = Host.task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await queue.enter()
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(await queue.running == 0)
  }
}

/// Lets the loop turn until `condition` holds.
@Host
func waitUntil(_ condition: @Host () -> Bool) async {
  while !condition() { await Task.yield() }
}
