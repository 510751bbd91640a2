// Tab: insert what is certain, list the rest.

internal import CEditline
internal import CEditlineShim

extension LineEditor {
  func completeAtCursor() -> UInt8 {
    let now = buffer
    if isAtIndentation(now) {
      insert("  ")
      return UInt8(CC_REFRESH)
    }
    let before = folds.expand(now.beforeCursor)
    let found = complete(before + folds.expand(now.afterCursor), before.utf8.count)
    let typed = String(decoding: before.utf8.dropFirst(found.replaceFrom), as: UTF8.self)
    guard !found.candidates.isEmpty else { return UInt8(CC_ERROR) }
    let common = found.commonPrefix
    if common.utf8.count > typed.utf8.count || (found.candidates.count == 1 && common != typed) {
      return replace(typed, by: common)
    }
    return found.candidates.count == 1 ? UInt8(CC_NORM) : list(found)
  }

  /// On a line that is blank so far, Tab indents.
  private func isAtIndentation(_ buffer: Buffer) -> Bool {
    let line = buffer.beforeCursor.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    return buffer.beforeCursor.contains("\n") && line.allSatisfy { $0 == " " || $0 == "\t" }
  }

  private func replace(_ typed: String, by text: String) -> UInt8 {
    el_deletestr(handle, Int32(typed.unicodeScalars.count))
    insert(text)
    return UInt8(CC_REFRESH)
  }

  /// The list is written by the next read, when the cursor stands on the block's first row.
  private func list(_ found: Completion) -> UInt8 {
    let screen = screen
    listing = (found.columns(width: screen.columns - 1, rows: max(4, screen.rows / 2)), buffer.cursor)
    moveCursor(to: 0)
    return UInt8(CC_REFRESH)
  }

  func showListing() {
    guard let (lines, cursor) = listing else { return }
    listing = nil
    send("\r\u{1B}[J" + lines.map { $0 + "\r\n" }.joined())
    moveCursor(to: cursor)
    spar_line_refresh(handle)
  }
}
