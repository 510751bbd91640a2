// The engine: stages that turn records into records through agents, models and the store. What a stage does stands in
// Stages/ and Arena/, one file each; how a call is made in Calls/. Policy (which stage next) is Lua's.

package import LoopKit
package import SparCore
package import SparModels
package import SparPrompts
package import SparStore

/// Everything a run shares. One per program, on the loop's thread.
@Host
package final class Engine {
  package let library: PromptLibrary
  package let models: ModelRegistry
  /// Every draw of the run derives from it.
  package let seed: UInt64
  package let progress: Progress
  package var roles = RoleAssignment()

  private let openStore: @Host () throws -> Store
  var opened: Store?

  /// What a script has made of the taxonomies of its skills, by skill; it stands above their files.
  var definedTaxonomies: [String: Stored<Taxonomy>] = [:]

  /// The run that new records and calls belong to.
  package internal(set) var run: RecordID?
  /// The loop's turn that new records belong to; `nil` outside a loop.
  package var iteration: Int?
  /// `nil` where the run is neither recorded nor replayed.
  package var tape: Tape?
  /// Set while a plan is made: nobody is asked, and no file is written.
  var plan: Plan?
  /// `nil` where nothing limits what calls may come to.
  var budget: BudgetQueue?
  /// What a script has asked for, and what the command line has fixed.
  package internal(set) var askedBudget = Budget()
  var fixedBudget = Budget()
  /// Told once when a call is refused because the budget does not cover it.
  package var onBudgetReached: @Host (EngineError) -> Void = { _ in }
  /// Items of lists that failed while the others went on; those that no money was left for are none of them.
  package internal(set) var failedItems = 0

  /// Asked before a call of a stage that nothing else goes on beside: who is told of its reply piece by piece, if
  /// anybody.
  package var listener: (@Host (_ stage: String) -> (@Host (ReplyPiece) -> Void)?)?

  /// What other processes were told last of what goes on.
  var notedActivity: JSON?

  /// Readers of the user's own, by the extension of the files that they read.
  package var seedScripts: [String: SeedScript] = [:]

  /// The test sets as the check for leaks has read them last.
  var heldOut: [HeldOutSet] = []

  /// Whether the store has responses that were recorded elsewhere; `nil` until somebody has looked.
  var hasRecordings: Bool?

  /// Definitions of judges that are stored, by their hashes.
  var knownJudges: Set<ContentKey> = []

  /// Calls that are being made or are not stored yet, by key: whoever asks for the same one shares it.
  var underWay: [ContentKey: CallInFlight] = [:]
  /// The same for batches of vectors, by the key of each vector, and for scores.
  var vectorsUnderWay: [ContentKey: InFlight<[ContentKey: [Float]]>] = [:]
  var scoresUnderWay: [ContentKey: InFlight<RewardScore>] = [:]

  package init(
    library: PromptLibrary, models: ModelRegistry, seed: UInt64 = 0, progress: Progress = Progress(),
    store: @escaping @Host () throws -> Store
  ) {
    self.library = library
    self.models = models
    openStore = store
    self.seed = seed
    self.progress = progress
    models.batchLedger = StoreBatchLedger(of: self)
  }

  /// Opened on first use: what needs no memory leaves no file.
  package var store: Store {
    get throws {
      if let opened { return opened }
      let store = try openStore()
      opened = store
      return store
    }
  }

  /// Commits what is queued and closes the store, where it was opened.
  package func close() { opened?.close() }

  /// An agent of a stage, whose replies must have the form that the stage works with.
  func agent(_ stage: String, _ name: String, replying form: ReplyFormat, _ other: ReplyFormat? = nil) throws -> Agent {
    let agent = try library.agent(stage, name)
    guard agent.reply == form || agent.reply == other else {
      let forms = [form, other].compactMap { $0?.rawValue }.joined(separator: " or ")
      throw EngineError(
        .argument, "\(agent.file) says reply: \(agent.reply.rawValue), and \(stage) works with \(forms).",
        hint: "Change its front matter and what it asks for.")
    }
    return agent
  }

  /// A stream of draws of its own for a purpose and the keys of what it is about; never depends on row numbers, which
  /// depend on timing.
  package func random(_ purpose: String, _ fields: String...) -> SeededRandom {
    SeededRandom(seed: seed, purpose: purpose, fields: fields)
  }

  /// Where a record comes from.
  func provenance(agent: Agent? = nil, call: ContentKey? = nil) -> Provenance {
    Provenance(agent: agent?.hash, call: call, run: run, iteration: iteration)
  }

  /// The stored record of that id.
  package func record<R: StorableRecord>(_ type: R.Type = R.self, _ id: RecordID) throws -> Stored<R> {
    guard let record = try store.read({ try $0.record(type, id: id) }) else {
      throw EngineError(.argument, "There is no \(R.kind.rawValue) \(id) in \(try store.path).")
    }
    return record
  }
}
