// An instruction: a task for a model. A refinement is a new instruction with a parent.

/// Whether the task can be done as it stands. Where it cannot, a right response says so and does not invent.
package enum Answerability: String, Sendable, CaseIterable {
  case answerable
  /// The passage cannot settle it.
  case unanswerable
  /// A value, parameter or document that it needs is not given: a right response asks for it, or says so.
  case missingInformation = "missing-information"
  /// None of the listed APIs can do it.
  case missingAPI = "missing-api"
}

package struct Instruction: Record {
  package static let kind = RecordKind.instruction

  /// The task in words, without its passage.
  package var text: String
  /// The passage that goes with the task; `nil` for a task that stands alone.
  package var passage: RecordID?
  /// The instruction that this one refines, and the suggestion it followed.
  package var parent: RecordID?
  package var suggestion: RecordID?
  package var skill: String?
  /// The taxonomy node that was asked for: `strengthen`.
  package var type: String?
  package var answerability: Answerability
  /// The goal of the refinement that made it: `harder`.
  package var goal: String?
  /// How many refinements lie between this one and its seed instruction.
  package var round: Int

  package init(
    text: String, passage: RecordID? = nil, parent: RecordID? = nil, suggestion: RecordID? = nil, skill: String? = nil,
    type: String? = nil, answerability: Answerability = .answerable, goal: String? = nil, round: Int = 0
  ) {
    self.text = text
    self.passage = passage
    self.parent = parent
    self.suggestion = suggestion
    self.skill = skill
    self.type = type
    self.answerability = answerability
    self.goal = goal
    self.round = round
  }
}
