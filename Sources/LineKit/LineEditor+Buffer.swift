// The text under edit, as Swift strings over libedit's wide characters.

internal import CEditline
internal import CEditlineShim
internal import Glibc

extension LineEditor {
  /// The text and where the cursor stands in it, counted in Unicode scalars.
  struct Buffer {
    var text: String
    var cursor: Int

    var beforeCursor: String { String(text.unicodeScalars.prefix(cursor)) }
    var afterCursor: String { String(text.unicodeScalars.dropFirst(cursor)) }
  }

  var buffer: Buffer {
    let line = el_wline(handle)!.pointee
    let length = line.lastchar - line.buffer
    return Buffer(
      text: Self.text(UnsafeBufferPointer(start: line.buffer, count: length)), cursor: line.cursor - line.buffer)
  }

  func insert(_ text: String) {
    guard !text.isEmpty else { return }
    let wide = Self.wide(text)
    el_winsertstr(handle, wide)
    wide.deallocate()
  }

  func replaceAll(by text: String, cursor: Int) {
    let wide = Self.wide(text)
    el_wreplacestr(handle, wide)
    wide.deallocate()
    moveCursor(to: cursor)
  }

  func moveCursor(to target: Int) {
    el_cursor(handle, Int32(target - buffer.cursor))
  }

  // MARK: The screen

  /// The terminal's size; 80 by 24 where it does not say.
  var screen: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1, size.ws_row > 1 else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Whether a block can be drawn on the screen, with some of the lines above it left.
  func fits(_ text: String) -> Bool {
    DisplayWidth.rowsBelow(text, indent: promptWidth, columns: screen.columns) < screen.rows - 4
  }

  /// Writes past libedit, whose own output is always flushed when one of our functions may do this.
  func send(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      guard written > 0 || errno == EINTR else { return }
      rest = rest.dropFirst(max(0, written))
    }
  }

  // MARK: Wide characters

  static func wide(_ text: String) -> UnsafeMutablePointer<wchar_t> {
    let scalars = text.unicodeScalars.filter { $0 != "\0" }
    let copy = UnsafeMutablePointer<wchar_t>.allocate(capacity: scalars.count + 1)
    for (index, scalar) in scalars.enumerated() { copy[index] = wchar_t(bitPattern: scalar.value) }
    copy[scalars.count] = 0
    return copy
  }

  static func text(_ wide: some Sequence<wchar_t>) -> String {
    var text = String.UnicodeScalarView()
    for character in wide { text.append(Unicode.Scalar(UInt32(bitPattern: character)) ?? "\u{FFFD}") }
    return String(text)
  }
}
