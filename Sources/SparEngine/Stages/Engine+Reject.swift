// Turning a record away, with the reason: the gates of a script.

internal import LoopKit
package import SparCore
internal import SparStore

extension Engine {
  /// Stores that a record was turned away; the record stays.
  ///
  /// - Parameters:
  ///   - reason: a stable short phrase.
  ///   - stage: what turned it away: `length`, `ground`.
  package func reject(_ id: RecordID, reason: String, stage: String) async throws {
    let rejection = Rejection(
      stage: stage, subject: id, reason: reason, text: try text(of: id), provenance: provenance())
    try await store.write { try $0.put(rejection) }
  }

  private func text(of id: RecordID) throws -> String {
    switch id.kind {
    case .seed: try record(Seed.self, id).text
    case .passage: try record(Passage.self, id).text
    case .instruction: try record(Instruction.self, id).text
    case .suggestion: try record(Suggestion.self, id).text
    case .response: try record(Response.self, id).text
    default:
      throw EngineError(
        .argument, "A \(id.kind.rawValue) such as \(id) cannot be rejected.",
        hint: "Seeds, passages, instructions, suggestions and responses can.")
    }
  }
}
