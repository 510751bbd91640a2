// A gate that blocks threads, unlike the waiting of tasks: handlers of a scripted server are threads.

internal import Glibc
internal import Synchronization

/// Holds a handler or a reply back until the test opens it.
package final class StubGate: Sendable {
  private let ends: (read: Int32, write: Int32)
  private let isClosed = Mutex(true)

  package init() {
    var pair: [Int32] = [0, 0]
    precondition(pipe(&pair) == 0, "no descriptors for a gate")
    // A program that a test starts must not hold the gate closed.
    for end in pair { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    ends = (pair[0], pair[1])
  }

  deinit {
    open()
    close(ends.read)
  }

  /// Lets everybody through, now and later.
  package func open() {
    isClosed.withLock { isClosed in
      if isClosed { close(ends.write) }
      isClosed = false
    }
  }

  /// Blocks the thread until the gate is open.
  package func wait() {
    var entry = pollfd(fd: ends.read, events: Int16(POLLIN), revents: 0)
    while poll(&entry, 1, -1) < 0, errno == EINTR {}
  }
}
