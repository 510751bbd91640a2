// A gate that blocks threads, unlike the waiting of tasks: handlers of a scripted server are threads.

internal import Glibc

/// Holds a handler or a reply back until the test opens it.
package final class StubGate: Sendable {
  private let ends: (read: Int32, write: Int32)

  package init() {
    var pair: [Int32] = [0, 0]
    precondition(pipe(&pair) == 0, "no descriptors for a gate")
    // A program that a test starts must not hold the gate closed.
    for end in pair { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    ends = (pair[0], pair[1])
  }

  deinit {
    close(ends.write)
    close(ends.read)
  }

  /// Lets everybody through, now and later.
  ///
  /// By a byte that nobody reads: closing the end would not do where a program that a test started has inherited it.
  package func open() { _ = write(ends.write, "o", 1) }

  /// Blocks the thread until the gate is open.
  package func wait() {
    var entry = pollfd(fd: ends.read, events: Int16(POLLIN), revents: 0)
    while poll(&entry, 1, -1) < 0, errno == EINTR {}
  }
}
