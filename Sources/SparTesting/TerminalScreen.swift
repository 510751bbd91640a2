// What a terminal would show: the small part of an xterm that line editors use. Anything else is left out, not guessed.

/// A grid of characters with a cursor, fed with a program's output.
package struct TerminalScreen {
  package private(set) var columns: Int
  package private(set) var rows: Int
  /// Rows that have scrolled off the top, oldest first.
  package private(set) var scrolled: [String] = []
  package private(set) var row = 0
  package private(set) var column = 0
  /// Private modes that are on, such as 2004 (bracketed paste).
  package private(set) var modes: Set<Int> = []

  /// One character per column; the second column of a wide character is `nil`.
  private var cells: [[Character?]]
  private var pending: [UInt8] = []

  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The rows from top to bottom, without the spaces at their ends.
  package var lines: [String] {
    cells.map { row in
      var text = String(row.compactMap { $0 })
      while text.last == " " { text.removeLast() }
      return text
    }
  }

  /// Everything shown so far: what has scrolled off, then the screen without the blank rows at its end.
  package var text: String {
    var all = scrolled + lines
    while all.last == "" { all.removeLast() }
    return all.joined(separator: "\n")
  }

  package mutating func resize(columns: Int, rows: Int) {
    while cells.count > rows, row > 0 { scroll() }
    cells = (0..<rows).map { index in
      let old = index < cells.count ? cells[index] : []
      return Array((old + Array(repeating: " ", count: max(0, columns - old.count))).prefix(columns))
    }
    (self.columns, self.rows) = (columns, rows)
    (row, column) = (min(row, rows - 1), min(column, columns - 1))
  }

  package mutating func feed(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    var index = pending.startIndex
    while index < pending.endIndex, let used = step(pending[index...]) { index += used }
    pending.removeFirst(index)
  }

  // MARK: One character or sequence

  /// How many bytes the first character or sequence took; `nil` while it is incomplete.
  private mutating func step(_ bytes: ArraySlice<UInt8>) -> Int? {
    let first = bytes.first!
    if first == 0x1B { return escape(bytes) }
    if first < 0x20 || first == 0x7F {
      control(first)
      return 1
    }
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard bytes.count >= length else { return nil }
    String(decoding: bytes.prefix(length), as: UTF8.self).unicodeScalars.forEach { put($0) }
    return length
  }

  private mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x08: column = max(0, min(column, columns - 1) - 1)
    case 0x09: column = min(columns - 1, (column / 8 + 1) * 8)
    case 0x0A: lineFeed()
    case 0x0D: column = 0
    default: break
    }
  }

  private mutating func escape(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= 2 else { return nil }
    let body = bytes.dropFirst(2)
    guard bytes[bytes.startIndex + 1] == UInt8(ascii: "[") else { return 2 }
    guard let end = body.firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
    sequence(String(decoding: body[..<end], as: UTF8.self), Character(Unicode.Scalar(body[end])))
    return end - bytes.startIndex + 1
  }

  private mutating func sequence(_ parameters: String, _ final: Character) {
    if parameters.hasPrefix("?") { return setMode(parameters.dropFirst(), on: final == "h") }
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let count = max(1, numbers.first ?? 1)
    switch final {
    case "A": row = max(0, row - count)
    case "B": row = min(rows - 1, row + count)
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, min(column, columns - 1) - count)
    case "G": column = min(columns, count) - 1
    case "H": (row, column) = (min(rows, count) - 1, min(columns, max(1, numbers.count > 1 ? numbers[1] : 1)) - 1)
    case "J": eraseBelow(all: numbers.first == 2)
    case "K": erase(row: row, from: column)
    case "@": shift(by: count)
    case "P": shift(by: -count)
    default: break
    }
  }

  private mutating func setMode(_ number: Substring, on: Bool) {
    guard let number = Int(number) else { return }
    if on { modes.insert(number) } else { modes.remove(number) }
  }

  // MARK: The grid

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = Self.width(scalar)
    if width == 0 { return combine(scalar) }
    if column + width > columns {
      column = 0
      lineFeed()
    }
    cells[row][column] = Character(scalar)
    if width == 2 { cells[row][column + 1] = nil }
    column += width
  }

  private mutating func combine(_ scalar: Unicode.Scalar) {
    guard column > 0 else { return }
    let place = cells[row][column - 1] == nil ? column - 2 : column - 1
    cells[row][place] = cells[row][place].map { Character(String($0) + String(scalar)) }
  }

  private mutating func lineFeed() {
    if row == rows - 1 { scroll() } else { row += 1 }
  }

  private mutating func scroll() {
    scrolled.append(lines[0])
    cells.removeFirst()
    cells.append(Array(repeating: " ", count: columns))
  }

  private mutating func erase(row: Int, from start: Int) {
    guard start < columns else { return }
    for place in start..<columns { cells[row][place] = " " }
  }

  private mutating func eraseBelow(all: Bool) {
    erase(row: row, from: all ? 0 : column)
    for other in (all ? 0 : row + 1)..<max(row + 1, rows) { erase(row: other, from: 0) }
  }

  /// Inserts blanks at the cursor, or deletes characters there when `count` is negative.
  private mutating func shift(by count: Int) {
    guard column < columns else { return }
    var line = cells[row]
    if count > 0 {
      line.insert(contentsOf: repeatElement(" ", count: count), at: column)
    } else {
      line.removeSubrange(column..<min(columns, column - count))
      line += Array(repeating: " ", count: -count)
    }
    cells[row] = Array(line.prefix(columns))
  }

  /// Enough for the tests: the wide blocks of East Asian scripts and emoji, combining marks.
  private static func width(_ scalar: Unicode.Scalar) -> Int {
    if scalar.properties.generalCategory == .nonspacingMark { return 0 }
    let wide: [ClosedRange<UInt32>] = [
      0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }
}
