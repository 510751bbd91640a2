// Standard output and standard error, with a progress line that steps aside for both.

internal import Glibc
internal import LoopKit
internal import SparScript
internal import Synchronization

/// Writes in order with what Lua's io library writes, which goes through the C library's buffer.
final class StandardOutput: Sendable {
  private let isQuiet: Bool
  /// Whether a progress line stands on the terminal, without a line break after it.
  private let hasLine = Mutex(false)
  private let sharesTerminal = isatty(STDOUT_FILENO) == 1 && isatty(STDERR_FILENO) == 1

  private let reply: Mutex<ReplyScreen>

  init(isQuiet: Bool, hasColour: Bool = false) {
    self.isQuiet = isQuiet
    reply = Mutex(ReplyScreen(hasColour: hasColour))
  }

  var script: ScriptOutput {
    ScriptOutput(write: { self.write($0) }, note: { self.note($0) }, stream: { self.stream($0, isThought: $1) })
  }

  /// Nothing, too, ends a reply that was shown while it came.
  func write(_ text: String) {
    if sharesTerminal { clearLine() }
    let end = reply.withLock { $0.close() }
    OutputStream.write(end + text)
    if sharesTerminal { OutputStream.flush() }
  }

  private func stream(_ piece: String, isThought: Bool) {
    clearLine()
    OutputStream.write(reply.withLock { $0.text(for: piece, isThought: isThought) })
    OutputStream.flush()
  }

  /// A line on standard error, unless the user asked for quiet.
  func note(_ text: String) {
    guard !isQuiet else { return }
    error(text + "\n")
  }

  func error(_ text: String) {
    clearLine()
    OutputStream.flush()
    Self.put(text)
  }

  /// Draws the progress line in place of the last one.
  func draw(_ line: String) {
    hasLine.withLock { $0 = true }
    Self.put("\r\u{1B}[K" + line)
  }

  func clearLine() {
    hasLine.withLock { drawn in
      if drawn { Self.put("\r\u{1B}[K") }
      drawn = false
    }
  }

  private static func put(_ text: String) {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { return }
      sent += max(0, count)
    }
  }
}
