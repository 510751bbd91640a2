// Cuts a text into chunks of bounded size at the strongest borders there are.

/// Chunks of at most `size` characters.
///
/// A text that is too long is cut between its sections, those between their subsections, then between paragraphs,
/// sentences and words; code between declarations, what is in them, blank lines and lines; a table between rows.
/// Neighbours that fit together stay together.
struct Chunker {
  let size: Int
  /// How many characters a chunk repeats of the one before, at most, and from a border on. Nothing is repeated across
  /// the border of a section or of a declaration.
  let overlap: Int
  let layout: Layout

  /// In order, none of them blank.
  func chunks(of text: [UInt8]) -> [Chunk] {
    let borders = Borders(text: text)
    guard !isWhole(borders) else { return borders.whole.map { [Chunk(range: $0)] } ?? [] }
    let units = self.units(of: borders)
    var packer = ChunkPacker(units: units, borders: borders, size: room(borders), overlap: overlap, isCode: isCode)
    return packer.pack()
  }

  var isCode: Bool { if case .code = layout { true } else { false } }

  /// Bytes are never fewer than characters.
  private func isWhole(_ borders: Borders) -> Bool {
    layout == .whole || borders.text.count <= size
      || borders.offset(size, from: 0, to: borders.text.count) == borders.text.count
  }

  /// What is left for rows where a head is repeated before them.
  private func room(_ borders: Borders) -> Int {
    guard case .rows(let head) = layout else { return size }
    return max(size - borders.characters(in: 0..<head), 1)
  }

  private func units(of borders: Borders) -> [ChunkUnit] {
    let units =
      switch layout {
      case .code(let language): CodeScanner(borders.text, language: language).units()
      case .rows(let head): RowScanner(borders.text, head: head).units()
      case .markdown: MarkdownScanner(borders.text).units()
      case .prose, .whole: borders.paragraphs().map { ChunkUnit(range: $0, rank: ChunkUnit.paragraph) }
      }
    let room = self.room(borders)
    return units.flatMap { pieces(of: $0, borders, room: room) }
  }

  /// The unit itself, or, where it is too long, its pieces, which leave room for an overlap.
  private func pieces(of unit: ChunkUnit, _ borders: Borders, room: Int) -> [ChunkUnit] {
    let end = unit.range.upperBound
    if borders.offset(room, from: unit.range.lowerBound, to: end) == end { return [unit] }
    let limit = max(room - overlap, 1)
    var pieces: [ChunkUnit] = []
    var start = unit.range.lowerBound
    while start < end {
      let reach = borders.offset(limit, from: start, to: end)
      let stop = reach == end ? reach : cut(start..<reach, borders)
      let rank = pieces.isEmpty ? unit.rank : ChunkUnit.piece
      pieces.append(ChunkUnit(range: start..<stop, rank: rank, headings: unit.headings))
      start = stop
      while start < end, isSeparator(borders.text[start]) { start += 1 }
    }
    return pieces
  }

  /// The last good border in `window`, else its end.
  private func cut(_ window: Range<Int>, _ borders: Borders) -> Int {
    let positions = window.dropFirst().reversed()
    let line = positions.first { borders.text[$0] == 0x0A }
    switch layout {
    case .code, .rows: return line ?? window.upperBound
    case .prose, .markdown, .whole:
      if borders.endsSentence(at: window.upperBound, from: window.lowerBound) { return window.upperBound }
      return positions.first { borders.endsSentence(at: $0, from: window.lowerBound) }
        ?? (borders.text[window.upperBound].isSpace ? window.upperBound : nil)
        ?? positions.first { borders.text[$0].isSpace } ?? window.upperBound
    }
  }

  /// Indentation belongs to code.
  private func isSeparator(_ byte: UInt8) -> Bool { isCode ? byte == 0x0A : byte.isSpace }
}
