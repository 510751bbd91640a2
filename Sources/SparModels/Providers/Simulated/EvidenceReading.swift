// Finds the statements of a passage that an instruction is about, and the key of its answer.

struct EvidenceReading {
  private let instruction: QuotedText
  private let passage: SourceText
  private let form: AnswerForm
  private let claims: [SourceText]
  let evidence: [Int]
  /// Whether the passage holds enough of the instruction's own words to be its source.
  let isGrounded: Bool

  init(_ instruction: QuotedText, _ passage: SourceText, _ form: AnswerForm) {
    self.instruction = instruction
    self.passage = passage
    self.form = form
    claims = instruction.claims
    let terms = instruction.terms
    let scores = passage.relevance(to: terms)
    evidence = Self.evidence(claims, instruction, passage, scores, form)
    isGrounded = terms.count < 3 || (scores.max() ?? 0) >= 1.5
  }

  /// First what is quoted, then what the instruction's words point to, then what tells most.
  private static func evidence(
    _ claims: [SourceText], _ instruction: QuotedText, _ passage: SourceText, _ scores: [Double], _ form: AnswerForm
  ) -> [Int] {
    var found: [Int] = []
    func add(_ index: Int?) { if let index, !found.contains(index) { found.append(index) } }
    for claim in claims { add(passage.mostRelevant(to: claim.terms(in: 0..<claim.words.count))) }
    for topic in instruction.topics { add(passage.mostRelevant(to: topic.terms(in: 0..<topic.words.count))) }
    let isBrief = instruction.contains(Rubric.briefPhrase)
    let count = isBrief ? max(1, min(found.count, 1)) : max(found.count, form.evidenceCount)
    for index in ranked(scores) where found.count < count && scores[index] > 0.5 { add(index) }
    let salience = passage.statements.indices.map(passage.salience)
    for index in ranked(salience) where found.count < count { add(index) }
    return Array(found.prefix(isBrief ? 1 : 6))
  }

  /// Indices by falling score; equal scores keep their order.
  private static func ranked(_ scores: [Double]) -> [Int] {
    scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
  }

  var key: AnswerKey? {
    switch form {
    case .blank: filling.map(AnswerKey.words)
    case .number: number.map(AnswerKey.words)
    case .trueFalse: claims.isEmpty ? nil : .truths(claims.map(isVerbatim))
    case .choice: letter.map(AnswerKey.letter)
    case .sequence: claims.count < 2 ? nil : .order(inPassageOrder(claims).map { $0.text(0..<$0.bytes.count) })
    case .matching, .table, .list, .essay, .argument, .short: nil
    }
  }

  /// What stands in the passage between the words before and behind the gap.
  private var filling: String? {
    guard let gap = instruction.gap else { return nil }
    let before = gap.before.words.map(\.hash), after = gap.after.words.prefix(4).map(\.hash)
    for statement in passage.statements where statement.words.count > before.count {
      let words = passage.words(of: statement)
      guard words.lazy.map(\.hash).starts(with: before) else { continue }
      let first = words.startIndex + before.count
      for end in first + 1...min(first + 4, words.endIndex)
      where passage.words[end..<words.endIndex].lazy.map(\.hash).starts(with: after)
        && (!after.isEmpty || end == words.endIndex)
      {
        return passage.text(words: first..<end)
      }
    }
    return nil
  }

  /// The difference of the two numbers that are asked about, or the number in the evidence.
  private var number: String? {
    if instruction.contains("difference between") {
      let numbers = instruction.source.words.compactMap { $0.kind == .number ? Int(instruction.source.text($0)) : nil }
      if numbers.count >= 2 { return String(abs(numbers[0] - numbers[1])) }
    }
    let words = evidence.lazy.flatMap { passage.words(of: passage.statements[$0]) }
    return words.first { $0.kind == .number }.map { passage.text($0) }
  }

  private func isVerbatim(_ claim: SourceText) -> Bool { passage.statement(reading: claim.words.map(\.hash)) != nil }

  /// The option that the passage says word for word; or the one it does not, where that is asked.
  private var letter: Character? {
    let options = instruction.options
    let wanted = !instruction.contains("cannot be true")
    return options.first { isVerbatim($0.text) == wanted }?.letter
  }

  private func inPassageOrder(_ claims: [SourceText]) -> [SourceText] {
    func place(_ claim: SourceText) -> Int { passage.position(of: claim.words.prefix(6).map(\.hash)) ?? Int.max }
    return claims.map { ($0, place($0)) }.sorted { $0.1 < $1.1 }.map(\.0)
  }
}
