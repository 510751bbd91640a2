// Records to store: one chain from a seed to a verdict, and calls.

import SparCore
import SparStore

extension ContentKey {
  /// A key for a test, by a name.
  static func named(_ name: String) -> ContentKey { ContentKey(hashing: name) }
}

extension Seed {
  static func sample(_ text: String = "The tide turns twice a day.") -> Seed {
    Seed(type: "text", text: text, origin: "tides.md", title: "Tides")
  }
}

extension CallRecord {
  static func sample(
    _ name: String, _ status: CallStatus = .ok, text: String? = "a reply", usage: TokenUsage? = nil, cost: Int64? = nil
  ) -> CallRecord {
    CallRecord(
      key: .named(name), stage: "respond", model: "target", wireModel: "small-1", request: #"{"messages":[]}"#,
      status: status, text: text, finish: status == .ok ? .stop : nil, usage: usage, costMicroUSD: cost)
  }
}

extension AgentDefinition {
  static let sample = AgentDefinition(
    stage: "instruct", name: "literal", role: "author", hash: .named("literal"), text: "Ask about {{ passage }}.")
}

/// A battle with all that it was made from.
struct Chain: Sendable {
  var seed: Stored<Seed>
  var passage: Stored<Passage>
  var first: Stored<Instruction>
  var suggestion: Stored<Suggestion>
  var refined: Stored<Instruction>
  var responses: [Stored<Response>]
  var battle: Stored<Battle>
  var verdicts: [Stored<Verdict>]

  /// - Parameter name: keeps the keys of several chains apart.
  static func put(in store: Store, named name: String = "", provenance: Provenance = Provenance()) async throws -> Chain
  {
    try await store.write { try Chain($0, name, provenance) }
  }

  private init(_ transaction: StoreTransaction, _ name: String, _ provenance: Provenance) throws {
    func put<R: StorableRecord>(_ record: R, _ label: String) throws -> Stored<R> {
      try transaction.put(record, key: .named(name + label), provenance: provenance)
    }
    seed = try put(.sample(), "seed")
    passage = try put(Passage(seed: seed.id, transformation: "debate", text: "Two argue about tides."), "passage")
    first = try put(
      Instruction(text: "Who argues?", passage: passage.id, skill: "reading", type: "literal"), "first")
    suggestion = try put(Suggestion(instruction: first.id, goal: "harder", text: "Ask why."), "suggestion")
    refined = try put(
      Instruction(
        text: "Why do they argue?", passage: passage.id, parent: first.id, suggestion: suggestion.id, skill: "reading",
        type: "literal", goal: "harder", round: 1), "refined")
    let refined = refined
    responses = try ["target", "rival"].map { model in
      try put(Response(instruction: refined.id, model: model, text: "\(model) answers"), model)
    }
    battle = try put(
      Battle(
        instruction: refined.id, responseA: responses[0].id, responseB: responses[1].id, modelA: "target",
        modelB: "rival"),
      "battle")
    let battle = battle
    verdicts = try [(SeatOrder.ab, VerdictState.a), (.ba, .unparsed)].map { order, state in
      try put(
        Verdict(
          battle: battle.id, judge: "judge", order: order, state: state, scoreA: state == .a ? 8 : nil,
          scoreB: state == .a ? 5.5 : nil, explanation: state == .a ? "A says why." : nil), "verdict \(order)")
    }
  }
}
