// Waiting on the main thread for work on the loop, with Ctrl-C in between.

import LoopKit
import SparREPL
import Synchronization
import Testing

@Suite("Work in the foreground", .serialized)
struct ForegroundTests {
  private let never = Foreground.Patience(seconds: 3600, offer: {}, leave: {})

  @Test("the caller gets what the loop computed")
  func value() {
    #expect(Foreground.run(patience: never) { HostLoop.shared.isOnThread })
  }

  @Test("Ctrl-C runs the loop's interrupt action, and the work ends by itself")
  func interrupt() {
    let stopped = Foreground.run(patience: never) {
      await withCheckedContinuation { (waiting: CheckedContinuation<Bool, Never>) in
        HostLoop.shared.onInterrupt {
          HostLoop.shared.onInterrupt(nil)
          waiting.resume(returning: true)
        }
        Interrupt.raise()
      }
    }
    #expect(stopped)
  }

  @Test("Ctrl-C is acted on before other work that is ready")
  func promptness() {
    let order = Foreground.run(patience: never) {
      let log = Log()
      HostLoop.shared.onInterrupt { log.add("interrupt") }
      defer { HostLoop.shared.onInterrupt(nil) }
      let first = Host.task {
        log.add("first")
        Interrupt.raise()
      }
      let second = Host.task { log.add("second") }
      _ = await (first.result, second.result)
      return log.events
    }
    #expect(order == ["first", "interrupt", "second"])
  }

  @Test("work that does not stop is left only by another Ctrl-C after the offer")
  func stubborn() {
    let events = Mutex<[String]>([])
    let release = Mutex<CheckedContinuation<Void, Never>?>(nil)
    let patience = Foreground.Patience(
      seconds: 0,
      offer: {
        events.withLock { $0.append("offer") }
        Host.task { Interrupt.raise() }
      },
      leave: {
        events.withLock { $0.append("leave") }
        // A program would be gone; the test lets the work end instead.
        release.withLock { waiting in
          waiting?.resume()
          waiting = nil
        }
      })
    Foreground.run(patience: patience) {
      await withCheckedContinuation { waiting in
        release.withLock { $0 = waiting }
        Interrupt.raise()
        Interrupt.raise()
      }
    }
    #expect(events.withLock { Array($0.prefix(2)) } == ["offer", "leave"])
  }
}

/// What happened, in order.
@Host private final class Log {
  private(set) var events: [String] = []

  func add(_ event: String) { events.append(event) }
}
