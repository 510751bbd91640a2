// Puts the units of a text together to chunks.

struct ChunkPacker {
  let units: [ChunkUnit]
  let borders: Borders
  let size: Int
  let overlap: Int
  let isCode: Bool
  /// Characters of the text before each unit, and before its end.
  private var before: [(start: Int, end: Int)] = []
  private var chunks: [Chunk] = []

  init(units: [ChunkUnit], borders: Borders, size: Int, overlap: Int, isCode: Bool) {
    (self.units, self.borders, self.size, self.overlap, self.isCode) = (units, borders, size, overlap, isCode)
    var offset = 0, characters = 0
    for unit in units {
      characters += borders.characters(in: offset..<unit.range.lowerBound)
      let start = characters
      characters += borders.characters(in: unit.range)
      offset = unit.range.upperBound
      before.append((start, characters))
    }
  }

  mutating func pack() -> [Chunk] {
    if !units.isEmpty { pack(units.indices) }
    return chunks
  }

  /// Cuts at the strongest borders inside, puts together what fits together, and goes on with what is too long.
  private mutating func pack(_ range: Range<Int>) {
    if fits(range) { return flush(range) }
    var start = range.lowerBound
    for group in groups(in: range) where !fits(start..<group.upperBound) {
      if start < group.lowerBound { flush(start..<group.lowerBound) }
      start = group.lowerBound
      if !fits(group) {
        pack(group)
        start = group.upperBound
      }
    }
    if start < range.upperBound { flush(start..<range.upperBound) }
  }

  private func fits(_ range: Range<Int>) -> Bool {
    if range.count <= 1 { return true }
    let isFirst = range.lowerBound == 0 || isHard(range.lowerBound)
    return before[range.upperBound - 1].end - before[range.lowerBound].start <= (isFirst ? size : size - overlap)
  }

  private func groups(in range: Range<Int>) -> [Range<Int>] {
    let strongest = range.dropFirst().map { units[$0].rank }.min() ?? 0
    let starts = [range.lowerBound] + range.dropFirst().filter { units[$0].rank == strongest }
    return zip(starts, starts.dropFirst() + [range.upperBound]).map { $0..<$1 }
  }

  /// Whether nothing is repeated across the border before a unit.
  private func isHard(_ unit: Int) -> Bool { units[unit].rank < (isCode ? 2 : ChunkUnit.paragraph) }

  private mutating func flush(_ range: Range<Int>) {
    let end = units[range.upperBound - 1].range.upperBound
    let characters = before[range.upperBound - 1].end - before[range.lowerBound].start
    let start = repeated(before: range.lowerBound, room: size - characters)
    chunks.append(Chunk(range: start..<end, headings: commonHeadings(range)))
  }

  /// Where the chunk that begins with `unit` begins with what it repeats of the one before.
  private func repeated(before unit: Int, room: Int) -> Int {
    let start = units[unit].range.lowerBound
    // What lies between the two comes along.
    let room = unit == 0 ? 0 : min(overlap, room - (before[unit].start - before[unit - 1].end))
    guard room > 0, let previous = chunks.last?.range, !isHard(unit) else { return start }
    let repeated = borders.overlapStart(room, in: previous, byLines: isCode)
    return repeated < previous.upperBound ? repeated : start
  }

  private func commonHeadings(_ range: Range<Int>) -> [String] {
    var common = units[range.lowerBound].headings
    for unit in range.dropFirst() where !common.isEmpty {
      let headings = units[unit].headings
      common = Array(zip(common, headings).prefix { $0 == $1 }.map(\.0))
    }
    return common
  }
}
