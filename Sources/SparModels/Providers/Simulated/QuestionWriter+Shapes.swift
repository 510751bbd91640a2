// Questions that need more than one sentence of the passage or an altered one: blanks, numbers, true or false, choices, orders.

internal import SparCore

extension QuestionWriter {
  /// `What/Who was built in 1851?`, from a sentence whose subject stands before `was`, `is`, `has` ….
  mutating func subjectQuestion(_ statements: [SourceStatement]) -> String? {
    for statement in statements.prefix(4) {
      let words = passage.words(of: statement)
      guard let verb = words.prefix(7).dropFirst().first(where: { Self.verbs.contains($0.hash) }),
        verb.range.upperBound < statement.range.upperBound, words.count >= 6
      else { continue }
      let subject = statement.range.lowerBound..<verb.range.lowerBound
      guard !passage.bytes[subject].contains(0x2C) else { continue }
      let rest = passage.text(verb.range.lowerBound..<statement.range.upperBound).unquoted
      let isPerson = words.prefix(2).allSatisfy { $0.kind == .name }
      return "According to the passage, \(isPerson ? "who" : "what") \(withoutStop(rest))?"
    }
    return nil
  }

  mutating func numberQuestion(_ statements: [SourceStatement]) -> String? {
    let numbered = statements.filter { statement in passage.words(of: statement).contains { $0.kind == .number } }
    guard let first = numbered.first else { return nil }
    let numbers = numbered.flatMap { passage.words(of: $0) }.compactMap {
      $0.kind == .number ? Int(passage.text($0)) : nil
    }
    if numbers.count >= 2, numbers[0] != numbers[1], random.unit() < 0.4 {
      return "What is the difference between the numbers \(numbers[0]) and \(numbers[1]) that the passage gives "
        + "in connection with \(topic(first))?"
    }
    guard let index = first.words.first(where: { passage.words[$0].kind == .number }) else { return nil }
    let text = passage.text(first, replacing: index..<index + 1, with: "how many").unquoted
    return "Which number belongs in the place of \"how many\" here: \"\(text)\"? Give the number first."
  }

  /// The sentence with a detail left out.
  mutating func blank(_ statements: [SourceStatement]) -> String? {
    let statement = statements.first { $0.words.count <= 30 } ?? statements[0]
    guard let detail = passage.detail(of: statement) else { return nil }
    let text = passage.text(statement, replacing: detail, with: "____").unquoted
    return "Fill in the blank with the words of the passage: \"\(text)\""
  }

  /// Two statements, of which some have been altered.
  mutating func trueOrFalse(_ statements: [SourceStatement]) -> String? {
    let chosen = statements.prefix(2).map { statement -> String in
      let altered = random.unit() < 0.5 ? FactFlip.altered(passage.text(statement)) : nil
      return altered?.unquoted ?? claim(statement)
    }
    guard !chosen.isEmpty else { return nil }
    let list = chosen.enumerated().map { "(\($0.offset + 1)) \"\($0.element)\"" }.joined(separator: " ")
    return "Say for each statement whether it is true or false according to the passage, and why: \(list)"
  }

  mutating func matching(_ statements: [SourceStatement]) -> String? {
    var topics: [String] = []
    for statement in statements where topics.count < 3 {
      let topic = topic(statement)
      if !topics.contains(topic) { topics.append(topic) }
    }
    guard topics.count > 1 else { return nil }
    return "Match each of these with what the passage says about it: "
      + topics.map { "\"\($0)\"" }.joined(separator: ", ") + "."
  }

  mutating func sequence(_ statements: [SourceStatement]) -> String? {
    // Shorter ones would not be told from mere subjects in quotation marks.
    let chosen = statements.filter { $0.words.count >= 4 }.prefix(4)
    guard chosen.count > 1 else { return nil }
    let list = chosen.map { "- \"\(claim($0))\"" }.joined(separator: "\n")
    return "Put these statements in the order in which the passage gives them, as a numbered list:\n\(list)"
  }

  /// Four options, of which one is (or is not) what the passage says.
  mutating func choice(_ statements: [SourceStatement], truth: Bool) -> String? {
    let pairs = statements.filter { $0.words.count <= 40 }.compactMap { statement in
      FactFlip.altered(passage.text(statement)).map { (kept: passage.text(statement), altered: $0) }
    }.prefix(3)
    guard pairs.count > 1 else { return nil }
    let options = random.shuffled(
      pairs.enumerated().map { ($0.offset == 0) == truth ? $0.element.kept : $0.element.altered })
    let ask = truth ? "must be true, if the passage is right" : "cannot be true, if the passage is right"
    let lines = zip(["A", "B", "C"], options).map { "\($0)) \($1.unquoted)" }.joined(separator: "\n")
    return "Which of these \(ask)? Give the letter and the sentence it rests on.\n\(lines)"
  }

  /// A question that the passage raises and does not answer.
  func beyondPassage(_ statements: [SourceStatement]) -> String? {
    "What does the passage say about the price that was first paid for \"\(topic(statements[0]))\"? Say so if it does not tell."
  }

  private func withoutStop(_ text: String) -> Substring {
    text.last.map { ".!?".contains($0) } == true ? text.dropLast() : text[...]
  }

  private static let verbs = WordSet(
    ["is", "are", "was", "were", "has", "had", "can", "will", "must", "could"].map(SourceWord.hash))
}
