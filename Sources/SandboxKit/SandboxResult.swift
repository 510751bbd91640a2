// What became of code that was run.

package struct SandboxResult: Sendable, Equatable {
  /// How it ended.
  package enum End: Sendable, Equatable {
    /// By itself; 0 for a success.
    case exit(Int32)
    /// By a signal: its own, or the kernel's where it went over a limit.
    case signal(Int32)
    /// By us, because it went over a limit.
    case stopped(Limit)
  }

  package enum Limit: String, Sendable { case time, memory, output }

  /// As much as was kept.
  package var output: [UInt8]
  package var errors: [UInt8]
  /// Whether one of them was cut.
  package var isTruncated: Bool
  package var end: End
  package var seconds: Double

  package init(output: [UInt8], errors: [UInt8], isTruncated: Bool = false, end: End, seconds: Double) {
    self.output = output
    self.errors = errors
    self.isTruncated = isTruncated
    self.end = end
    self.seconds = seconds
  }
}
