// instruction or response → what its passage does not support

internal import LoopKit
package import SparCore
internal import SparPrompts
internal import SparStore

/// What a judge found when it held a text against its passage.
package struct Groundedness: Sendable, Equatable {
  package struct Claim: Sendable, Equatable {
    /// The words of the instruction or response.
    package let quote: String
    package let reason: String
  }

  package let isSupported: Bool
  package let unsupported: [Claim]
  /// What was judged.
  package let record: RecordID
}

extension Engine {
  /// Has a judge check whether an instruction presumes what its passage does not say.
  package func ground(_ instruction: Stored<Instruction>, judge: String? = nil) async throws -> Groundedness {
    try await ground(instruction.id, by: "instruction", inputs: [:], of: instruction, judge)
  }

  /// The same of what a response claims.
  package func ground(_ response: Stored<Response>, judge: String? = nil) async throws -> Groundedness {
    let instruction = try record(Instruction.self, response.instruction)
    let inputs: [String: JSON] = ["response": .string(response.text)]
    return try await ground(response.id, by: "response", inputs: inputs, of: instruction, judge)
  }

  private func ground(
    _ record: RecordID, by name: String, inputs given: [String: JSON], of instruction: Stored<Instruction>,
    _ judge: String?
  ) async throws -> Groundedness {
    guard instruction.passage != nil else {
      throw EngineError(
        .nothing, "\(instruction.id) has no passage that \(record) could be held against.",
        hint: "Only what is about a passage can be grounded in one.")
    }
    let agent = try agent("ground", name, replying: .json)
    let inputs = try inputs(of: instruction, for: agent, beside: given)
    let reply = try await ask(Question(agent, inputs), of: try model(for: "judge", given: judge))
    try await keepCall(of: reply)
    return Groundedness(reply.json, of: record)
  }
}

extension Groundedness {
  /// A judge that names what is not supported has not found the whole supported, whatever else it says.
  fileprivate init(_ json: JSON?, of record: RecordID) {
    let object = json?.object
    let claims = (object?["unsupported"]?.array ?? []).compactMap { claim -> Claim? in
      if let quote = claim.string { return Claim(quote: quote, reason: "") }
      guard let claim = claim.object, let quote = claim["quote"]?.string else { return nil }
      return Claim(quote: quote, reason: claim["reason"]?.string ?? "")
    }
    self.init(
      isSupported: object?["supported"]?.bool == true && claims.isEmpty, unsupported: claims, record: record)
  }
}
