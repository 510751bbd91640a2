// The keys of the terminal that the program was started on. Between `begin` and `end` the terminal hands over each key at
// once and shows none; Ctrl-C stays what it is.

internal import Glibc
internal import LoopKit
internal import SparScript

@Host
final class TerminalKeyboard: Keyboard {
  private let output: StandardOutput
  private let progressLine: ProgressLine?
  /// The terminal's settings before `begin`; `nil` where it has not been taken over.
  private var settings: termios?
  private var keys = KeyDecoder()
  private var waiting: CheckedContinuation<Void, any Error>?

  init(_ output: StandardOutput, progressLine: ProgressLine?) {
    self.output = output
    self.progressLine = progressLine
  }

  func begin() throws {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw ProgramError(
        .terminal, "Picking needs a terminal, and standard input or output is none.",
        hint: "Call it at the prompt, or in a script that a terminal runs.")
    }
    guard settings == nil else { throw ProgramError(.terminal, "Somebody picks already.") }
    var current = termios()
    guard tcgetattr(STDIN_FILENO, &current) == 0 else {
      throw ProgramError(.terminal, "The terminal's settings cannot be read.")
    }
    settings = current
    current.c_lflag &= ~tcflag_t(ICANON | ECHO)
    // Suspended, the program would leave the terminal as it is now.
    withUnsafeMutableBytes(of: &current.c_cc) { characters in
      characters[Int(VSUSP)] = 0
      characters[Int(VMIN)] = 1
      characters[Int(VTIME)] = 0
    }
    tcsetattr(STDIN_FILENO, TCSADRAIN, &current)
    progressLine?.hide()
    output.script.write("\u{1B}[?1049h")
  }

  func end() {
    guard var settings else { return }
    self.settings = nil
    keys = KeyDecoder()
    tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
    output.script.write("\u{1B}[H\u{1B}[2J\u{1B}[?1049l")
    progressLine?.show()
  }

  func next() async throws -> String? {
    while true {
      if let key = keys.next() { return key }
      try await readable()
      guard fill() else { return nil }
    }
  }

  var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Reads what has been typed; `false` at the end of the input.
  private func fill() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    if count < 0 { return errno == EINTR || errno == EAGAIN }
    keys.add(bytes.prefix(count))
    return count > 0
  }

  private func readable() async throws {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        guard !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
        waiting = continuation
        HostLoop.shared.watch(STDIN_FILENO, for: .read) { [self] _ in wake(nil) }
      }
    } onCancel: {
      Host.task { self.wake(CancellationError()) }
    }
  }

  private func wake(_ error: (any Error)?) {
    guard let continuation = waiting else { return }
    waiting = nil
    HostLoop.shared.unwatch(STDIN_FILENO)
    if let error { continuation.resume(throwing: error) } else { continuation.resume() }
  }
}
