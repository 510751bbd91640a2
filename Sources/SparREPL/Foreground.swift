// The main thread waits here while the host loop works, with Ctrl-C routed to the loop.

internal import Glibc
internal import LoopKit
internal import Synchronization

/// Work on the loop's thread that the calling thread waits for.
package enum Foreground {
  /// What happens when work does not stop.
  package struct Patience: Sendable {
    /// Seconds between the first Ctrl-C and the offer to leave.
    package var seconds: Double
    /// Tells the user that another Ctrl-C leaves the program.
    package var offer: @Sendable () -> Void
    /// Leaves the program. What was finished is in the store already, so nothing needs to be closed.
    package var leave: @Sendable () -> Void

    package init(seconds: Double, offer: @escaping @Sendable () -> Void, leave: @escaping @Sendable () -> Void) {
      self.seconds = seconds
      self.offer = offer
      self.leave = leave
    }

    package static let standard = Patience(
      seconds: 1,
      offer: { write("\nThe work does not stop yet. Press Ctrl-C again to leave spar; finished work is kept.\n") },
      leave: { _exit(130) })

    private static func write(_ text: String) {
      let bytes = Array(text.utf8)
      _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }
  }

  /// Runs `work` on the loop and blocks the caller until it has ended.
  ///
  /// While it runs, Ctrl-C stops the Lua that is running there and cancels what waits; the work then ends by itself.
  /// Pressing it many times does no more. Only when the work still runs `patience.seconds` after the first, as C code
  /// that looks at no hook may, does another Ctrl-C leave the program.
  package static func run<Value: Sendable>(
    patience: Patience = .standard, _ work: @escaping @Host @Sendable () async -> Value
  ) -> Value {
    let result = Result<Value>()
    Interrupt.arm()
    defer { Interrupt.disarm() }
    Host.task { result.set(await work()) }
    var stubborn = Stubborn(patience)
    while true {
      if let value = result.wait(seconds: 0.1) { return value }
      stubborn.check(interrupts: Interrupt.count)
    }
  }

  /// Watches work that was asked to stop.
  private struct Stubborn {
    let patience: Patience
    var firstSeen: UInt64?
    var offeredAt: Int?

    init(_ patience: Patience) { self.patience = patience }

    mutating func check(interrupts: Int) {
      guard interrupts > 0 else { return }
      let now = HostLoop.monotonic()
      let first = firstSeen ?? now
      firstSeen = first
      if let offeredAt {
        if interrupts > offeredAt { patience.leave() }
      } else if Double(now - first) >= patience.seconds * 1e9 {
        offeredAt = interrupts
        patience.offer()
      }
    }
  }

  /// A value that one thread sets and another waits for.
  private final class Result<Value: Sendable>: @unchecked Sendable {
    private let value = Mutex<Value?>(nil)
    private let ready = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init() { sem_init(ready, 0, 0) }

    deinit {
      sem_destroy(ready)
      ready.deallocate()
    }

    func set(_ new: Value) {
      value.withLock { $0 = new }
      sem_post(ready)
    }

    /// The value, if it is set before `seconds` are over or a signal arrives.
    func wait(seconds: Double) -> Value? {
      var deadline = timespec()
      clock_gettime(CLOCK_REALTIME, &deadline)
      let nanoseconds = deadline.tv_nsec + Int(seconds * 1e9)
      deadline.tv_sec += nanoseconds / 1_000_000_000
      deadline.tv_nsec = nanoseconds % 1_000_000_000
      return sem_timedwait(ready, &deadline) == 0 ? value.withLock { $0 } : nil
    }
  }
}
