// A demand that an instruction makes beside its question. The editor adds and drops demands, contenders meet or miss
// them, judges check them: all three know them by the same words.

enum Demand: Sendable, Equatable {
  case quote
  case reason
  case counterpoint
  case confidence
  case limit(Int)
  case points(Int)
  case mention(String)
  case avoid(String)

  /// The sentence that makes the demand.
  var sentence: String {
    switch self {
    case .quote: "Quote the sentence of the passage that supports your answer."
    case .reason: "Give the reason as well, beginning with the word because."
    case .counterpoint:
      "Name one point of the passage that speaks against your answer, beginning with the word however."
    case .confidence: "End with a line that gives your confidence: low, medium or high."
    case .limit(let words): "Use at most \(words) words."
    case .points(let count): "Set the answer out in exactly \(count) numbered points."
    case .mention(let topic): "Also say what the passage tells about \"\(topic)\"."
    case .avoid(let word): "Do not use the word \"\(word)\"."
    }
  }

  /// The demands that an instruction makes.
  static func all(in instruction: QuotedText) -> [Demand] {
    var demands: [Demand] = []
    if instruction.contains("quote the sentence") { demands.append(.quote) }
    if instruction.contains("give the reason") { demands.append(.reason) }
    if instruction.contains("speaks against your answer") { demands.append(.counterpoint) }
    if instruction.contains("gives your confidence") { demands.append(.confidence) }
    if let topic = instruction.quotation(after: "also say what the passage tells about ") {
      demands.append(.mention(topic))
    }
    if let word = instruction.quotation(after: "do not use the word ") { demands.append(.avoid(word)) }
    if let count = instruction.number(after: "in exactly "), (1...9).contains(count) { demands.append(.points(count)) }
    if let words = instruction.number(after: "at most "), words > 0 { demands.append(.limit(words)) }
    return demands
  }

  /// Whether two demands are of one kind, whatever their numbers and words.
  func isLike(_ other: Demand) -> Bool {
    switch (self, other) {
    case (.limit, .limit), (.points, .points), (.mention, .mention), (.avoid, .avoid): true
    default: self == other
    }
  }

  /// Whether `response` meets the demand; `passage` is what a quotation must come from.
  func isMet(by response: QuotedText, passage: SourceText) -> Bool {
    switch self {
    case .quote: response.claims.contains { passage.position(of: $0.words.prefix(6).map(\.hash)) != nil }
    case .reason: response.contains("because")
    case .counterpoint: response.contains("however")
    case .confidence: response.contains("confidence: ")
    case .limit(let words): response.source.words.count <= words
    case .points(let count): response.contains("\n\(count). ") && !response.contains("\n\(count + 1). ")
    case .mention(let topic): response.source.position(of: SourceText(words: topic).words.map(\.hash)) != nil
    case .avoid(let word): !response.source.words.contains { $0.hash == SourceWord.hash(of: word) }
    }
  }
}
