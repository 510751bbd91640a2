// The contender's layout: the answer's key, the form that the instruction asks for, and its demands.

internal import SparCore

extension ResponseWriter {
  // MARK: Key

  /// The line that gives the one right answer, or a wrong one; `nil` where the instruction has none.
  mutating func keyText() -> String? {
    switch rubric.key {
    case .words(let text): wordsKey(handles(0.2) ? text : wrongWords(text))
    case .truths(let truths): truthsKey(truths)
    case .letter(let letter): letterKey(letter)
    case .order(let pieces): orderKey(pieces)
    case nil: nil
    }
  }

  private func wordsKey(_ text: String) -> String {
    rubric.form == .number ? "The number is \(text)." : "The missing part is \(text)."
  }

  /// A number beside the right one, or a detail from somewhere else in the passage.
  private mutating func wrongWords(_ right: String) -> String {
    if rubric.form == .number { return FactFlip.altered(right) ?? "unknown" }
    let details = rubric.passage.statements.compactMap { rubric.passage.detail(of: $0) }
      .map { rubric.passage.text(words: $0) }.filter { $0 != right }
    return random.element(of: details) ?? "something else"
  }

  private mutating func truthsKey(_ truths: [Bool]) -> String {
    let lines = truths.enumerated().map { index, truth in "(\(index + 1)) \(handles(0.2) == truth ? "True" : "False")."
    }
    return lines.joined(separator: " ")
  }

  private mutating func letterKey(_ letter: Character) -> String {
    let others = rubric.instruction.options.map(\.letter).filter { $0 != letter }
    let chosen = handles(0.2) ? letter : random.element(of: others) ?? letter
    let option = rubric.instruction.options.first { $0.letter == chosen }
    return "\(chosen)) \(option?.text.whole ?? "")"
  }

  private mutating func orderKey(_ pieces: [String]) -> String {
    var order = pieces
    if !handles(0.2) { order.swapAt(0, 1 + random.index(below: order.count - 1)) }
    return order.enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n")
  }

  // MARK: Form

  /// The points in the form that was asked for, or run together.
  mutating func laidOut(_ points: [String], keepsForm: Bool) -> String {
    guard keepsForm else { return points.joined(separator: " ") }
    switch rubric.form {
    case .list: return points.map { "- \($0)" }.joined(separator: "\n")
    case .table: return points.map { "| \(subject(of: $0)) | \($0) |" }.joined(separator: "\n")
    case .matching: return points.map { "\(subject(of: $0)) – \($0)" }.joined(separator: "\n")
    case .essay: return essay(points)
    case .argument: return ArgumentOpenings.opening(for: rubric.instruction) + " " + points.joined(separator: " ")
    case .sequence: return "The passage gives them so: " + points.joined(separator: " ")
    case .short, .number, .blank, .choice, .trueFalse: return opening() + points.joined(separator: " ")
    }
  }

  private func subject(of point: String) -> String {
    let source = SourceText(point)
    return source.statements.first.map { source.topic(of: $0) } ?? "Further"
  }

  private mutating func opening() -> String {
    pick(["The passage says: ", "According to the passage: ", "It is said there: ", ""])
  }

  private mutating func essay(_ points: [String]) -> String {
    let middle = (points.count + 1) / 2
    let first = points[..<middle].joined(separator: " "), second = points[middle...].joined(separator: " ")
    let verdict = pick([
      "On the whole the passage bears this out.", "Taken together, this is what the question turns on.",
    ])
    return "\(first)\n\n\(second) \(verdict)".trimmed
  }

  // MARK: Demands

  /// The text with the demands that the writer keeps in mind.
  mutating func meetingDemands(_ text: String) -> String {
    var text = text
    let kept = rubric.demands.filter { _ in handles(-0.2) }
    for demand in rubric.demands where !kept.contains(demand) { text = missing(demand, text) }
    for demand in kept { text = meeting(demand, text) }
    // What shortens the text comes last, so that the other demands are counted in.
    for case .limit(let words) in kept { text = cut(text, to: words) }
    return text
  }

  private mutating func meeting(_ demand: Demand, _ text: String) -> String {
    let evidence = rubric.evidence.first.map { rubric.passage.text(rubric.passage.statements[$0]).unquoted } ?? "this"
    switch demand {
    case .quote: return "\(text) The sentence reads: \"\(evidence)\""
    case .reason: return text + " That is so because " + evidence.embedded + "."
    case .counterpoint: return text + " However, " + counterpoint().embedded + "."
    case .confidence: return text + "\nConfidence: " + (ability > 1 ? "high" : ability > 0 ? "medium" : "low")
    case .mention(let topic): return text + " " + mention(topic)
    case .points(let count): return numbered(text, count)
    case .avoid(let word): return withoutSentences(text, holding: word)
    case .limit: return text
    }
  }

  private mutating func missing(_ demand: Demand, _ text: String) -> String {
    switch demand {
    case .avoid(let word): text + " This is " + word + " the point."
    case .limit(let words): padded(text, beyond: words)
    default: text
    }
  }

  private mutating func counterpoint() -> String {
    let others = rubric.passage.statements.indices.filter { !rubric.evidence.contains($0) }
    let chosen = random.element(of: others) ?? rubric.evidence.last
    return chosen.map { rubric.passage.text(rubric.passage.statements[$0]) }
      ?? "nothing in the passage speaks against it"
  }

  private func mention(_ topic: String) -> String {
    let terms = SourceText(words: topic)
    let found = rubric.passage.mostRelevant(to: terms.terms(in: 0..<terms.words.count))
    return "As for \(topic): "
      + (found.map { rubric.passage.text(rubric.passage.statements[$0]) } ?? "the passage names it.")
  }

  /// The sentences dealt out to `count` numbered lines behind an opening line.
  private func numbered(_ text: String, _ count: Int) -> String {
    let source = SourceText(text)
    let sentences = source.statements.map { source.text($0) }
    let lines = (0..<count).map { index in
      let part = sentences[index * sentences.count / count..<(index + 1) * sentences.count / count].joined(
        separator: " ")
      return "\(index + 1). " + (part.isEmpty ? "It follows from the point before." : part)
    }
    return "In \(count) points:\n" + lines.joined(separator: "\n")
  }

  private func withoutSentences(_ text: String, holding word: String) -> String {
    let hash = SourceWord.hash(of: word)
    let left = ResponseFillers.sentences.reduce(text) { text, filler in
      SourceText(words: filler).words.contains { $0.hash == hash }
        ? text.swapping(filler, for: "").swapping("  ", for: " ") : text
    }
    return left.trimmed.isEmpty ? "I have nothing to say to this." : left
  }

  private mutating func padded(_ text: String, beyond limit: Int) -> String {
    var text = text
    for _ in 0..<12 where SourceText(words: text).words.count <= limit { text += " " + pick(ResponseFillers.sentences) }
    return text
  }

  private func cut(_ text: String, to limit: Int) -> String {
    let words = SourceText(words: text).words
    guard words.count > limit else { return text }
    return String(decoding: Array(text.utf8)[..<words[limit - 1].range.upperBound], as: UTF8.self) + "."
  }
}
