// Lists of work: order, single failures, and errors that end everything.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Work over lists", .timeLimit(.minutes(5)))
@Host
struct FanoutTests {
  private struct Broken: Error, Equatable { let item: Int }

  @Host
  private final class Flag {
    var isSet = false
    nonisolated init() {}
  }

  @Test("results come in the order of the items, whichever ends first")
  func order() async throws {
    let test = try TestEngine()
    let gates = (0..<4).map { _ in Gate() }
    let task = Host.task {
      try await test.engine.overAll(Array(0..<4), label: "wait") { item in
        try await gates[item].pass()
        return item * 10
      }
    }
    for gate in gates { await gate.arrived(1) }
    for gate in gates.reversed() {
      gate.open()
      await Task.yield()
    }
    #expect(try await task.value.values == [0, 10, 20, 30])
  }

  @Test("a failed item is named by its place and costs nothing of the others")
  func oneFails() async throws {
    let test = try TestEngine()
    let fanout = try await test.engine.overAll(Array(0..<5000), label: "count") { item in
      if item % 1000 == 7 { throw Broken(item: item) }
      return item
    }
    #expect(fanout.values == (0..<5000).filter { $0 % 1000 != 7 })
    #expect(fanout.failures.map(\.index) == [7, 1007, 2007, 3007, 4007])
    #expect(fanout.failures.compactMap { ($0.error as? Broken)?.item } == [7, 1007, 2007, 3007, 4007])
    #expect(test.engine.failedItems == 5)
  }

  @Test("work that throws the end of the list ends it with the error inside, and what came before stays")
  func endOfList() async throws {
    let test = try TestEngine()
    let gates = (0..<3).map { _ in Gate() }
    var done: [Int] = []
    let task = Host.task {
      try await test.engine.overAll(3, label: "wait") { place in
        try await gates[place].pass()
        if done == [2] { throw EndOfList(Broken(item: place)) }
        done.append(place)
      }
    }
    for gate in gates { await gate.arrived(1) }
    gates[2].open()
    while done.isEmpty { await Task.yield() }
    gates[0].open()
    await #expect(throws: Broken(item: 0)) { try await task.value }
    #expect(done == [2] && gates[1].cancellations == 1)
    #expect(test.engine.progress.work.isEmpty)
  }

  @Test("items stay on the loop's thread, and others of the loop have their turn between two that never wait")
  func turns() async throws {
    let test = try TestEngine()
    let flag = Flag()
    let other = Host.task { flag.isSet = true }
    let seen = try await test.engine.overAll(Array(0..<50), label: "count", width: 1) { _ in
      (flag.isSet, await Self.isOnThread())
    }
    #expect(seen.values.last?.0 == true && seen.values.allSatisfy(\.1))
    try await other.value
  }

  @concurrent nonisolated private static func isOnThread() async -> Bool { HostLoop.shared.isOnThread }

  @Test("of many items that may be under way at once, the first go on before all have begun")
  func beginnings() async throws {
    let test = try TestEngine()
    let count = Counter()
    let begun = try await test.engine.overAll(Array(0..<1000), label: "count", width: 1000) { _ in
      count.value += 1
      await Task.yield()
      return count.value
    }
    #expect(begun.values.count == 1000 && begun.values[0] < 500)
  }

  @Host
  private final class Counter {
    var value = 0
    nonisolated init() {}
  }

  @Test("no more items are under way than the width says, and a free place is filled at once")
  func width() async throws {
    let test = try TestEngine()
    let gate = Gate()
    let task = Host.task {
      try await test.engine.overAll(Array(0..<10), label: "wait", width: 3) { item in
        try await gate.pass()
        return item
      }
    }
    await gate.arrived(3)
    for _ in 0..<20 { await Task.yield() }
    #expect(gate.arrivals == 3)
    gate.open()
    #expect(try await task.value.values == Array(0..<10))
    #expect(gate.arrivals == 10)
  }

  @Test("an endpoint that is not there ends the list at once, with exit code 69")
  func unreachable() async throws {
    let test = try TestEngine()
    let port = try StubServer.closedPort()
    let dead = try TestEngine(
      in: test.folder,
      configuration: try ModelConfiguration(parsing: "[models.dead]\nmodel = \"m\"\nbase_url = \"127.0.0.1:\(port)\""))
    var instructions: [Stored<Instruction>] = []
    for number in 0..<300 { instructions.append(try await dead.engine.instruction("Name \(number) fuels.")) }
    let error = await #expect(throws: ModelError.self) {
      try await dead.engine.overAll(instructions, label: "respond", width: 64) {
        try await dead.engine.respond($0, model: "dead")
      }
    }
    #expect(error?.exitCode == .unreachable && error?.exitCode.rawValue == 69 && error?.code == "model.unreachable")
    // Those under way are remembered as failed; the others were not begun.
    let calls = try dead.calls
    #expect(calls.allSatisfy { $0.status == .failed } && calls.count <= 64)
    #expect(calls.allSatisfy { $0.errorMessage?.contains("127.0.0.1") == false })
  }

  @Test("an error that would meet every item ends the list; those under way are cancelled")
  func hopeless() async throws {
    let test = try TestEngine()
    let gate = Gate()
    let error = await #expect(throws: ModelError.self) {
      try await test.engine.overAll(Array(0..<10), label: "wait", width: 4) { item in
        if item == 3 {
          await gate.arrived(3)
          throw ModelError(code: "model.unauthorized", message: "No.", exitCode: .refused)
        }
        try await gate.pass()
      }
    }
    #expect(error?.code == "model.unauthorized")
    #expect(gate.arrivals == 3 && gate.cancellations == 3)
  }

  @Test("a cancelled list ends at once and begins nothing more")
  func cancelled() async throws {
    let test = try TestEngine()
    let gate = Gate()
    let task = Host.task {
      try await test.engine.overAll(Array(0..<10), label: "wait", width: 2) { _ in try await gate.pass() }
    }
    await gate.arrived(2)
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(gate.arrivals == 2 && gate.cancellations == 2)
    #expect(test.engine.progress.work.isEmpty)
  }

  @Test("a cancelled list ends even where its work never waits")
  func cancelledWithoutWaiting() async throws {
    let test = try TestEngine()
    var begun = 0
    var task: Task<Fanout<Void>, any Error>?
    task = Host.task {
      try await test.engine.overAll(Array(0..<10_000), label: "count", width: 1) { item in
        begun += 1
        if item == 9 { task?.cancel() }
      }
    }
    await #expect(throws: CancellationError.self) { try await task?.value }
    #expect(begun == 10)
  }

  @Test("progress counts every item and forgets the list at its end")
  func progress() async throws {
    let test = try TestEngine()
    var seen: [Int] = []
    test.engine.progress.onChange = { progress in seen.append(progress.work.last?.done ?? -1) }
    _ = try await test.engine.overAll(["a", "b"], label: "letters", width: 1) { $0 }
    #expect(seen == [0, 1, 2, -1])
  }

  @Test("things that belong together all end before the first of their errors is thrown")
  func together() async throws {
    let test = try TestEngine()
    let gate = Gate()
    var ended: [Int] = []
    let task = Host.task {
      try await test.engine.inOrder([0, 1, 2]) { item in
        if item == 2 { throw Broken(item: 2) }
        try await gate.pass()
        ended.append(item)
        if item == 1 { throw Broken(item: 1) }
      }
    }
    await gate.arrived(2)
    gate.open()
    let error = await #expect(throws: Broken.self) { try await task.value }
    #expect(error == Broken(item: 1) && ended.sorted() == [0, 1])
  }
}
