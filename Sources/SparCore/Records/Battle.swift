// A battle: the responses of two models to one instruction. What it came to is read off its verdicts.

package struct Battle: Record {
  package static let kind = RecordKind.battle

  /// `nil` for a battle of a log that tells of it no more than who fought and how it ended; the same of the responses.
  package var instruction: RecordID?
  package var responseA: RecordID?
  package var responseB: RecordID?
  package var modelA: String
  package var modelB: String
  /// How the log that it comes from knows its question; `nil`, like what follows, for a battle that was fought here.
  package var question: String?
  package var category: String?
  package var language: String?
  /// As the log has it, mostly ISO 8601.
  package var foughtAt: String?

  package init(
    instruction: RecordID?, responseA: RecordID?, responseB: RecordID?, modelA: String, modelB: String,
    question: String? = nil, category: String? = nil, language: String? = nil, foughtAt: String? = nil
  ) {
    self.instruction = instruction
    self.responseA = responseA
    self.responseB = responseB
    self.modelA = modelA
    self.modelB = modelB
    self.question = question
    self.category = category
    self.language = language
    self.foughtAt = foughtAt
  }
}
