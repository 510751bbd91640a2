// Reading without editing: a dumb terminal, a pipe, a file. The terminal's own line discipline does what it can.

internal import Glibc

/// Lines from a descriptor.
package final class PlainLines: LineReader {
  private let descriptor: Int32
  private let showPrompt: (String) -> Void
  private var buffer: [UInt8] = []
  private var start = 0
  private var ended = false

  /// - Parameter showPrompt: writes a prompt; nothing is written where nobody looks.
  package init(descriptor: Int32 = STDIN_FILENO, showPrompt: @escaping (String) -> Void = { _ in }) {
    self.descriptor = descriptor
    self.showPrompt = showPrompt
  }

  package func readLine(prompt: String) -> LineInput {
    showPrompt(prompt)
    while true {
      if let line = bufferedLine() { return .text(line) }
      if ended { return lastLine() }
      if !fill() { return .interrupted }
    }
  }

  /// Everything up to the end of the input, or `nil` when Ctrl-C came first.
  package func readAll() -> String? {
    while !ended { guard fill() else { return nil } }
    defer { start = buffer.count }
    return String(decoding: buffer[start...], as: UTF8.self)
  }

  package func addHistory(_ text: String) {}

  private func bufferedLine() -> String? {
    guard let newline = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    defer { start = newline + 1 }
    let end = newline > start && buffer[newline - 1] == UInt8(ascii: "\r") ? newline - 1 : newline
    return String(decoding: buffer[start..<end], as: UTF8.self)
  }

  private func lastLine() -> LineInput {
    guard start < buffer.count else { return .endOfFile }
    defer { start = buffer.count }
    return .text(String(decoding: buffer[start...], as: UTF8.self))
  }

  /// Reads more; `false` when a signal broke the read. What the user had typed before a Ctrl-C is given up with it.
  private func fill() -> Bool {
    buffer.removeFirst(start)
    start = 0
    let room = 1 << 16
    let old = buffer.count
    var failure: Int32 = 0
    var got = 0
    buffer.append(contentsOf: repeatElement(0, count: room))
    buffer.withUnsafeMutableBytes { bytes in
      got = read(descriptor, bytes.baseAddress! + old, room)
      failure = errno
    }
    buffer.removeLast(room - max(0, got))
    if got < 0, failure == EINTR { return false }
    ended = got <= 0
    return true
  }
}
