// The one thread that everything waits on: Swift jobs, timers, descriptors and interrupts.
// It knows nothing of what runs on it; CurlKit brings descriptors, LuaKit coroutines, the engine tasks.

internal import CLoopShim
internal import Glibc
internal import HeapModule
internal import Synchronization

/// An executor and event loop on a thread of its own.
///
/// The serial executor of `Host`. Swift resumes continuations through the global pool, 20 µs each; a task of the loop's
/// own `priority` is resumed on the loop instead (`take`). An executor preference would do the same at the
/// price of a lock at every await.
package final class HostLoop: SerialExecutor, @unchecked Sendable {
  package static let shared = HostLoop()

  /// What may be waited for on a descriptor.
  package struct Events: OptionSet, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }
    package static let read = Events(rawValue: EPOLLIN.rawValue)
    package static let write = Events(rawValue: EPOLLOUT.rawValue)
    package static let failure = Events(rawValue: EPOLLERR.rawValue | EPOLLHUP.rawValue)
  }

  /// Names a timer, so that it can be cancelled.
  package struct TimerID: Hashable, Sendable { fileprivate let number: UInt64 }

  private struct Timer: Comparable {
    let deadline: UInt64
    let number: UInt64
    static func < (left: Timer, right: Timer) -> Bool { (left.deadline, left.number) < (right.deadline, right.number) }
  }

  /// A descriptor that the kernel watches, as far as we know.
  private struct Watch {
    /// `nil` while the watch rests.
    var handler: (@Host (Events) -> Void)?
  }

  private let epoll: Int32
  private let wakeDescriptor: Int32
  private let incoming = Mutex<[UnownedJob]>([])
  private let thread = Mutex<pthread_t?>(nil)

  // Below: touched on the loop's thread only.
  private var urgent: [UnownedJob] = []
  private var isUrgent = false
  private var ready: [UnownedJob] = []
  private var running: [UnownedJob] = []
  /// Of the next of `running`.
  private var position = 0
  private var timers = Heap<Timer>()
  private var timerActions: [UInt64: @Host () -> Void] = [:]
  private var lastTimer: UInt64 = 0
  /// By descriptor.
  private var watches: [Watch?] = []
  private var interruptAction: (@Host () -> Void)?
  /// Read by `isOnThread` from any thread; written once, before the thread's first job.
  nonisolated(unsafe) private var owner: pthread_t = 0

  /// What tells the loop's tasks, and those they start, from others: the highest that Swift's pool knows, so that no task
  /// that waits for one lends it another, and one that sleeps or calls an actor can still go through the pool.
  static let priority = TaskPriority(rawValue: 0x21)

  /// Nanoseconds that jobs may take before descriptors are looked at. Much shorter turns cost more: whatever many jobs do
  /// one after the other finds its code in the processor's cache.
  private static let longestTurn: UInt64 = 2_000_000

  private init() {
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    wakeDescriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
    precondition(epoll >= 0 && wakeDescriptor >= 0, "the system gives no descriptors for the event loop")
    var event = epoll_event(events: Events.read.rawValue, data: epoll_data_t(fd: wakeDescriptor))
    epoll_ctl(epoll, EPOLL_CTL_ADD, wakeDescriptor, &event)
    DescriptorTable.widen(with: epoll)
    start()
    spar_offer_jobs { HostLoop.shared.take(unsafeBitCast($0, to: UnownedJob.self)) }
  }

  private func start() {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    // Lua's C stack (200 nested C calls) and a deep Swift stack both live here.
    pthread_attr_setstacksize(&attributes, 16 << 20)
    let unmanaged = Unmanaged.passRetained(self)
    var created = pthread_t()
    let status = pthread_create(
      &created, &attributes,
      { context in
        let loop = Unmanaged<HostLoop>.fromOpaque(context!).takeRetainedValue()
        loop.owner = pthread_self()
        spar_interrupt_enter_loop(loop.wakeDescriptor)
        loop.run()
      }, unmanaged.toOpaque())
    precondition(status == 0, "the system gives no thread for the event loop")
    pthread_detach(created)
  }

  // MARK: Executor

  package func enqueue(_ job: consuming ExecutorJob) { add(UnownedJob(job)) }

  /// Takes a job of one of the loop's tasks that the runtime is about to give to the pool.
  private func take(_ job: UnownedJob) -> Bool {
    guard job.priority.rawValue == Self.priority.rawValue else { return false }
    add(job)
    return true
  }

  private func add(_ job: UnownedJob) {
    if isOnThread {
      if isUrgent { urgent.append(job) } else { ready.append(job) }
    } else {
      let first = incoming.withLock { jobs in
        jobs.append(job)
        return jobs.count == 1
      }
      if first { wake() }
    }
  }

  /// Jobs that `body` makes ready come before all others in the next turn: what somebody else waits for, and the sooner it
  /// begins the sooner that ends.
  @Host package func urgently(_ body: () -> Void) {
    let before = isUrgent
    isUrgent = true
    body()
    isUrgent = before
  }

  package func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

  package func checkIsolated() { precondition(isOnThread, "not on the host loop") }

  /// Whether the caller runs on the loop's thread.
  package var isOnThread: Bool { pthread_equal(pthread_self(), owner) != 0 }

  private func wake() {
    var one: UInt64 = 1
    _ = write(wakeDescriptor, &one, 8)
  }

  // MARK: Descriptors, timers, interrupts (loop's thread)

  /// Calls `handler` on the loop's thread whenever `descriptor` is ready; replaces an earlier watch of it.
  @Host package func watch(_ descriptor: Int32, for events: Events, handler: @escaping @Host (Events) -> Void) {
    let index = Int(descriptor)
    while watches.count <= index { watches.append(nil) }
    let known = watches[index] != nil
    watches[index] = Watch(handler: handler)
    var event = epoll_event(events: events.rawValue, data: epoll_data_t(fd: descriptor))
    // A resting watch has gone with its descriptor if that was closed, and the number may be another one's by now.
    if known, epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event) == 0 { return }
    epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event)
  }

  /// Ends a watch that will soon be wanted again: the kernel is told only if something comes meanwhile.
  @Host package func rest(_ descriptor: Int32) {
    guard watches.indices.contains(Int(descriptor)) else { return }
    watches[Int(descriptor)]?.handler = nil
  }

  @Host package func unwatch(_ descriptor: Int32) {
    let index = Int(descriptor)
    guard watches.indices.contains(index), watches[index] != nil else { return }
    watches[index] = nil
    var event = epoll_event()
    epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, &event)
  }

  /// Calls `action` on the loop's thread once, after `seconds`.
  @discardableResult
  @Host package func after(_ seconds: Double, _ action: @escaping @Host () -> Void) -> TimerID {
    lastTimer += 1
    let delay = UInt64(max(0, min(seconds, 1e9)) * 1e9)
    timers.insert(Timer(deadline: Self.monotonic() + delay, number: lastTimer))
    timerActions[lastTimer] = action
    return TimerID(number: lastTimer)
  }

  /// A cancelled timer never fires; one that has fired is ignored.
  @Host package func cancel(_ timer: TimerID) { timerActions[timer.number] = nil }

  /// Calls `action` on the loop's thread after each interrupt (Ctrl-C) that came while armed.
  @Host package func onInterrupt(_ action: (@Host () -> Void)?) { interruptAction = action }

  /// Nanoseconds that only go forward.
  package static func monotonic() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  // MARK: The loop

  private func run() -> Never {
    var events = [epoll_event](repeating: epoll_event(), count: 256)
    while true {
      takeIncoming()
      runReady()
      fireTimers()
      takeInterrupt()
      wait(into: &events)
    }
  }

  private func takeIncoming() {
    incoming.withLock { jobs in
      ready.append(contentsOf: jobs)
      jobs.removeAll(keepingCapacity: true)
    }
  }

  /// Runs the jobs that are ready now; what they enqueue comes after them, and after descriptors had their turn. So do
  /// those that are left where a thousand jobs, which begin together, would take long.
  private func runReady() {
    let executor = asUnownedSerialExecutor()
    let end = Self.monotonic() + Self.longestTurn
    runUrgent(executor)
    if position == running.count { takeReady() }
    while position < running.count {
      let job = running[position]
      position += 1
      job.runSynchronously(on: executor)
      takeInterrupt()
      if position & 7 == 0, Self.monotonic() > end { return }
    }
  }

  /// Those that are urgent now: what they make so has the next turn.
  private func runUrgent(_ executor: UnownedSerialExecutor) {
    guard !urgent.isEmpty else { return }
    let jobs = urgent
    urgent = []
    urgent.reserveCapacity(jobs.count)
    for job in jobs {
      job.runSynchronously(on: executor)
      takeInterrupt()
    }
  }

  private func takeReady() {
    running.removeAll(keepingCapacity: true)
    position = 0
    swap(&ready, &running)
  }

  private func takeInterrupt() {
    if spar_interrupt_take(), let interruptAction { Host.assumeIsolated(interruptAction) }
  }

  private func fireTimers() {
    guard !timers.isEmpty else { return }
    let now = Self.monotonic()
    while let next = timers.min, next.deadline <= now || timerActions[next.number] == nil {
      timers.removeMin()
      if let action = timerActions.removeValue(forKey: next.number) { Host.assumeIsolated(action) }
    }
  }

  private func wait(into events: inout [epoll_event]) {
    let count = spar_loop_wait(epoll, &events, Int32(events.count), timeout())
    guard count > 0 else { return }
    for event in events.prefix(Int(count)) {
      if event.data.fd == wakeDescriptor {
        var value: UInt64 = 0
        _ = read(wakeDescriptor, &value, 8)
      } else {
        Host.assumeIsolated { tell(event.data.fd, Events(rawValue: event.events)) }
      }
    }
  }

  @Host private func tell(_ descriptor: Int32, _ events: Events) {
    // One of the events before this one may have ended the watch.
    guard watches.indices.contains(Int(descriptor)), let watch = watches[Int(descriptor)] else { return }
    if let handler = watch.handler { handler(events) } else { unwatch(descriptor) }
  }

  /// Nanoseconds until the next timer; −1 for ever, 0 while jobs are ready.
  private func timeout() -> Int64 {
    guard ready.isEmpty, urgent.isEmpty, position == running.count else { return 0 }
    guard let next = timers.min else { return -1 }
    let now = Self.monotonic()
    guard next.deadline > now else { return 0 }
    return Int64(clamping: next.deadline - now)
  }
}
