// Cuts a text into chunks of bounded size at the best borders there are.

/// Chunks of at most `size` characters. Prose is cut between paragraphs, a longer paragraph between sentences, then
/// words, then anywhere; code between blank lines, then lines.
struct Chunker {
  enum Style { case prose, code }

  let size: Int
  /// How many characters a chunk repeats of the one before, at most, and from a border on.
  let overlap: Int
  let style: Style

  /// Byte ranges of `text`, in order; none of them blank.
  func chunks(of text: [UInt8]) -> [Range<Int>] {
    let borders = Borders(text: text)
    var packer = Packer(borders: borders, chunker: self)
    for paragraph in borders.paragraphs() {
      for unit in units(of: paragraph, borders) { packer.add(unit) }
    }
    return packer.finish()
  }

  /// The paragraph itself, or, where it is too long, its pieces, which leave room for an overlap.
  private func units(of paragraph: Range<Int>, _ borders: Borders) -> [Range<Int>] {
    if borders.offset(size, from: paragraph.lowerBound, to: paragraph.upperBound) == paragraph.upperBound {
      return [paragraph]
    }
    let limit = size - overlap
    var units: [Range<Int>] = []
    var start = paragraph.lowerBound
    while start < paragraph.upperBound {
      let reach = borders.offset(limit, from: start, to: paragraph.upperBound)
      let end = reach == paragraph.upperBound ? reach : cut(start..<reach, borders)
      units.append(start..<end)
      start = end
      while start < paragraph.upperBound, isSeparator(borders.text[start]) { start += 1 }
    }
    return units
  }

  /// The last good border in `window`, else its end.
  private func cut(_ window: Range<Int>, _ borders: Borders) -> Int {
    let positions = window.dropFirst().reversed()
    switch style {
    case .code: return positions.first { borders.text[$0] == 0x0A } ?? window.upperBound
    case .prose:
      if borders.endsSentence(at: window.upperBound, from: window.lowerBound) { return window.upperBound }
      return positions.first { borders.endsSentence(at: $0, from: window.lowerBound) }
        ?? (borders.text[window.upperBound].isSpace ? window.upperBound : nil)
        ?? positions.first { borders.text[$0].isSpace } ?? window.upperBound
    }
  }

  /// Indentation belongs to code.
  fileprivate func isSeparator(_ byte: UInt8) -> Bool { style == .code ? byte == 0x0A : byte.isSpace }

  /// Where the repeated part of a chunk begins: the first paragraph, else sentence, else word in the last `count`
  /// characters of `previous`.
  fileprivate func overlapStart(_ count: Int, in previous: Range<Int>, _ borders: Borders) -> Int {
    let earliest = borders.offset(count, back: previous.upperBound, to: previous.lowerBound + 1)
    let window = earliest..<previous.upperBound
    let text = borders.text
    let paragraph = window.first { text[$0 - 1] == 0x0A && $0 > 1 && text[$0 - 2] == 0x0A }
    let line = style == .code ? window.first { text[$0 - 1] == 0x0A } : nil
    let sentence = window.first { !text[$0].isSpace && borders.endsSentence(at: $0 - 1, from: previous.lowerBound) }
    let word = window.first { text[$0 - 1].isSpace && !text[$0].isSpace }
    return paragraph ?? line ?? (style == .prose ? sentence : nil) ?? word ?? previous.upperBound
  }
}

/// Fills chunks with units, greedily.
private struct Packer {
  let borders: Borders
  let chunker: Chunker
  private var finished: [Range<Int>] = []
  private var current: Range<Int>?
  private var characters = 0

  init(borders: Borders, chunker: Chunker) {
    self.borders = borders
    self.chunker = chunker
  }

  mutating func add(_ unit: Range<Int>) {
    guard let chunk = current else { return begin(with: unit) }
    let added = borders.characters(in: chunk.upperBound..<unit.upperBound)
    if characters + added <= chunker.size {
      current = chunk.lowerBound..<unit.upperBound
      characters += added
    } else {
      finished.append(chunk)
      begin(with: unit, after: chunk, added: added)
    }
  }

  mutating func finish() -> [Range<Int>] {
    if let chunk = current { finished.append(chunk) }
    return finished
  }

  private mutating func begin(with unit: Range<Int>, after previous: Range<Int>? = nil, added: Int = 0) {
    var start = unit.lowerBound
    let room = min(chunker.overlap, chunker.size - added)
    if let previous, room > 0 {
      let repeated = chunker.overlapStart(room, in: previous, borders)
      if repeated < previous.upperBound { start = repeated }
    }
    current = start..<unit.upperBound
    characters = borders.characters(in: start..<unit.upperBound)
  }
}
