// The rounds: workers that check their answers, tasks that are cancelled, Ctrl-C, memory that runs out.

import LoopKit
import LuaKit

/// A million calls against one machine, round after round, beside small machines that come and go.
@Host
final class Stress {
  private let sources: Sources
  private let host: StressHost
  private let limitedTally = Tally()
  private var issued: [String: Int] = [:]
  private var seed: Int64
  private(set) var cancelled = 0
  private(set) var interrupted = 0
  private(set) var answeredAtLimit = 0
  private(set) var refusedAtLimit = 0

  /// The workloads, as text.
  struct Sources: Sendable {
    let mixed: String
    let endless: String
    let limited: String
  }

  init(_ sources: Sources, seed: Int64) throws {
    self.sources = sources
    self.seed = seed
    host = try StressHost(tally: Tally())
    HostLoop.shared.onInterrupt { [machine = host.machine] in machine.cancelAll() }
  }

  var total: Int { host.tally.total + limitedTally.total }
  var calls: [String: Int] { host.tally.calls }

  /// Bytes that Lua holds once everything that is not in use has been collected.
  var memory: Int {
    // Twice: what a finaliser has just let go of is found the second time.
    host.machine.collectGarbage()
    host.machine.collectGarbage()
    return host.machine.memory
  }

  /// One round: checked work beside cancelled tasks, then an interrupt, then a machine short of memory.
  func round() async throws {
    let doomed = (0..<8).map { kind in Host.task { try await self.runEndless(kind) } }
    try await work(workers: 25, operations: 50)
    doomed.forEach { $0.cancel() }
    for task in doomed { cancelled += try await endedAsCancelled(task) }
    try await interrupt()
    try await workAtLimit()
  }

  /// Each function was reached exactly as often as the workers called it.
  func checkCounts() throws {
    for (name, count) in issued.sorted(by: { $0.key < $1.key }) {
      let reached = calls[name] ?? 0
      try Violation.unless(reached == count, "\(name): called \(count) times, reached the host \(reached) times")
    }
    for name in ["touch", "linger", "pause", "sleep"] {
      try Violation.unless(calls[name, default: 0] > 0, "\(name) was never called")
    }
  }

  // MARK: Checked work

  private func work(workers: Int, operations: Int) async throws {
    let tasks = (0..<workers).map { _ in
      seed += 1
      return Host.task { [seed] in try await self.runWorker(operations, seed) }
    }
    for task in tasks {
      for field in try await task.value.fields { issued[field.name, default: 0] += field.value.integer ?? 0 }
    }
  }

  private func runWorker(_ operations: Int, _ seed: Int64) async throws -> LuaTable {
    let values = try await host.machine.run(
      sources.mixed, name: "@mixed.lua", arguments: [.integer(Int64(operations)), .integer(seed)])
    guard let issued = values.first?.table else { throw Violation("a worker returned no tally") }
    return issued
  }

  // MARK: Cancellation

  private func runEndless(_ kind: Int) async throws {
    _ = try await host.machine.run(sources.endless, name: "@endless.lua", arguments: [.integer(Int64(kind))])
  }

  private func endedAsCancelled(_ task: Task<Void, any Error>) async throws -> Int {
    do {
      try await task.value
    } catch let error as LuaError where error.kind == .cancelled {
      return 1
    }
    throw Violation("a task that never ends has ended by itself")
  }

  private func interrupt() async throws {
    let tasks = (0..<8).map { kind in Host.task { try await self.runEndless(kind) } }
    for _ in 0..<20 { await Task.yield() }
    Interrupt.arm()
    // From another thread, as when a user presses Ctrl-C: the signal is passed on to the loop's.
    let signal = Task.detached { Interrupt.raise() }
    for task in tasks { interrupted += try await endedAsCancelled(task) }
    await signal.value
    Interrupt.disarm()
    await host.machine.drain()
    try Violation.unless(!host.machine.isBusy, "a task outlived the interrupt")
  }

  // MARK: Memory

  private func workAtLimit() async throws {
    var limited: StressHost? = try StressHost(memoryLimit: 384 << 10, tally: limitedTally)
    weak let closed = limited?.machine
    seed += 1
    for worker in 0..<3 {
      let values = try await limited?.machine.run(
        sources.limited, name: "@limited.lua", arguments: [100, .integer(seed + Int64(worker))])
      answeredAtLimit += values?.first?.integer ?? 0
      refusedAtLimit += values?.last?.integer ?? 0
    }
    limited = nil
    for _ in 0..<1000 where closed != nil { await Task.yield() }
    try Violation.unless(closed == nil, "a machine that nobody holds was not closed")
  }
}
