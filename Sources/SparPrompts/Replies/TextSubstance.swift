// What is compared when two texts are asked to differ in substance.

/// The substance of a text: of prose the words and the signs of arithmetic and comparison, in either case, without other
/// marks and spacing; of code every sign, without the white space outside of strings.
package struct TextSubstance: Equatable {
  private var words: [String] = []
  private var code: [[UInt8]] = []
  private var isWritten = false

  package init(of text: String) {
    var fences = CodeFenceTracker()
    for line in ReplyBytes(text.utf8).lines {
      if fences.covers(line) {
        if CodeFence(line) == nil { add(code: line) }
      } else {
        add(line: line)
      }
    }
  }

  /// Whether it has no word at all.
  package var isEmpty: Bool { !isWritten }

  /// A line of prose, with code between backticks.
  private mutating func add(line: ReplyBytes) {
    let parts = line.split(separator: UInt8(ascii: "`"), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index % 2 == 1, index + 1 < parts.count { add(code: part) } else { add(prose: part.text) }
    }
  }

  private mutating func add(prose: String) {
    var scanner = ProseScanner(prose)
    while let token = scanner.next() {
      if token.first.map({ $0.isLetter || $0.isNumber }) == true { isWritten = true }
      words.append(token)
    }
  }

  private mutating func add(code line: ReplyBytes) {
    var kept: [UInt8] = [], quote: UInt8?
    for byte in line.trimmed {
      if let open = quote { if byte == open { quote = nil } } else if "\"'".utf8.contains(byte) { quote = byte }
      if quote != nil || !byte.isSpace { kept.append(byte) }
    }
    guard !kept.isEmpty else { return }
    isWritten = true
    code.append(kept)
  }
}

/// Words and operators of prose.
private struct ProseScanner {
  private let characters: [Character]
  private var index = 0

  init(_ text: String) { characters = Array(text.lowercased()) }

  mutating func next() -> String? {
    while index < characters.count {
      if Self.isWord(characters[index]) { return take(while: Self.isWord) }
      let start = index
      let run = take { !Self.isWord($0) && !$0.isWhitespace }
      if run.isEmpty { index += 1 } else if isOperator(run, from: start) { return run }
    }
    return nil
  }

  private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }

  private mutating func take(while isTaken: (Character) -> Bool) -> String {
    let start = index
    while index < characters.count, isTaken(characters[index]) { index += 1 }
    return String(characters[start..<index])
  }

  /// `<`, `>=`, `+`, `%` anywhere; `-`, `*`, `/` between two operands of which one is a number or a single letter. Marks
  /// of emphasis, quotation and punctuation are none.
  private func isOperator(_ run: String, from start: Int) -> Bool {
    let isQuotation = run.allSatisfy { $0 == ">" } && characters[..<start].allSatisfy(\.isWhitespace)
    if isQuotation { return false }
    if run.contains(where: { "<>=+%^~≤≥≠±×÷".contains($0) }) { return true }
    guard run.count <= 2, run.allSatisfy({ "-−*/".contains($0) }) else { return false }
    return isOperand(before: start) || isOperand(after: start + run.count)
  }

  private func isOperand(before place: Int) -> Bool {
    let before = characters[..<place].reversed().drop(while: \.isWhitespace).prefix(while: Self.isWord)
    return Self.isOperand(Array(before)) && place < characters.count - 1
  }

  private func isOperand(after place: Int) -> Bool {
    let after = characters[place...].drop(while: \.isWhitespace).prefix(while: Self.isWord)
    return Self.isOperand(Array(after)) && characters[..<place].contains(where: Self.isWord)
  }

  private static func isOperand(_ word: [Character]) -> Bool {
    !word.isEmpty && (word.count == 1 || word.allSatisfy(\.isNumber))
  }
}
