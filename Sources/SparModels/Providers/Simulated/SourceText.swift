// A text as the simulated models read it: bytes cut into words, and the words into statements.
// One linear pass each, no patterns, since replies are made on the loop's thread.

/// A passage, an instruction or a response, taken apart.
struct SourceText: Sendable {
  let bytes: [UInt8]
  /// In their order.
  private(set) var words: [SourceWord] = []
  /// Sentences of prose or lines of code, in their order.
  private(set) var statements: [SourceStatement] = []
  /// Whether it reads as source code rather than prose.
  private(set) var isCode = false

  init(_ text: String) {
    self.init(words: text)
    var cutter = StatementCutter(bytes)
    cutter.cut()
    isCode = cutter.isCode
    statements = assigned(cutter.pieces)
  }

  /// Words only; `common` are those that say nothing.
  init(words text: String, common: WordSet = CommonWords.inTexts) {
    bytes = Array(text.utf8)
    words = bytes.withUnsafeBufferPointer { buffer in
      var scanner = WordScanner(buffer, common: common)
      var words: [SourceWord] = []
      words.reserveCapacity(buffer.count / 5)
      while let word = scanner.next() { words.append(word) }
      return words
    }
  }

  /// The pieces with their words; pieces of one or two words are left out where there are longer ones.
  private func assigned(_ pieces: [StatementCutter.Piece]) -> [SourceStatement] {
    var next = 0
    let all = pieces.map { piece in
      while next < words.count, words[next].range.lowerBound < piece.range.lowerBound { next += 1 }
      let first = next
      while next < words.count, words[next].range.upperBound <= piece.range.upperBound { next += 1 }
      return SourceStatement(range: piece.range, words: first..<next, label: piece.label, isLeading: piece.isLeading)
    }.filter { !$0.words.isEmpty }
    let long = all.filter { $0.words.count >= 3 }
    return long.isEmpty ? all : long
  }
}

extension SourceText {
  var isEmpty: Bool { words.isEmpty }

  /// The text of `range`, with every run of white space made one space.
  func text(_ range: Range<Int>) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(range.count)
    for byte in bytes[range] {
      let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
      if !isSpace { out.append(byte) } else if out.last != 0x20 { out.append(0x20) }
    }
    return String(decoding: out, as: UTF8.self)
  }

  func text(_ word: SourceWord) -> String { String(decoding: bytes[word.range], as: UTF8.self) }
  func text(_ statement: SourceStatement) -> String { text(statement.range) }
  func words(of statement: SourceStatement) -> ArraySlice<SourceWord> { words[statement.words] }
}
