// instruction → response

internal import SparModels
internal import LoopKit
package import SparCore
internal import SparPrompts
internal import SparStore

extension Engine {
  /// Has a model respond; once per model, instruction and ordinal.
  package func respond(
    _ instruction: Stored<Instruction>, model name: String? = nil, ordinal: Int = 0, sampling: Sampling = Sampling()
  ) async throws -> Stored<Response> {
    let agent = try agent("respond", "answer", replying: .text)
    let model = try self.model(for: "target", given: name)
    let question = Question(
      agent, try context(of: instruction), background: background(of: instruction), sampling: sampling, ordinal: ordinal
    )
    let reply = try await ask(question, of: model)
    let response = Response(instruction: instruction.id, model: model.name, text: reply.text, ordinal: ordinal)
    var key = ContentKey.Builder("response/1")
    key.add("instruction", instruction.key)
    key.add("model", model.name)
    key.add("call", reply.key)
    key.add("text", reply.text)
    return try await keep([Draft(record: response, key: key.build())], from: reply)[0]
  }

  /// What the simulated contenders' skill depends on.
  private func background(of instruction: Stored<Instruction>) -> [String: JSON] {
    var background: [String: JSON] = [
      "answerability": .string(instruction.answerability.rawValue), "round": .int(Int64(instruction.round)),
    ]
    background["type"] = instruction.type.map { .string($0) }
    background["goal"] = instruction.goal.map { .string($0) }
    return background
  }
}
