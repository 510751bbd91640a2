// Datasets: the same records give the same bytes, whatever their numbers are, and every row leads back to its origin.

import LoopKit
import SparCore
import SparDatasets
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Exporting", .timeLimit(.minutes(5)))
@Host
struct ExportTests {
  private static let topics = ["tides", "lamps", "fuels"]

  /// One judged battle per topic about a refined instruction, made in the order given; rows in the order of topics.
  private func rows(_ test: TestEngine, order: [String]) async throws -> [SelectedRow] {
    let rival = test.script("rival") { ChatReply(text: "At length, in answer to: \($0.task.text("instruction"))") }
    var rows: [String: SelectedRow] = [:]
    for topic in order {
      let first = try await test.instruction("All about \(topic).")
      let suggestion = try await test.engine.suggest(first, goal: "harder")[0]
      guard case .refined(let refined) = try await test.engine.edit(suggestion) else { continue }
      let battle = try await test.engine.battle(
        refined, models: [test.model.name, rival.name], options: JudgeOptions())[0].battle
      rows[topic] = SelectedRow(
        instruction: refined.id, chosen: battle.responseB, rejected: battle.responseA, battle: battle.id)
    }
    return Self.topics.compactMap { rows[$0] }
  }

  private func lines(_ test: TestEngine, _ file: String) throws -> [JSON] {
    try test.folder.bytes(of: file).split(separator: 0x0A).map { try JSON(parsing: Array($0)) }
  }

  @Test("two stores filled in different orders give the same file and the same card", arguments: ["sft", "dpo"])
  func sameBytes(format: String) async throws {
    var files: [[UInt8]] = []
    var cards: [[UInt8]] = []
    var ids: [[RecordID]] = []
    for order in [Self.topics, Self.topics.reversed()] {
      let test = try TestEngine()
      let rows = try await rows(test, order: order)
      let (dataset, report) = try await test.engine.export(rows, format: format, path: test.folder.file("data.jsonl"))
      #expect(report.rows == 3 && dataset.rowCount == 3)
      files.append(try test.folder.bytes(of: "data.jsonl"))
      cards.append(try test.folder.bytes(of: "data.card.md"))
      ids.append(rows.map(\.instruction))
      #expect(dataset.file == ContentKey(hashing: files.last ?? []))
    }
    #expect(ids[0] != ids[1], "the stores were numbered alike, which proves nothing")
    #expect(files[0] == files[1] && cards[0] == cards[1])
  }

  @Test("exporting the same again is the same dataset, and makes no call")
  func again() async throws {
    let test = try TestEngine()
    let rows = try await rows(test, order: Self.topics)
    let calls = try test.calls.count
    let first = try await test.engine.export(rows, format: "dpo", path: test.folder.file("data.jsonl")).dataset
    let second = try await test.engine.export(rows, format: "dpo", path: test.folder.file("data.jsonl")).dataset
    #expect(try first == second && test.count(.dataset) == 1 && test.calls.count == calls)
  }

  @Test("who is hired now changes nothing in an export")
  func otherRoles() async throws {
    let test = try TestEngine()
    let rows = try await rows(test, order: ["tides"])
    _ = try await test.engine.export(rows, format: "sft", path: test.folder.file("data.jsonl"))
    let card = try test.folder.bytes(of: "data.card.md")
    for role in Role.allCases { test.hire("sim/\(role.rawValue)", as: role) }
    let report = try await test.engine.export(rows, format: "sft", path: test.folder.file("data.jsonl")).report
    #expect(try test.folder.bytes(of: "data.card.md") == card && report.simulatedModels.isEmpty)
  }

  @Test("text of simulated models is said to be one, also where only the passage is theirs")
  func simulated() async throws {
    let test = try TestEngine()
    let seed = try await test.seed("Keepers trimmed the wicks of the lamp every four hours, all night long.")
    let passage = try await test.engine.transform(seed, agent: "debate", model: "sim/author")
    var options = InstructOptions()
    options.type = "main-idea"
    let instruction = try await test.engine.instruct(
      passage, taxonomy: try await test.taxonomy(), options: options
    ).instructions[0]
    let response = try await test.engine.respond(instruction)
    let row = SelectedRow(instruction: instruction.id, chosen: response.id)
    let report = try await test.engine.export([row], format: "sft", path: test.folder.file("data.jsonl")).report
    #expect(report.simulatedModels == ["sim/author"])
  }

  @Test("a row names what it was made of, back to the origin")
  func rowLineage() async throws {
    let test = try TestEngine()
    let row = try await rows(test, order: ["tides"])[0]
    _ = try await test.engine.export([row], format: "dpo", path: test.folder.file("data.jsonl"))
    let line = try lines(test, "data.jsonl")[0]
    let lineage = try #require(line["lineage"])
    let engine = test.engine
    let instruction = try engine.record(Instruction.self, row.instruction)
    let passage = try engine.record(Passage.self, try #require(instruction.passage))
    let seed = try engine.record(Seed.self, passage.seed)
    #expect(lineage["instruction"]?.string == instruction.key.short)
    #expect(lineage["passage"]?.string == passage.key.short && lineage["seed"]?.string == seed.key.short)
    #expect(lineage["origin"]?.string == "tides.md" && lineage["goal"]?.string == "harder")
    #expect(
      try lineage["parent"]?.string == engine.record(Instruction.self, try #require(instruction.parent)).key.short)
    #expect(try lineage["chosen"]?.string == engine.record(Response.self, try #require(row.chosen)).key.short)
    #expect(try lineage["battle"]?.string == engine.record(Battle.self, try #require(row.battle)).key.short)
    #expect(line["score_gap"]?.double == 4 && line["chosen_score"]?.double == 8)
    #expect(line["chosen_model"]?.string == "scripted/rival")
  }

  @Test("a dataset's lineage reaches its seeds")
  func datasetLineage() async throws {
    let test = try TestEngine()
    let rows = try await rows(test, order: Self.topics)
    let dataset = try await test.engine.export(rows, format: "sft", path: test.folder.file("data.jsonl")).dataset
    let links = try test.engine.store.read { try $0.lineage(of: dataset.id) }
    #expect(Set(links.map(\.parent).filter { $0.kind == .seed }).count == 3)
    #expect(Set(links.map(\.parent).filter { $0.kind == .suggestion }).count == 3)
  }

  @Test("the prompt of a row is the passage and the task, as the contenders had them")
  func prompt() async throws {
    let test = try TestEngine()
    let row = try await rows(test, order: ["tides"])[0]
    _ = try await test.engine.export([row], format: "sft", path: test.folder.file("data.jsonl"))
    let messages = try #require(try lines(test, "data.jsonl")[0]["messages"]?.array)
    let instruction = try test.engine.record(Instruction.self, row.instruction)
    #expect(messages.count == 2)
    #expect(messages[0]["content"]?.string == "All about tides.\n\n\(instruction.text)")
    #expect(messages[1]["content"]?.string == "At length, in answer to: \(instruction.text)")
    #expect(
      test.model.requests.filter { $0.task.stage == "respond" }.last?.messages.last?.content.contains(
        "All about tides.") == true)
  }

  @Test("a row whose responses did not meet in its battle is refused, and leaves no file")
  func strangers() async throws {
    let test = try TestEngine()
    var rows = try await rows(test, order: ["tides", "lamps"])
    rows[0].battle = rows[1].battle
    await #expect(throws: EngineError.self) {
      try await test.engine.export(rows, format: "dpo", path: test.folder.file("data.jsonl"))
    }
    #expect(throws: (any Error).self) { try test.folder.bytes(of: "data.jsonl") }
    #expect(try test.count(.dataset) == 0)
  }
}
