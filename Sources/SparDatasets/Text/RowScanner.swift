// Finds the rows of a table: its lines, but for those inside of quoted cells.

struct RowScanner {
  let text: [UInt8]
  /// Bytes of the head, with the end of its line.
  let head: Int

  init(_ text: [UInt8], head: Int) { (self.text, self.head) = (text, head) }

  func units() -> [ChunkUnit] {
    var units: [ChunkUnit] = [], start = head, isQuoted = false
    for index in head..<text.count {
      if text[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard text[index] == 0x0A, !isQuoted else { continue }
      add(start..<index, to: &units)
      start = index + 1
    }
    add(start..<text.count, to: &units)
    return units
  }

  /// Bytes of a table's first row, with the end of its line.
  static func headSize(of text: [UInt8]) -> Int {
    let first = RowScanner(text, head: 0).units().first?.range.upperBound ?? 0
    return min(first + 1, text.count)
  }

  private func add(_ row: Range<Int>, to units: inout [ChunkUnit]) {
    if text[row].allSatisfy(\.isSpace) { return }
    units.append(ChunkUnit(range: row, rank: ChunkUnit.paragraph))
  }
}
