// A response: one model's reply to one instruction.

package struct Response: Record {
  package static let kind = RecordKind.response

  package var instruction: RecordID
  /// The model's name as it was asked for: `openai/gpt-4.1-mini`, `target`.
  package var model: String
  package var text: String
  /// Which of several samples this is, from 0.
  package var ordinal: Int
  /// All replies, one for each turn of the user's, the last one being `text`; empty for a task of one turn.
  package var turns: [String]

  /// The response that this one improves.
  package var parent: RecordID?

  package init(
    instruction: RecordID, model: String, text: String, ordinal: Int = 0, turns: [String] = [], parent: RecordID? = nil
  ) {
    self.instruction = instruction
    self.model = model
    self.text = text
    self.ordinal = ordinal
    self.turns = turns
    self.parent = parent
  }
}
