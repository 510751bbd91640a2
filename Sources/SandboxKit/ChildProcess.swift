// A program that runs beside us: its start, its end, and how it is stopped.

internal import CSandboxShim
internal import Glibc
internal import LoopKit

@Host
final class ChildProcess {
  let pid: Int32
  /// Below 0 the signal that ended it; `nil` while it runs.
  private(set) var status: Int32?
  private let handle: Descriptor
  private let onEnd: @Host () -> Void

  /// Starts a program on the loop's thread, which never ends: what asks to die with its parent would die with the
  /// thread that started it.
  ///
  /// - Parameters:
  ///   - arguments: the first is the program's path.
  ///   - descriptors: its descriptors from 0 on; it gets no others.
  init(
    _ arguments: [String], descriptors: [Descriptor], onEnd: @escaping @Host () -> Void
  ) throws(SandboxError) {
    var copies: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for copy in copies { free(copy) } }
    var process: Int32 = -1
    let numbers = descriptors.map(\.number)
    let pid = spar_process_start(arguments[0], &copies, numbers, Int32(numbers.count), &process)
    withExtendedLifetime(descriptors) {}
    guard pid > 0 else {
      throw SandboxError(.system, "\(arguments[0]) cannot be started: \(String(cString: strerror(-pid))).")
    }
    self.pid = pid
    self.onEnd = onEnd
    handle = Descriptor(process)
    HostLoop.shared.watch(process, for: .read) { [weak self] _ in self?.end() }
  }

  // Whoever lets go of a program that runs has no use for it, and nobody else would reap it.
  isolated deinit {
    guard status == nil else { return }
    stop()
    HostLoop.shared.unwatch(handle.number)
    _ = spar_process_reap(pid)
  }

  func stop() {
    if status == nil { kill(pid, SIGKILL) }
  }

  private func end() {
    HostLoop.shared.unwatch(handle.number)
    status = spar_process_reap(pid)
    onEnd()
  }
}
