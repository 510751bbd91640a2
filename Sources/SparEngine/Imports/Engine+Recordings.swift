// Responses that were recorded elsewhere stand in for calls: a model that has one to an instruction is not asked.

internal import LoopKit
package import SparCore
internal import SparStore

extension Engine {
  /// The recorded response of a model to an instruction; `nil` where there is none, and mostly at once.
  func recordedResponse(
    to given: GivenInstruction, model name: String?, ordinal: Int
  ) throws -> Stored<Response>? {
    guard try knowsRecordings() else { return nil }
    let model = try name ?? names(for: "target")[0]
    return try store.lookUp { reader in
      let instruction: RecordID? =
        switch given {
        case .stored(let instruction): instruction.id
        case .text: try reader.record(Instruction.self, key: given.key)?.id
        }
      guard let instruction, let id = try reader.recordedResponse(of: model, to: instruction, ordinal: ordinal) else {
        return nil
      }
      return try reader.record(Response.self, id: id)
    }
  }

  /// Asked once, and after each import: calls must not pay for what most projects do not have.
  private func knowsRecordings() throws -> Bool {
    if let hasRecordings { return hasRecordings }
    let knows = try store.lookUp { try $0.hasRecordedResponses() }
    hasRecordings = knows
    return knows
  }
}

extension Stored where Value == Battle {
  /// - Throws: `engine.argument` for a battle of a log without its words.
  package func words() throws -> (instruction: RecordID, a: RecordID, b: RecordID) {
    guard let instruction = value.instruction, let a = value.responseA, let b = value.responseB else {
      throw EngineError(
        .argument, "The battle \(id) was imported without its responses.",
        hint: "Import the responses of \(value.modelA) and \(value.modelB), and then the battles.")
    }
    return (instruction, a, b)
  }
}
