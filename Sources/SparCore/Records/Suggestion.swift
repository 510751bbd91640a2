// A suggestion: a proposed way to change an instruction (or its passage) towards a goal.

package struct Suggestion: Record {
  package static let kind = RecordKind.suggestion

  package var instruction: RecordID
  /// The named goal: `harder`, `easier`, `unanswerable`, `flip`.
  package var goal: String
  package var text: String

  package init(instruction: RecordID, goal: String, text: String) {
    self.instruction = instruction
    self.goal = goal
    self.text = text
  }
}
