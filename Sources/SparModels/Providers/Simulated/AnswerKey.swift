// The one right answer of an instruction that has one: a blank's filling, a number, true or false, a letter, an order.

enum AnswerKey: Sendable, Equatable {
  /// Words that must stand in the answer.
  case words(String)
  /// True or false for each quoted statement.
  case truths([Bool])
  case letter(Character)
  /// Quoted pieces in their right order.
  case order([String])

  /// Whether `response` gives this answer.
  func isGiven(in response: QuotedText) -> Bool {
    switch self {
    case .words(let text): response.source.position(of: SourceText(words: text).words.map(\.hash)) != nil
    case .truths(let truths): Self.truths(in: response.source).starts(with: truths)
    case .letter(let letter): Self.firstLetter(in: response.text) == letter
    case .order(let pieces): Self.isAscending(pieces, in: response.source)
    }
  }

  private static func truths(in response: SourceText) -> [Bool] {
    response.words.compactMap { $0.hash == trueHash ? true : $0.hash == falseHash ? false : nil }
  }

  private static func firstLetter(in text: String) -> Character? {
    var before: UInt8 = 0x20
    for byte in text.utf8 {
      if byte == 0x29, (0x41...0x46).contains(before) { return Character(UnicodeScalar(before)) }
      before = byte
    }
    return nil
  }

  private static func isAscending(_ pieces: [String], in response: SourceText) -> Bool {
    let places = pieces.map { response.position(of: SourceText(words: $0).words.prefix(4).map(\.hash)) ?? -1 }
    return places.allSatisfy { $0 >= 0 } && zip(places, places.dropFirst()).allSatisfy { $0 < $1 }
  }

  private static let trueHash = SourceWord.hash(of: "true")
  private static let falseHash = SourceWord.hash(of: "false")
}
