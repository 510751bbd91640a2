import Glibc
import LoopKit
import Testing

@Suite("Host loop")
struct HostLoopTests {
  @Test("a task started on the host stays on its thread across awaits")
  func staysOnThread() async throws {
    let stayed = try await Host.task {
      let before = HostLoop.shared.isOnThread
      try await Host.sleep(seconds: 0.001)
      return before && HostLoop.shared.isOnThread
    }.value
    #expect(stayed)
  }

  @Test("what a task of the loop does without an actor stays on its thread, also while an urgent task waits for it")
  func staysWithoutActor() async throws {
    let task = Host.task { () -> [Bool] in
      let before = await Self.isOnThread()
      try await Host.sleep(seconds: 0.001)
      return [before, await Self.isOnThread()]
    }
    let places = try await Task.detached(priority: .high) { try await task.value }.value
    #expect(places == [true, true])
  }

  @Test("a detached task runs elsewhere, whoever started it")
  func detached() async throws {
    #expect(try await Host.task { await Task.detached { HostLoop.shared.isOnThread }.value }.value == false)
  }

  @concurrent private static func isOnThread() async -> Bool { HostLoop.shared.isOnThread }

  @Test("timers fire in the order of their deadlines, whatever the order of their making") @Host
  func timerOrder() async {
    let order = await withCheckedContinuation { (continuation: CheckedContinuation<[Int], Never>) in
      var fired: [Int] = []
      // Far enough apart that a pause between making two of them does not change their order.
      for delay in [3, 1, 2] {
        HostLoop.shared.after(Double(delay) / 20) {
          fired.append(delay)
          if fired.count == 3 { continuation.resume(returning: fired) }
        }
      }
    }
    #expect(order == [1, 2, 3])
  }

  @Test("a timer never fires before its time, however short that is") @Host
  func timerPrecision() async throws {
    for delay in [UInt64](repeating: 200_000, count: 50) + [1, 999_999, 1_000_001, 2_500_000] {
      let start = HostLoop.monotonic()
      try await Host.sleep(seconds: Double(delay) / 1e9)
      #expect(HostLoop.monotonic() - start >= delay)
    }
  }

  @Test("what is urgent comes before what was ready already, and does not keep others out") @Host
  func urgent() async {
    var (urgent, urgentBefore) = (0, 0)
    // Each makes the next, until the other has had its turn.
    func goOn() {
      HostLoop.shared.urgently {
        Host.task {
          urgent += 1
          if urgentBefore == 0, urgent < 100_000 { goOn() }
        }
      }
    }
    let ready = Host.task { urgentBefore = urgent }
    goOn()
    _ = await ready.result
    #expect((1..<100_000).contains(urgentBefore))
  }

  @Test("many jobs that are ready at once let timers have their turn between them") @Host
  func longTurn() async {
    var ended = 0
    let endedBefore = await withCheckedContinuation { (continuation: CheckedContinuation<Int, Never>) in
      HostLoop.shared.after(0) { continuation.resume(returning: ended) }
      for _ in 0..<64 {
        Host.task {
          let start = HostLoop.monotonic()
          while HostLoop.monotonic() - start < 1_000_000 {}
          ended += 1
        }
      }
    }
    #expect(endedBefore < 64)
    while ended < 64 { await Task.yield() }
  }

  @Test("whoever has slept long enough goes on before jobs that are only ready") @Host
  func sleeper() async throws {
    var ended = 0
    let sleeper = Host.task {
      try await Host.sleep(seconds: 0)
      return ended
    }
    for _ in 0..<64 {
      Host.task {
        let start = HostLoop.monotonic()
        while HostLoop.monotonic() - start < 1_000_000 {}
        ended += 1
      }
    }
    #expect(try await sleeper.value < 64)
    while ended < 64 { await Task.yield() }
  }

  @Test("the kernel's table of descriptors has room for the connections of an endpoint")
  func descriptorTable() throws {
    _ = HostLoop.shared
    var limit = rlimit()
    #expect(getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
    let file = try #require(fopen("/proc/self/status", "r"))
    defer { fclose(file) }
    var (line, room) = ([CChar](repeating: 0, count: 256), UInt64(0))
    while fgets(&line, 256, file) != nil {
      let words = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self).split(
        whereSeparator: \.isWhitespace)
      if words.first == "FDSize:" { room = UInt64(words[1]) ?? 0 }
    }
    #expect(room >= min(2048, UInt64(limit.rlim_cur)))
  }

  @Test("a cancelled timer does not fire") @Host
  func cancelledTimer() async throws {
    var fired = false
    let timer = HostLoop.shared.after(0.001) { fired = true }
    HostLoop.shared.cancel(timer)
    try await Host.sleep(seconds: 0.005)
    #expect(!fired)
  }

  @Test("a cancelled sleep ends with CancellationError, years before its time")
  func cancelledSleep() async {
    let task = Host.task { try await Host.sleep(seconds: 1e9) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test("a descriptor that becomes readable calls its watcher") @Host
  func descriptors() async {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { ends.forEach { close($0) } }
    let byte = await withCheckedContinuation { (continuation: CheckedContinuation<UInt8, Never>) in
      HostLoop.shared.watch(ends[0], for: .read) { _ in
        var byte: UInt8 = 0
        _ = read(ends[0], &byte, 1)
        HostLoop.shared.unwatch(ends[0])
        continuation.resume(returning: byte)
      }
      _ = write(ends[1], [UInt8(42)], 1)
    }
    #expect(byte == 42)
  }

  @Test("ten thousand tasks that hop in from other threads all run")
  func manyTasks() async throws {
    let sum = await withTaskGroup(of: Int.self) { group in
      for number in 1...10_000 { group.addTask { await onHost(number) } }
      return await group.reduce(0, +)
    }
    #expect(sum == 50_005_000)
  }
}

@Host private func onHost(_ number: Int) -> Int { number }
