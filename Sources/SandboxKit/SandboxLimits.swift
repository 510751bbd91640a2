// What code may take.

package struct SandboxLimits: Sendable, Equatable {
  /// From its start to its end, by the clock on the wall; a process may use as much of the processor, and a second more.
  package var seconds: Double
  /// Bytes of memory: of the addresses of one process, and of what all processes hold together.
  package var memory: Int
  /// Bytes that are kept of each of its two outputs.
  package var output: Int
  /// Processes and threads at a time.
  package var processes: Int
  /// Bytes of one file, and of each of the two folders that it may write to.
  package var files: Int

  package init(
    seconds: Double = 10, memory: Int = 512 << 20, output: Int = 64 << 10, processes: Int = 32, files: Int = 64 << 20
  ) {
    self.seconds = seconds
    self.memory = memory
    self.output = output
    self.processes = processes
    self.files = files
  }

  /// Bytes of output after which code is stopped: what prints for ever is not listened to until its time is up.
  var flood: Int { max(16 * output, 1 << 20) }

  func check() throws(SandboxError) {
    guard seconds > 0, seconds <= 86_400 else {
      throw SandboxError(.invalid, "Code can run from a moment up to a day, not for \(seconds) s.")
    }
    guard memory >= 16 << 20 else {
      throw SandboxError(.invalid, "No interpreter starts with less than 16 MB of memory.")
    }
    guard output >= 0, processes >= 1, files >= 0 else {
      throw SandboxError(.invalid, "Limits of code are not below 0, and it needs one process.")
    }
  }
}
