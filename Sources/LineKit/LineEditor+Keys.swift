// What keys do that libedit's own commands do not: blocks, pastes, giving up.

internal import CEditline
internal import CEditlineShim
internal import Glibc

extension LineEditor {
  static let pasteOn = "\u{1B}[?2004h"
  static let pasteOff = "\u{1B}[?2004l"

  /// No terminal sends these keys; they reach libedit's own commands, which cannot be called.
  enum PrivateKey {
    static let accept = "\u{1B}[990~"
    static let lineUp = "\u{1B}[991~"
    static let lineDown = "\u{1B}[992~"
    static let older = "\u{1B}[993~"
    static let newer = "\u{1B}[994~"
    /// Ctrl-\, which is a signal and never arrives as a key. One character, so that it can end a half-typed sequence.
    static let cancel: Unicode.Scalar = "\u{1C}"
  }

  func defineCommands() {
    spar_line_define(handle, "spar-enter") { editor, _ in LineEditor.of(editor).enter() }
    spar_line_define(handle, "spar-newline") { editor, _ in LineEditor.of(editor).beginLine() }
    spar_line_define(handle, "spar-up") { editor, _ in LineEditor.of(editor).up() }
    spar_line_define(handle, "spar-down") { editor, _ in LineEditor.of(editor).down() }
    spar_line_define(handle, "spar-line-start") { editor, _ in LineEditor.of(editor).lineStart() }
    spar_line_define(handle, "spar-line-end") { editor, _ in LineEditor.of(editor).lineEnd() }
    spar_line_define(handle, "spar-paste") { editor, _ in LineEditor.of(editor).paste() }
    spar_line_define(handle, "spar-complete") { editor, _ in LineEditor.of(editor).completeAtCursor() }
    spar_line_define(handle, "spar-cancel") { editor, _ in LineEditor.of(editor).cancel() }
  }

  func bindKeys() {
    bindBlockKeys()
    for (keys, command) in Self.editingKeys { spar_line_bind(handle, keys, command) }
  }

  /// The keys without which blocks cannot be entered.
  func bindBlockKeys() {
    for (keys, command) in Self.blockKeys { spar_line_bind(handle, keys, command) }
  }

  private static let blockKeys = [
    ("\r", "spar-enter"), ("\n", "spar-enter"), ("\u{1B}\r", "spar-newline"), ("\u{1B}\n", "spar-newline"),
    ("\t", "spar-complete"), ("\u{1B}[200~", "spar-paste"), ("\u{1C}", "spar-cancel"),
    ("\u{1B}[A", "spar-up"), ("\u{1B}OA", "spar-up"), ("\u{1B}[B", "spar-down"), ("\u{1B}OB", "spar-down"),
    (PrivateKey.accept, "ed-newline"), (PrivateKey.lineUp, "ed-prev-line"),
    (PrivateKey.lineDown, "ed-next-line"),
    (PrivateKey.older, "ed-prev-history"), (PrivateKey.newer, "ed-next-history"),
  ]

  private static let editingKeys = [
    ("^A", "spar-line-start"), ("^E", "spar-line-end"), ("^P", "spar-up"), ("^N", "spar-down"),
    ("^R", "em-inc-search-prev"), ("^S", "em-inc-search-next"),
    ("\u{1B}[H", "spar-line-start"), ("\u{1B}OH", "spar-line-start"), ("\u{1B}[1~", "spar-line-start"),
    ("\u{1B}[7~", "spar-line-start"), ("\u{1B}[F", "spar-line-end"), ("\u{1B}OF", "spar-line-end"),
    ("\u{1B}[4~", "spar-line-end"), ("\u{1B}[8~", "spar-line-end"), ("\u{1B}[3~", "ed-delete-next-char"),
    ("\u{1B}[1;5C", "em-next-word"), ("\u{1B}[5C", "em-next-word"), ("\u{1B}Oc", "em-next-word"),
    ("\u{1B}[1;3C", "em-next-word"), ("\u{1B}f", "em-next-word"), ("\u{1B}[1;5D", "ed-prev-word"),
    ("\u{1B}[5D", "ed-prev-word"), ("\u{1B}Od", "ed-prev-word"), ("\u{1B}[1;3D", "ed-prev-word"),
    ("\u{1B}b", "ed-prev-word"), ("^W", "ed-delete-prev-word"), ("\u{1B}d", "em-delete-next-word"),
  ]

  private func push(_ keys: String) -> UInt8 {
    let wide = Self.wide(keys)
    el_wpush(handle, wide)
    wide.deallocate()
    return UInt8(CC_NORM)
  }

  // MARK: Enter

  private func enter() -> UInt8 {
    let text = folds.expand(buffer.text)
    guard text.allSatisfy(\.isWhitespace) || isComplete(text) else { return beginLine() }
    _ = indentLine()
    _ = push(PrivateKey.accept)
    return UInt8(CC_REFRESH)
  }

  private func beginLine() -> UInt8 {
    insert("\n" + String(repeating: " ", count: indentLine()))
    if !fits(buffer.text) { foldAboveCursor() }
    return UInt8(CC_REFRESH)
  }

  /// Indents the cursor's line of a block as its owner wants it, and returns the indentation of the next.
  private func indentLine() -> Int {
    let now = buffer
    let indent = indentation(folds.expand(now.beforeCursor))
    guard let columns = indent.line, let newline = now.beforeCursor.lastIndex(of: "\n") else { return indent.next }
    let line = now.beforeCursor[newline...].dropFirst().drop { $0 == " " || $0 == "\t" }
    let before = now.beforeCursor[...newline] + String(repeating: " ", count: columns) + line
    if before != now.beforeCursor {
      replaceAll(by: before + now.afterCursor, cursor: before.unicodeScalars.count)
    }
    return indent.next
  }

  /// Puts a mark for the lines above the cursor's own, so that the block stays on the screen.
  private func foldAboveCursor() {
    let now = buffer
    guard let newline = now.beforeCursor.lastIndex(of: "\n") else { return }
    let mark = folds.fold(String(now.beforeCursor[..<newline]), as: "above")
    let before = mark + now.beforeCursor[newline...]
    replaceAll(by: before + now.afterCursor, cursor: before.unicodeScalars.count)
  }

  // MARK: Moving

  private func up() -> UInt8 { push(buffer.beforeCursor.contains("\n") ? PrivateKey.lineUp : PrivateKey.older) }

  private func down() -> UInt8 { push(buffer.afterCursor.contains("\n") ? PrivateKey.lineDown : PrivateKey.newer) }

  private func lineStart() -> UInt8 {
    let before = buffer.beforeCursor
    let line = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    el_cursor(handle, -Int32(line.unicodeScalars.count))
    return UInt8(CC_CURSOR)
  }

  private func lineEnd() -> UInt8 {
    el_cursor(handle, Int32(buffer.afterCursor.prefix { $0 != "\n" }.unicodeScalars.count))
    return UInt8(CC_CURSOR)
  }

  // MARK: Paste

  private func paste() -> UInt8 {
    let pasted = Self.printable(readPaste())
    insert(pasted)
    guard !fits(buffer.text) else { return UInt8(CC_REFRESH) }
    let now = buffer
    let before = now.beforeCursor.dropLast(pasted.count) + folds.fold(pasted, as: "pasted")
    replaceAll(by: before + now.afterCursor, cursor: before.unicodeScalars.count)
    return UInt8(CC_REFRESH)
  }

  /// The pasted text up to the terminal's end mark, or up to a Ctrl-C.
  private func readPaste() -> String {
    let end = "\u{1B}[201~".unicodeScalars
    var text = String.UnicodeScalarView()
    var character: wchar_t = 0
    while el_wgetc(handle, &character) == 1, let scalar = Unicode.Scalar(UInt32(bitPattern: character)) {
      if scalar == PrivateKey.cancel, progress == .cancelling { break }
      text.append(scalar)
      if scalar == "~", text.suffix(end.count).elementsEqual(end) {
        text.removeLast(end.count)
        break
      }
    }
    return String(text)
  }

  /// Newlines of every kind as `\n`; no other control characters but tabs.
  private static func printable(_ text: String) -> String {
    let newlines = String(text.map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })
    return String(
      String.UnicodeScalarView(
        newlines.unicodeScalars.filter { scalar in
          scalar == "\n" || scalar == "\t" || !(scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value))
        }))
  }

  // MARK: Giving up

  /// Ctrl-C, second half: with the cursor at the end and drawn there, the next read ends the line.
  private func cancel() -> UInt8 {
    guard progress == .cancelling else { return UInt8(CC_ERROR) }
    moveCursor(to: buffer.text.unicodeScalars.count)
    progress = .cancelled
    return UInt8(CC_REFRESH)
  }
}
