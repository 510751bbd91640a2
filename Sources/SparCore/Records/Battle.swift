// A battle: the responses of two models to one instruction. What it came to is read off its verdicts.

package struct Battle: Record {
  package static let kind = RecordKind.battle

  package var instruction: RecordID
  package var responseA: RecordID
  package var responseB: RecordID
  package var modelA: String
  package var modelB: String

  package init(instruction: RecordID, responseA: RecordID, responseB: RecordID, modelA: String, modelB: String) {
    self.instruction = instruction
    self.responseA = responseA
    self.responseB = responseB
    self.modelA = modelA
    self.modelB = modelB
  }
}
