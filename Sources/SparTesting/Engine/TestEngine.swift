// An engine to try verbs on: the shipped prompts, a store in a temporary folder, scripted models, a clock that stands
// still and another in which waiting takes no time.

package import LoopKit
package import SparCore
package import SparEngine
package import SparModels
internal import SparPrompts
package import SparStore

@Host
package final class TestEngine {
  package let folder: TemporaryFolder
  package let models: ModelRegistry
  package let engine: Engine
  /// Plays every role until a test hires others; dutiful until a test changes its answer.
  package let model: ScriptedModel

  /// - Parameters:
  ///   - folder: where the database lies; give one test's folder to a second engine to start it on the same file.
  ///   - prompts: folders with prompts that shadow the shipped ones.
  package init(
    in folder: TemporaryFolder? = nil, seed: UInt64 = 1, prompts: [String] = [],
    configuration: ModelConfiguration = ModelConfiguration()
  ) throws {
    let folder = try folder ?? TemporaryFolder()
    self.folder = folder
    models = ModelRegistry(configuration: configuration, environment: [:], clock: VirtualClock().clock)
    model = ScriptedModel("model", in: models) { .dutiful($0) }
    engine = Engine(
      library: try PromptLibrary(folders: prompts + [Self.shippedPrompts]), models: models, seed: seed,
      store: { try Store.open(path: folder.file("spar.db"), clock: .fixed) })
    for role in Role.allCases { hire(model.name, as: role) }
  }

  /// The prompts that Spar comes with.
  nonisolated package static let shippedPrompts: String = {
    let folders = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
    return (folders + ["Prompts"]).joined(separator: "/")
  }()

  package func hire(_ names: String..., as role: Role) { engine.roles.names[role.rawValue] = names }

  /// A scripted model of its own, dutiful unless told what to say.
  package func script(_ name: String, _ answer: @escaping ScriptedModel.Answer = { .dutiful($0) }) -> ScriptedModel {
    ScriptedModel(name, in: models, answer)
  }

  // MARK: What is in the store

  /// Every row of the table `call`, in its order.
  package var calls: [CallRecord] { get throws { try engine.store.read { try $0.calls() }.map(\.record) } }

  package func count(_ kind: RecordKind) throws -> Int { try engine.store.read { try $0.counts() }[kind] ?? 0 }

  // MARK: Something to work on

  package func seed(_ text: String = "The tide turns twice a day.") async throws -> Stored<Seed> {
    try await engine.seed(Seed(type: "text", text: text, origin: "tides.md"))
  }

  /// The seed's own text, which takes no call.
  package func passage(_ text: String = "The tide turns twice a day.") async throws -> Stored<Passage> {
    try await engine.transform(try await seed(text), agent: "identity")
  }

  /// One instruction about a passage: one call.
  package func instruction(_ text: String = "The tide turns twice a day.") async throws -> Stored<Instruction> {
    var options = InstructOptions()
    options.count = 1
    options.type = "main-idea"
    return try await engine.instruct(try await passage(text), taxonomy: try await taxonomy(), options: options)
      .instructions[0]
  }

  package func taxonomy() async throws -> Stored<Taxonomy> { try await engine.taxonomy("reading-comprehension") }
}
