// A line that announces an answer: `Answer: B`, `**Correct answer:** 42`, `## Solution`.

/// The label of an answer and what follows it on its line.
struct AnswerLabel {
  /// What of the line belongs to the answer itself, without the marks around it; empty for a label alone.
  let content: Substring
  /// `answer`, `solution`: two lines with the same one are a question and an answer each.
  let noun: String

  /// Reads a line; `nil` for one that begins in another way.
  init?(_ line: String) { self.init(line[...]) }

  init?(_ line: Substring) {
    let start = line.drop { $0.isWhitespace || "#>*_-•".contains($0) }
    let marks = line[..<start.startIndex]
    guard let colon = start.prefix(Self.longest).firstIndex(where: { $0 == ":" || $0 == "：" }) else {
      // Without a colon it must be a heading, which holds nothing else.
      guard marks.contains("#") || marks.hasSuffix("**"), let noun = Self.noun(of: start) else { return nil }
      (content, self.noun) = ("", noun)
      return
    }
    guard let noun = Self.noun(of: start[..<colon]) else { return nil }
    self.noun = noun
    content = Self.withoutMarks(start[start.index(after: colon)...])
    // A comment of a script may say anything.
    if marks.contains("#"), !marks.contains("##"), !content.isEmpty { return nil }
  }

  /// Characters that a label has at most.
  private static let longest = 30
  private static let nouns: Set = ["answer", "answers", "solution", "solutions", "ans"]
  private static let choices: Set = ["option", "choice", "response"]
  private static let qualities: Set = [
    "correct", "right", "expected", "model", "sample", "reference", "suggested", "ideal", "possible", "final", "best",
  ]

  /// The noun of a label; `nil` for other words.
  private static func noun(of text: Substring) -> String? {
    var words = text.lowercased().split { !$0.isLetter && !$0.isNumber }[...]
    if words.first == "the" { words.removeFirst() }
    if words.last == "key", words.count > 1 { words.removeLast() }
    guard let noun = words.popLast().map(String.init) else { return nil }
    let isQualified = words.count == 1 && qualities.contains(String(words[words.startIndex]))
    let isLabel = nouns.contains(noun) ? words.isEmpty || isQualified : choices.contains(noun) && isQualified
    return isLabel ? noun : nil
  }

  private static func withoutMarks(_ text: Substring) -> Substring {
    let isMark: (Character) -> Bool = { $0.isWhitespace || $0 == "*" || $0 == "_" }
    var content = text.drop(while: isMark)
    while content.last.map(isMark) == true, !content.allSatisfy({ $0 == "_" }) { content.removeLast() }
    // `_____` is a place to write in, and no mark.
    return content.isEmpty && text.contains("__") ? "__" : content
  }
}

extension AnswerLabel {
  /// Whether the content says what form an answer is to have, or leaves room for one, instead of being one.
  static func isDemand(_ content: Substring) -> Bool {
    let plain = content.trimming { $0.isWhitespace || "\"'`“”‘’.*".contains($0) }
    guard let first = plain.first, let last = plain.last else { return true }
    if last == "?" || plain == "X" || plain.allSatisfy({ "_.…-?".contains($0) }) { return true }
    if ["<": ">", "[": "]", "{": "}", "(": ")"][first] == last, !plain.dropFirst().dropLast().isShortChoice {
      return true
    }
    return isAlternative(plain) || isForm(plain)
  }

  /// `yes or no`, `true/false`.
  private static func isAlternative(_ text: Substring) -> Bool {
    guard text.count <= 40, !text.contains(where: \.isNumber) else { return false }
    return text.lowercased().contains(" or ") || text.contains("/")
  }

  /// `in one sentence`, `a single letter`.
  private static func isForm(_ text: Substring) -> Bool {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.prefix(7).map(String.init)
    guard let first = words.first, openings.contains(first) else { return false }
    return words.dropFirst().contains { forms.contains($0) }
  }

  private static let openings: Set = [
    "in", "with", "using", "as", "by", "a", "an", "the", "one", "only", "your", "write", "choose", "select", "give",
    "state", "either", "two", "three", "at", "up", "exactly", "list", "just", "use", "provide", "no",
  ]
  private static let forms: Set = [
    "word", "words", "sentence", "sentences", "letter", "letters", "paragraph", "paragraphs", "phrase", "phrases",
    "bullet", "bullets", "bulleted", "numbered", "json", "digit", "digits", "option", "format", "form", "integer",
    "here",
    "characters", "line", "lines",
  ]
}

extension Substring {
  func trimming(_ isTrimmed: (Character) -> Bool) -> Substring {
    drop(while: isTrimmed).droppingLast(while: isTrimmed)
  }

  func droppingLast(while isDropped: (Character) -> Bool) -> Substring {
    var text = self
    while let last = text.last, isDropped(last) { text.removeLast() }
    return text
  }

  /// `B`, `42`: what stands in brackets as an answer rather than as a place for one.
  fileprivate var isShortChoice: Bool { count == 1 && first != "X" || allSatisfy { $0.isNumber || $0 == "." } }
}
