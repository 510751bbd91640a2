// A project with known battles: three models, two judges, four instructions of two types, one of them refined.

import SparCore
import SparStore
import SparTesting

enum ReportProject {
  /// The letters of a battle are what the two judges say in their two seat orders: a, b, t for a tie, x for a verdict
  /// that cannot be read, e for one that failed.
  static let verdicts: [[String]] = [
    // alpha–beta, alpha–gamma, beta–gamma
    ["aa aa", "aa ab", "aa aa"],
    ["bb bb", "aa aa", "bb tt"],
    ["aa aa", "aa xx", "aa aa"],
    ["tt tt", "bb bb", "ee ee"],
  ]
  static let models = ["alpha", "beta", "gamma"]

  /// - Parameters:
  ///   - models: fewer than three leave out the others' battles.
  ///   - text: stands at the end of everything that a model wrote.
  ///   - votes: what a person said of the battles, from the first on.
  static func make(models: [String] = models, text: String = "", votes: String = "") async throws -> ProjectFolder {
    let folder = try ProjectFolder()
    let store = try Store.open(path: folder.path + "/spar.db", clock: .fixed)
    defer { store.close() }
    try await store.write { transaction in
      var filling = Filling(transaction: transaction, models: models, text: text, votes: votes)
      try filling.fill()
    }
    return folder
  }

  /// A database that holds nothing.
  static func makeEmpty() throws -> ProjectFolder {
    let folder = try ProjectFolder()
    try Store.open(path: folder.path + "/spar.db", clock: .fixed).close()
    return folder
  }
}

private struct Filling {
  let transaction: StoreTransaction
  let models: [String]
  let text: String
  private var votes: Substring
  private var made = 0
  private var provenance = Provenance()

  init(transaction: StoreTransaction, models: [String], text: String, votes: String) {
    self.transaction = transaction
    self.models = models
    self.text = text
    self.votes = votes[...]
  }

  mutating func fill() throws {
    let run = try transaction.begin(RunRecord(script: "work/loop.lua", seed: 7))
    provenance = Provenance(run: run, iteration: 1)
    try putCalls(run)
    let taxonomy = try put(Taxonomy(skill: "reading", nodes: Self.nodes(flaw: 1)))
    let (passage, edited) = try putPassages()
    let first = try put(instruction("Which flaw has the argument?", passage, "flaw"))
    let second = try put(instruction("What is its tone?", passage, "tone"))
    for (index, instruction) in [first, second].enumerated() { try putBattles(on: instruction, index) }
    provenance.iteration = 2
    let suggestion = try put(Suggestion(instruction: first.id, goal: "harder", text: "Ask for two flaws." + text))
    var harder = instruction("Which two flaws has the argument?", edited, "flaw")
    (harder.parent, harder.suggestion, harder.goal, harder.round) = (first.id, suggestion.id, "harder", 1)
    let third = try put(harder), fourth = try put(instruction("Is it earnest?", passage, "tone"))
    for (index, instruction) in [third, fourth].enumerated() { try putBattles(on: instruction, index + 2) }
    try putRest(taxonomy, second)
    try transaction.end(run, status: .done, exitCode: .done)
  }

  private mutating func put<R: StorableRecord>(_ record: R) throws -> Stored<R> {
    made += 1
    return try transaction.put(record, key: ContentKey(hashing: "record \(made)"), provenance: provenance)
  }

  private static func nodes(flaw: Double) -> [TaxonomyNode] {
    [("flaw", flaw), ("tone", 1), ("unused", 0.5)].map {
      TaxonomyNode(name: $0.0, definition: "…", answerFormat: "…", weight: $0.1)
    }
  }

  private func instruction(_ words: String, _ passage: RecordID, _ type: String) -> Instruction {
    Instruction(text: words + text, passage: passage, skill: "reading", type: type)
  }

  /// The passage, and what an edit made of it.
  private mutating func putPassages() throws -> (RecordID, RecordID) {
    let seed = try put(
      Seed(type: "text", text: "The tide turns twice a day." + text, origin: "/docs/tides.md", title: "Tides" + text))
    let passage = try put(Passage(seed: seed.id, transformation: "debate", text: "Two argue about the tide." + text))
    let edited = try put(
      Passage(seed: seed.id, parent: passage.id, transformation: "debate", text: "Three argue about the tide." + text))
    return (passage.id, edited.id)
  }

  private mutating func putBattles(on instruction: Stored<Instruction>, _ index: Int) throws {
    let responses = try models.map { model in
      try put(Response(instruction: instruction.id, model: model, text: "\(model) answers." + text))
    }
    let pairs = [(0, 1), (0, 2), (1, 2)]
    for (pair, letters) in zip(pairs, ReportProject.verdicts[index]) where pair.1 < models.count {
      let (a, b) = (responses[pair.0], responses[pair.1])
      let battle = try put(
        Battle(instruction: instruction.id, responseA: a.id, responseB: b.id, modelA: a.model, modelB: b.model))
      try putVerdicts(letters, on: battle.id)
    }
  }

  private mutating func putVerdicts(_ letters: String, on battle: RecordID) throws {
    for (judge, orders) in zip(["judge-1", "judge-2"], letters.split(separator: " ")) {
      for (order, letter) in zip([SeatOrder.ab, .ba], orders) { _ = try put(verdict(letter, battle, judge, order)) }
    }
    if let vote = votes.popFirst() { _ = try put(verdict(vote, battle, "human:ada", .ab)) }
  }

  private func verdict(_ letter: Character, _ battle: RecordID, _ judge: String, _ order: SeatOrder) -> Verdict {
    let states: [Character: VerdictState] = ["a": .a, "b": .b, "t": .tie, "x": .unparsed, "e": .error]
    let scores: [Character: (Double, Double)] = ["a": (8, 5.5), "b": (4, 7), "t": (6, 6)]
    return Verdict(
      battle: battle, judge: judge, order: order, state: states[letter] ?? .error, scoreA: scores[letter]?.0,
      scoreB: scores[letter]?.1, explanation: "Says \(letter)." + text)
  }

  private func putCalls(_ run: RecordID) throws {
    for (model, stage, cost) in [("alpha", "respond", 1500), ("beta", "respond", nil), ("judge-1", "judge", 300)]
      as [(String, String, Int64?)]
    {
      try transaction.put(
        CallRecord(
          key: ContentKey(hashing: "call \(model)"), stage: stage, model: model, wireModel: model, request: "{}",
          status: .ok, text: "…", finish: .stop, usage: TokenUsage(input: 100, output: 20), costMicroUSD: cost, run: run
        ))
    }
  }

  private mutating func putRest(_ taxonomy: Stored<Taxonomy>, _ rejected: Stored<Instruction>) throws {
    _ = try put(
      Taxonomy(
        skill: "reading", parent: taxonomy.id, nodes: Self.nodes(flaw: 1.25),
        evidence: ["flaw": ["battles": 6, "loss_rate": 0.25, "gap": 0.1, "flips": 0.5]]))
    for reason in ["too short", "near-duplicate of an earlier one"] {
      try transaction.put(
        Rejection(stage: "length", subject: rejected.id, reason: reason, text: "…" + text, provenance: provenance))
    }
    _ = try transaction.put(
      Dataset(
        path: "/data/out/sft-1.jsonl", format: "sft", file: ContentKey(hashing: "file"),
        rows: [DatasetRow(instruction: rejected.id)]), provenance: provenance)
  }
}
