// What a script would ask, found out by running it on replies that nobody pays for.

package import LoopKit
internal import SparCore
internal import SparModels
package import SparStore

/// Answers in the models' stead while a plan is made, and counts.
@Host
package final class Plan {
  private struct Group: Hashable {
    let stage: String
    let model: String
  }

  private let copy: Store
  private let models: ModelRegistry
  private var tallies: [Group: PlanTally] = [:]
  /// In the order in which they were first asked.
  private var order: [Group] = []
  /// Calls that the plan has counted: asked for again, they would cost nothing.
  private var counted: Set<ContentKey> = []
  package private(set) var files: [PlannedFile] = []

  init(_ copy: Store, _ models: ModelRegistry) {
    self.copy = copy
    self.models = models
  }

  /// What was counted, a line for each stage and model.
  package var lines: [PlanLine] { order.compactMap { tallies[$0]?.line } }

  /// A model that would cost something or need a network has a stand-in; those inside this process answer themselves.
  nonisolated static func hasStandIn(_ model: Model) -> Bool { !model.kind.isInProcess }

  func reply(of model: Model, to request: ChatRequest, key: ContentKey) async throws -> ModelReply {
    try count(key, request.task.stage, model)
    let answer =
      Self.hasStandIn(model)
      ? ModelReply(reply: try standIn(for: model, request), attempts: 1, latency: 0)
      : try await model.reply(to: request)
    change(request.task.stage, model) { $0.add(request, answer.reply) }
    return answer
  }

  func score(of request: RewardRequest, by model: Model, key: ContentKey) async throws -> RewardReply {
    try count(key, request.task.stage, model)
    change(request.task.stage, model) { $0.add(bytes: request.byteCount) }
    guard Self.hasStandIn(model) else { return try await model.score(request) }
    return try await SimulatedPool().score(request, as: RewardSettings(.score), model: "reward", in: nil)
  }

  func vectors(of texts: [String], by model: Model, key: ContentKey) async throws -> EmbeddingReply {
    try count(key, "embed", model)
    change("embed", model) { $0.add(bytes: texts.reduce(0) { $0 + $1.utf8.count }) }
    guard Self.hasStandIn(model) else { return try await model.embed(texts) }
    return try await SimulatedPool().embed(texts, dimensions: model.embedding.dimensions, model: "embedder", in: nil)
  }

  /// A call that is in the store: there before the plan, or made by the plan itself.
  func countStored(_ call: CallRecord) {
    guard counted.insert(call.key).inserted, let model = try? models.model(call.model) else { return }
    try? begin(call.stage, model)
    change(call.stage, model) { $0.stored += 1 }
  }

  func countFile(_ path: String, rows: Int) { files.append(PlannedFile(path: path, rows: rows)) }

  private func count(_ key: ContentKey, _ stage: String, _ model: Model) throws {
    counted.insert(key)
    try begin(stage, model)
  }

  /// Looks up how long replies have been before the plan adds its own.
  private func begin(_ stage: String, _ model: Model) throws {
    let group = Group(stage: stage, model: model.name)
    guard tallies[group] == nil else { return }
    order.append(group)
    let lengths = try copy.read { try $0.replyLengths(stage: stage, model: model.name) }
    tallies[group] = PlanTally(stage: stage, model: model, lengths: lengths)
  }

  private func change(_ stage: String, _ model: Model, _ body: (inout PlanTally) -> Void) {
    let group = Group(stage: stage, model: model.name)
    if var tally = tallies[group] {
      body(&tally)
      tallies[group] = tally
    }
  }

  // MARK: Stand-ins

  private func standIn(for model: Model, _ request: ChatRequest) throws -> ChatReply {
    var request = request
    // A reply that is cut would end the script's way where a real one may not.
    request.sampling.maxTokens = nil
    if let schema = request.schema { return ChatReply(text: SchemaSample.value(of: schema.schema).text) }
    return try SimulatedPool().answer(request, model: Self.standIn(for: model.name, stage: request.task.stage))
  }

  /// Contenders differ in skill, so that battles have winners; the same name is always as good.
  private static func standIn(for name: String, stage: String) -> String {
    switch stage {
    case "judge": return "judge"
    case "respond":
      let digit = Int(ContentKey(hashing: name).short.prefix(2), radix: 16) ?? 0
      return SimulatedModel.contenders[digit % SimulatedModel.contenders.count]
    default: return "author"
    }
  }
}
