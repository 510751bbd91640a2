// The suggester's proposals: how an instruction could be made harder, easier, unanswerable, or its answer changed.

internal import SparCore

struct SuggestionWriter {
  private let instruction: QuotedText
  private let passage: SourceText
  private let rubric: Rubric
  private var random: SeededRandom

  init(instruction: String, passage: String, random: SeededRandom) {
    rubric = Rubric(instruction: instruction, passage: passage, declines: false)
    self.instruction = rubric.instruction
    self.passage = rubric.passage
    self.random = random
  }

  static func reply(to task: SimulatedTask) -> String {
    var writer = SuggestionWriter(
      instruction: task.instruction, passage: task.text("passage"), random: task.draws.stream("suggest"))
    var style = task.style
    return style.list(writer.suggestions(goal: task.agent, count: task.count))
  }

  /// `count` proposals; they begin again from the front where the rules have fewer.
  private mutating func suggestions(goal: String, count: Int) -> [String] {
    let all =
      switch goal {
      case "easier": easier()
      case "unanswerable": unanswerable()
      case "flip": flip()
      default: random.shuffled(harder())
      }
    return (0..<count).map { all[$0 % all.count] }
  }

  // MARK: Goals

  /// Demands that the instruction does not make yet.
  private mutating func harder() -> [String] {
    let topic = otherTopic()
    let candidates: [(Demand, String)] = [
      (.quote, "Require the answer to quote the sentence about \(topic)."),
      (.reason, "Ask for the cause as well as for the fact itself."),
      (.mention(topic), "Make the answer cover a second part of the passage, namely \"\(topic)\"."),
      (.counterpoint, "Have the answer name a point of the passage that speaks against it."),
      (.confidence, "Have the answer end with a line that rates its own confidence."),
      (.avoid(filler()), "Forbid the word \"\(filler())\", so that vague phrases do not pass."),
      (.limit(limit()), "Limit the answer to at most \(limit()) words."),
      (.points(3), "Demand an answer in exactly 3 numbered points."),
    ]
    let open = candidates.filter { candidate in
      !rubric.demands.contains { $0.isLike(candidate.0) } && suits(candidate.0)
    }
    return open.isEmpty ? ["Ask what would have to be different for the answer to change."] : open.map(\.1)
  }

  /// Whether a demand can be met together with the form of the answer.
  private func suits(_ demand: Demand) -> Bool {
    switch demand {
    case .points: rubric.form == .short || rubric.form == .argument
    case .limit: [.short, .blank, .number, .choice].contains(rubric.form) && rubric.demands.count < 2
    default: true
    }
  }

  private func easier() -> [String] {
    let drops = rubric.demands.map { "Drop the demand: \($0.sentence.unquoted)" }
    let hint = rubric.evidence.first.map { "Add a hint that names the sentence about \(topic($0))." }
    return drops + [hint ?? "Add a hint that names the subject.", "Let one sentence be enough for the answer."]
  }

  private func unanswerable() -> [String] {
    let removals = rubric.evidence.prefix(3).map { index in
      "Remove the sentence about \(topic(index)) from the passage, so that the answer is no longer in it."
    }
    return removals + ["Ask for an exact detail that the passage does not give."]
  }

  private func flip() -> [String] {
    let changes = rubric.evidence.prefix(3).map { index in
      "Change the fact that the passage gives about \(topic(index)), so that another answer becomes right."
    }
    return changes + ["State the opposite of the key sentence in the passage."]
  }

  // MARK: Material

  private func topic(_ index: Int) -> String { passage.topic(of: passage.statements[index]).unquoted }

  /// What a statement outside the evidence is about.
  private mutating func otherTopic() -> String {
    let others = passage.statements.indices.filter { !rubric.evidence.contains($0) }
    guard let index = random.element(of: others) ?? rubric.evidence.first else { return "its subject" }
    return topic(index)
  }

  /// Room for the evidence and a little more, in tens of words.
  private func limit() -> Int {
    let words = rubric.evidence.prefix(1).reduce(0) { $0 + passage.statements[$1].words.count }
    return (words * 2 + 39) / 10 * 10
  }

  private func filler() -> String {
    ResponseFillers.avoidable[instruction.source.words.count % ResponseFillers.avoidable.count]
  }
}
