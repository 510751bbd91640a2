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
  /// The passage that the task was made from; `nil` for one that a script or a user wrote.
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
  /// What the user says after each reply, in order; empty for a task of one turn.
  package var turns: [String]
  /// What a contender may call while it works on the task.
  package var tools: [Tool]
  /// Whether the passage was material for its author alone, and nobody who works on the task or judges it sees it.
  package var standsAlone: Bool

  package init(
    text: String, passage: RecordID? = nil, parent: RecordID? = nil, suggestion: RecordID? = nil, skill: String? = nil,
    type: String? = nil, answerability: Answerability = .answerable, goal: String? = nil, round: Int = 0,
    turns: [String] = [], tools: [Tool] = [], standsAlone: Bool = false
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
    self.standsAlone = standsAlone
    self.turns = turns
    self.tools = tools
  }
}

extension ContentKey.Builder {
  /// Further turns and tools, where an instruction has them: those of one turn keep the keys they always had.
  package mutating func add(turns: [String], tools: [Tool]) {
    for turn in turns { add("turn", turn) }
    if !tools.isEmpty { add("tools", Tool.json(tools)) }
  }
}
