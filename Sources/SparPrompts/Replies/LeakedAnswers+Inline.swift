// Answers that stand on the line of their task: `Which fuel came last? Answer: kerosene`. They are taken out only where
// nothing else can be meant: the label is the only one, ends the task, and follows a question or options directly.

import SparCore

extension TaskLines {
  /// Takes the answer off the end of the last line.
  mutating func stripInline() -> Int {
    guard let last = prose.last, let label = InlineLabel(lines[last]), labelCount == 1, !isQuoted(label.task),
      isOption(label) || isReplyToQuestion(label, at: last)
    else { return stripInlineVerdict() }
    lines[last] = label.task
    return 1
  }

  /// `Which came last? The correct answer is B.`
  private mutating func stripInlineVerdict() -> Int {
    guard let last = prose.last, let mark = lines[last].lastIndex(of: "?") else { return 0 }
    let end = lines[last].index(after: mark)
    guard Self.isVerdict(lines[last][end...]), !isQuoted(lines[last][..<end]) else { return 0 }
    lines[last] = lines[last][..<end]
    return 1
  }

  /// How many places of the task look like the label of an answer.
  private var labelCount: Int {
    prose.reduce(0) { count, index in
      let line = lines[index].lowercased()
      return count + ["answer:", "answer**:", "solution:", "ans:"].reduce(0) { $0 + line.ranges(of: $1).count }
        + (line.contains(" a: ") && line.hasPrefix("q") ? 1 : 0)
    }
  }

  /// Whether a quotation, a bracket or code is open at the end of a text.
  private func isQuoted(_ text: Substring) -> Bool {
    for (open, close) in [("“", "”"), ("«", "»"), ("(", ")"), ("[", "]")] as [(Character, Character)]
    where text.count(where: { $0 == open }) > text.count(where: { $0 == close }) {
      return true
    }
    let marks: [Character] = ["\"", "`"]
    return marks.contains { mark in !text.count { $0 == mark }.isMultiple(of: 2) }
  }

  /// `… A) gas B) oil Answer: B`
  private func isOption(_ label: InlineLabel) -> Bool {
    guard let letter = label.letter else { return false }
    let letters = prose.reduce(into: Set<Character>()) { $0.formUnion(Self.optionLetters(in: lines[$1])) }
    return letters.count > 1 && letters.contains(letter) && !Self.isLed(label.sentence)
  }

  /// `A` and `B` of `A) gas (B) oil`: a capital before a bracket or a full stop, with space around.
  private static func optionLetters(in line: Substring) -> [Character] {
    line.split(whereSeparator: \.isWhitespace).compactMap { word in
      let bare = word.drop { "(*-".contains($0) }
      guard let letter = bare.first, ("A"..."H").contains(letter), let mark = bare.dropFirst().first,
        ").".contains(mark), bare.dropFirst(2).allSatisfy({ $0 == "*" })
      else { return nil }
      return letter
    }
  }

  /// Whether the task is a question and nothing more, which the label answers.
  private func isReplyToQuestion(_ label: InlineLabel, at line: Int) -> Bool {
    guard label.followsQuestion, label.isShort, !AnswerLabel.isDemand(label.content) else { return false }
    let question = Self.withoutQuestionLabel(label.task)
    if label.isBare, question == nil { return false }
    let before = prose.filter { $0 < line }
    if question != nil, !before.isEmpty { return false }
    let task = before.map { lines[$0] } + [question ?? label.task]
    return !task.contains { $0.contains(":") || Self.isLed($0) }
  }

  /// What follows `Q:` or `Question:`; `nil` where neither begins the text.
  private static func withoutQuestionLabel(_ text: Substring) -> Substring? {
    let start = text.drop { $0.isWhitespace || "*_#".contains($0) }
    guard let colon = start.prefix(14).firstIndex(of: ":"),
      ["q", "question"].contains(start[..<colon].lowercased().filter(\.isLetter))
    else { return nil }
    return start[start.index(after: colon)...]
  }

  /// Whether a text leads to an example, to a form, or to words of somebody else.
  private static func isLed(_ text: Substring) -> Bool {
    let words = text.lowercased().split { !$0.isLetter }
    return words.contains { leads.contains(String($0)) }
  }

  private static let leads: Set = [
    "example", "examples", "instance", "format", "form", "template", "pattern", "sample", "shot", "pair", "pairs",
    "card",
    "quiz", "dialogue", "dialog", "transcript", "conversation", "line", "label", "end", "finish", "begin", "write",
    "reply", "respond", "output", "print", "returns", "says", "said", "reads", "wrote", "this", "following", "below",
    "above", "right", "wrong", "correct", "mistake", "error", "agree", "rewrite", "translate", "classify", "extract",
    "grade", "rate", "judge", "like",
  ]
}

/// The label of an answer in the middle of a line, and what stands on either side.
struct InlineLabel {
  /// What stands before, without marks and space at its end.
  let task: Substring
  let content: Substring
  /// Whether it is `A:`.
  let isBare: Bool

  /// The first place after a blank at which a label begins with a capital letter.
  init?(_ line: Substring) {
    var place = line.startIndex
    while let blank = line[place...].firstIndex(where: \.isWhitespace) {
      place = line.index(after: blank)
      let rest = line[place...]
      let bare = rest.drop { "*_".contains($0) }
      guard bare.first?.isUppercase == true else { continue }
      let task = line[..<place].droppingLast { $0.isWhitespace || "*_–—-".contains($0) }
      if bare.hasPrefix("A:") {
        (self.task, content, isBare) = (task, bare.dropFirst(2).trimming { $0.isWhitespace || "*_".contains($0) }, true)
      } else if bare.prefix(30).contains(":"), let label = AnswerLabel(rest) {
        (self.task, content, isBare) = (task, label.content, false)
      } else {
        continue
      }
      guard task.contains(where: \.isLetter), !content.isEmpty else { return nil }
      return
    }
    return nil
  }

  /// Whether a question ends right before it.
  var followsQuestion: Bool { task.droppingLast { "\"”»')]".contains($0) }.last == "?" }

  /// The sentence before it.
  var sentence: Substring {
    let body = task.dropLast()
    return body.lastIndex { "?!".contains($0) }.map { task[task.index(after: $0)...] } ?? task
  }

  /// `B` of `B`, `**B**`, `B) lard oil`.
  var letter: Character? {
    let bare = content.drop { "(*".contains($0) }
    guard let letter = bare.first, letter.isUppercase, bare.dropFirst().first.map({ ").*:,".contains($0) }) ?? true
    else { return nil }
    return letter
  }

  /// Whether it is an answer by its looks: a few words, none of which speaks to the reader.
  var isShort: Bool {
    let words = content.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.count <= 12 && !content.contains("?") && !words.contains { Self.orders.contains(String($0)) }
  }

  private static let orders: Set = [
    "you", "your", "please", "must", "should", "only", "briefly", "concisely", "explain", "show", "write", "give",
    "state",
    "use", "using", "include", "cite", "quote", "round", "rounded", "nearest", "express", "justify", "support",
    "describe",
    "list", "name", "choose", "select", "words", "word", "sentence", "sentences", "letter", "number", "format", "each",
    "step", "steps", "units", "detail", "full", "short",
  ]
}
