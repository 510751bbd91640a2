// Answers that an author wrote beside its task although it was told not to. What asks the reader to write `Answer:`, or
// has an answer for its object, is left alone: a leak that stays does less harm than a task that lost a part.

import SparCore

/// A task without the answers that leaked into it.
package struct LeakedAnswers {
  /// What is left; empty where there was nothing but an answer.
  package let text: String
  /// How many answers were taken out.
  package let count: Int

  package init(strippedFrom text: String) {
    var task = TaskLines(text)
    guard task.mayHoldAnswer, !task.isAboutAnswer else {
      (self.text, count) = (text, 0)
      return
    }
    var count = task.stripInline()
    if !task.asksForLabel {
      count += task.stripMarks() + task.stripBrackets() + task.stripBlock() + task.stripVerdict()
    }
    self.count = count
    self.text = count == 0 ? text : task.text
  }
}

/// The lines of a task, and which of them are code.
struct TaskLines {
  var lines: [Substring]
  private var isCode: [Bool]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var fences = CodeFenceTracker()
    isCode = lines.map { line in
      let bytes = ReplyBytes(line.utf8)
      return fences.covers(bytes) || bytes.indentation >= 4
    }
  }

  var text: String { ReplyBytes(lines.joined(separator: "\n").utf8).trimmedBlock.text }

  private func isBlank(_ index: Int) -> Bool { lines[index].allSatisfy(\.isWhitespace) }

  var prose: [Int] { lines.indices.filter { !isCode[$0] && !isBlank($0) } }
}

// MARK: When to leave a task alone

extension TaskLines {
  /// Most tasks have none of these words and marks in them.
  var mayHoldAnswer: Bool {
    prose.contains { index in
      let line = ReplyBytes(lines[index].utf8)
      return line.firstIndex(ofWord: "answer") != nil || line.firstIndex(ofWord: "solution") != nil
        || line.firstIndex(ofWord: "correct") != nil || line.firstIndex(ofWord: "right ") != nil
        || line.firstIndex(ofWord: "a:") != nil || line.firstIndex(ofWord: "ans") != nil
        || line.last.map { $0 > 127 } == true
    }
  }

  /// Whether the reader is asked to write a label: it stands in quotes, or in the middle of a line.
  var asksForLabel: Bool {
    prose.contains { index in
      let line = lines[index].lowercased()
      return ["answer:", "solution:", "answer:**", "choice:"].contains { label in
        line.ranges(of: label).contains { range in
          let before = line[..<range.lowerBound]
          guard let last = before.last(where: { !$0.isWhitespace }) else { return false }
          if "\"'`“‘«".contains(last) { return true }
          return AnswerLabel(lines[index]) == nil && !"([".contains(Self.opening(before))
        }
      }
    }
  }

  /// The last bracket that is open before a place, or a blank.
  private static func opening(_ text: Substring) -> Character {
    let open = text.lastIndex { "([".contains($0) }, closed = text.lastIndex { ")]".contains($0) }
    guard let open, closed.map({ $0 < open }) ?? true else { return " " }
    return text[open]
  }

  /// Whether the task has an answer or a solution for its object: to be graded, compared, mended.
  var isAboutAnswer: Bool {
    prose.contains { index in
      lines[index].lowercased().split { ".?!:;()[]".contains($0) }.contains(where: Self.isAboutAnswer)
    }
  }

  private static func isAboutAnswer(_ clause: Substring) -> Bool {
    let words = clause.split { !$0.isLetter && $0 != "'" && $0 != "’" }
    return words.indices.contains { index in
      guard Self.objects.contains(String(words[index])) else { return false }
      let near = words[max(0, index - 2)..<index], far = words[max(0, index - 4)..<index]
      guard !near.contains("your"), !near.contains("own") else { return false }
      let after = words[(index + 1)..<min(words.count, index + 3)]
      return near.contains { Self.determiners.contains(String($0)) || $0.hasSuffix("'s") || $0.hasSuffix("’s") }
        || far.contains { Self.verbs.contains(String($0)) }
        || after.contains { ["below", "above", "shown"].contains($0) }
    }
  }

  private static let objects: Set = ["answer", "answers", "solution", "solutions"]
  private static let determiners: Set = [
    "following", "given", "proposed", "this", "that", "these", "those", "candidate", "flawed", "their", "his", "her",
    "student", "sample", "two", "both",
  ]
  private static let verbs: Set = [
    "evaluate", "grade", "critique", "assess", "verify", "judge", "review", "rate", "improve", "revise", "proofread",
    "rewrite", "compare", "score", "criticise", "criticize", "debug", "simplify", "shorten", "translate", "paraphrase",
  ]
}

// MARK: Marks and brackets

extension TaskLines {
  /// `B) lard oil (correct)`, `- B. lard oil ✓`: a marked option, where exactly one of several is.
  mutating func stripMarks() -> Int {
    let options = prose.filter { Self.isOption(lines[$0]) }
    let marked = options.filter { Self.withoutMark(lines[$0]) != nil }
    guard options.count > 1, marked.count == 1, let bare = Self.withoutMark(lines[marked[0]]) else { return 0 }
    lines[marked[0]] = bare
    return 1
  }

  private static func isOption(_ line: Substring) -> Bool {
    let start = line.drop { $0.isWhitespace || "*-•([".contains($0) }
    guard let letter = start.first, letter.isLetter || letter.isNumber, let sign = start.dropFirst().first else {
      return false
    }
    return ".):]".contains(sign)
  }

  private static func withoutMark(_ line: Substring) -> Substring? {
    let line = line.droppingLast(while: \.isWhitespace)
    let lower = line.lowercased()
    for mark in [
      "(correct)", "(correct answer)", "[correct]", "(right answer)", "← correct", "<- correct", "✓", "✔", "✅", "✔️",
    ]
    where lower.hasSuffix(mark) {
      return line.dropLast(mark.count).droppingLast { $0.isWhitespace || "-–".contains($0) }
    }
    return nil
  }

  /// `Which fuel came last? (Answer: kerosene)`, at the end of a line.
  mutating func stripBrackets() -> Int {
    var count = 0
    for index in prose {
      let line = lines[index].droppingLast { $0.isWhitespace || "*_".contains($0) }
      guard let last = line.last, last == ")" || last == "]", let open = Self.openingBracket(of: line),
        let label = AnswerLabel(line[line.index(after: open)...].dropLast()), !AnswerLabel.isDemand(label.content)
      else { continue }
      lines[index] = line[..<open].droppingLast { $0.isWhitespace || "*_".contains($0) }
      count += 1
    }
    return count
  }

  /// Where the bracket opens that the line's last character closes.
  private static func openingBracket(of line: Substring) -> Substring.Index? {
    guard let last = line.last else { return nil }
    let mark: Character = last == ")" ? "(" : "["
    var depth = 0
    for index in line.indices.reversed() {
      if line[index] == last { depth += 1 } else if line[index] == mark { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }
}

// MARK: Answers in lines of their own

extension TaskLines {
  /// From the line that announces the answer to the end, or to where the task goes on.
  mutating func stripBlock() -> Int {
    guard let start = labelled, !isLedTo(start), var end = end(ofAnswerAt: start) else { return 0 }
    while end < lines.count, isBlank(end) { end += 1 }
    lines.removeSubrange(start..<end)
    isCode.removeSubrange(start..<end)
    return 1
  }

  /// The first line that announces an answer.
  private var labelled: Int? { prose.first { AnswerLabel(lines[$0]) != nil } ?? replyToQuestion }

  /// `A: …` where it is the one reply to the one `Q: …` before it, and no option.
  private var replyToQuestion: Int? {
    let starts = prose.filter { Self.label(lines[$0]) == "q" || Self.label(lines[$0]) == "question" }
    let replies = prose.filter { Self.label(lines[$0]) == "a" }
    guard starts.count == 1, replies.count == 1, starts[0] < replies[0],
      !prose.contains(where: { Self.label(lines[$0]) == "b" }), !AnswerLabel.isDemand(Self.content(lines[replies[0]]))
    else { return nil }
    return replies[0]
  }

  /// The word before a line's colon, in lower case; empty where there is none.
  private static func label(_ line: Substring) -> String {
    let start = line.drop { $0.isWhitespace || "#>*_-•".contains($0) }
    guard let colon = start.prefix(24).firstIndex(of: ":") else { return "" }
    return String(start[..<colon].lowercased().filter { $0.isLetter })
  }

  private static func content(_ line: Substring) -> Substring {
    line.firstIndex(of: ":").map { line[line.index(after: $0)...] } ?? ""
  }

  /// Whether the lines above ask for a form, or are an example of one.
  private func isLedTo(_ start: Int) -> Bool {
    let above = prose.filter { $0 < start }.suffix(3).map {
      lines[$0].trimming { $0.isWhitespace || "*_".contains($0) }
    }
    if above.isEmpty { return prose.count > 1 || lines[start].count > 80 || lines[start].contains("?") }
    return above.contains { line in
      guard line.last == ":" else { return false }
      let lower = line.lowercased()
      return Self.leads.contains { lower.contains($0) }
    }
  }

  private static let leads = [
    "form", "line", "template", "example", "layout", "like this", "pattern", "structure", "end ", "finish", "begin",
    "output", "reply", "respond", "shape", "sample", "write", "shot",
  ]

  /// Past the answer's last line; `nil` where it is none after all: nothing is said, or more questions follow.
  private func end(ofAnswerAt start: Int) -> Int? {
    let after = (start + 1)..<lines.count
    let label = AnswerLabel(lines[start])
    let content = label?.content ?? Self.content(lines[start])
    guard !after.contains(where: { !isCode[$0] && isAnotherQuestion(lines[$0], after: label?.noun) }) else {
      return nil
    }
    guard content.isEmpty || !AnswerLabel.isDemand(content) else { return nil }
    var end = paragraphEnd(from: start)
    if content.isEmpty, end == start + 1 { end = paragraphEnd(from: end) }
    guard !content.isEmpty || (start + 1..<end).contains(where: { says(lines[$0]) }) else { return nil }
    while end < lines.count {
      if goesOn(from: end) { return end }
      end = paragraphEnd(from: end)
    }
    return end
  }

  private func isAnotherQuestion(_ line: Substring, after noun: String?) -> Bool {
    if let other = AnswerLabel(line)?.noun { return other == noun }
    let label = Self.label(line)
    return ["q", "question", "problem", "input", "task", "example", "case", "text", "passage", "yourturn"].contains(
      label)
  }

  /// Past the paragraph at or after a line; blank lines inside code do not end one.
  private func paragraphEnd(from start: Int) -> Int {
    var end = start
    while end < lines.count, isBlank(end) { end += 1 }
    while end < lines.count, !isBlank(end) || isCode[end] { end += 1 }
    return end
  }

  /// Whether a line says anything: neither a heading or label alone nor a place to write in.
  private func says(_ line: Substring) -> Bool {
    let plain = line.trimming { $0.isWhitespace || "*_#>-".contains($0) }
    guard plain.contains(where: { $0.isLetter || $0.isNumber }), !line.hasPrefix("#"), plain.last != ":" else {
      return false
    }
    let content = plain.firstIndex(of: ":").map { plain[plain.index(after: $0)...] } ?? plain
    return !AnswerLabel.isDemand(content)
  }

  /// Whether the task goes on in the paragraph at or after a line, rather than the answer.
  private func goesOn(from start: Int) -> Bool {
    guard let first = (start..<lines.count).first(where: { !isBlank($0) }) else { return false }
    let words = lines[first].lowercased().split { !$0.isLetter }.prefix(2).map(String.init)
    if Self.reasons.contains(words.first ?? "") { return false }
    return Self.orders.contains(words.first ?? "") || words == ["do", "not"]
      || (first..<paragraphEnd(from: first)).contains { !isCode[$0] && lines[$0].contains("?") }
  }

  private static let reasons: Set = [
    "explanation", "rationale", "reason", "reasoning", "because", "justification", "why",
  ]
  private static let orders: Set = [
    "write", "use", "give", "state", "explain", "answer", "reply", "respond", "return", "justify", "show", "include",
    "list",
    "name", "keep", "your", "provide", "format", "output", "end", "begin", "now", "then", "choose", "select", "limit",
    "describe", "identify", "quote", "cite", "support", "base",
  ]

  /// `The correct answer is B.` as the last line.
  mutating func stripVerdict() -> Int {
    guard let last = prose.last, prose.count > 1, Self.isVerdict(lines[last]) else { return 0 }
    lines[last] = ""
    return 1
  }

  static func isVerdict(_ text: Substring) -> Bool {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }[...]
    guard var rest = afterVerdict(words), let answer = rest.popFirst() else { return false }
    let isLetter = answer.count == 1 && answer != "a" || answer.allSatisfy(\.isNumber)
    return rest.isEmpty && answer.count == 1 || isLetter
  }

  /// What follows `The correct answer is (option)`.
  private static func afterVerdict(_ words: ArraySlice<Substring>) -> ArraySlice<Substring>? {
    var words = words
    if words.first == "the" { words.removeFirst() }
    guard let quality = words.popFirst(), ["correct", "right", "best"].contains(quality), let noun = words.popFirst(),
      ["answer", "option", "choice"].contains(noun), let verb = words.popFirst(), verb == "is"
    else { return nil }
    if let word = words.first, ["option", "choice", "letter"].contains(word) { words.removeFirst() }
    return words
  }
}
