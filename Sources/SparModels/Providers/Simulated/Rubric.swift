// What a good response to an instruction holds, worked out from the instruction and its passage alone. Contenders write
// towards it as well as their skill lets them; judges measure against it. Neither knows what the other drew.

struct Rubric: Sendable {
  let instruction: QuotedText
  /// The passage, or the instruction itself where it stands alone.
  let passage: SourceText
  let form: AnswerForm
  /// The statements of the passage that the answer rests on, the most relevant first.
  let evidence: [Int]
  let key: AnswerKey?
  let demands: [Demand]
  /// Whether the right response is to say that the passage does not hold the answer.
  let declines: Bool

  /// - Parameter declines: `nil` where nobody said whether the task can be done: then the passage tells.
  init(instruction text: String, passage passageText: String, declines: Bool?) {
    instruction = QuotedText(text)
    let given = SourceText(passageText)
    passage = given.isEmpty ? instruction.source : given
    form = AnswerForm(instruction)
    demands = Demand.all(in: instruction)
    let reading = EvidenceReading(instruction, passage, form)
    evidence = reading.evidence
    key = reading.key
    self.declines = declines ?? (!given.isEmpty && !reading.isGrounded)
  }

  var evidenceTexts: [String] { evidence.map { passage.text(passage.statements[$0]) } }

  /// A sentence added to make the instruction easier.
  static let hintPhrase = "hint: "
  static let briefPhrase = "one sentence is enough"

  /// How much harder than a plain short question the instruction is, in logits.
  var difficulty: Double {
    var total = form.difficulty + 0.2 * Double(demands.count)
    if instruction.contains(Self.hintPhrase) { total -= 0.9 }
    if instruction.contains(Self.briefPhrase) { total -= 0.5 }
    return total
  }
}
