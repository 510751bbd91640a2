// What a battle is about, where it is known.

internal import SparCore

extension Stored where Value == Battle {
  func words() throws -> (instruction: RecordID, a: RecordID, b: RecordID) {
    (value.instruction, value.responseA, value.responseB)
  }
}
