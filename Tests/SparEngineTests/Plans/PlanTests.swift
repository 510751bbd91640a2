// Plans: nobody is asked, nothing stays, and the numbers are those of what would be asked.

import LoopKit
import SparCore
import SparDatasets
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Plans", .timeLimit(.minutes(5)))
@Host
struct PlanTests {
  private let server: StubServer
  private let test: TestEngine

  /// `big` costs a micro-dollar a token in and two out; `free` has no price.
  init() throws {
    server = try StubServer { _ in .chat("done", usage: (40, 30)) }
    let text = """
      [models.big]
      model = "big"
      base_url = "\(server.url)"
      max_tokens = 500
      price = { input = 1.0, output = 2.0 }
      [models.unpriced]
      model = "x"
      base_url = "https://api.example.com"
      """
    test = try TestEngine(configuration: try ModelConfiguration(parsing: text))
  }

  private func plan(_ body: @Host () async throws -> Void) async throws -> (lines: [PlanLine], files: [PlannedFile]) {
    let (lines, files, error) = await test.engine.plan(
      on: try Store.openCopy(of: test.folder.file("spar.db")), body)
    if let error { throw error }
    return (lines, files)
  }

  private func respond(_ count: Int, by model: String) async throws {
    for number in 0..<count {
      _ = try await test.engine.respond(try await test.engine.instruction("Name fuel \(number)."), model: model)
    }
  }

  @Test("calls are counted by stage and model, without a key and without a request; nothing is stored")
  func counts() async throws {
    let (lines, _) = try await plan {
      try await respond(3, by: "big")
      try await respond(2, by: "unpriced")
      try await respond(1, by: "sim/master")
    }
    #expect(lines.map(\.model) == ["big", "unpriced", "sim/master"])
    #expect(lines.map(\.calls) == [3, 2, 1] && lines.map(\.stage) == ["respond", "respond", "respond"])
    #expect(lines.map(\.isSimulated) == [false, false, true])
    #expect(server.requests.isEmpty && test.engine.progress.calls == 0)
    #expect(try test.calls.isEmpty && test.count(.instruction) == 0)
    #expect(!test.engine.isPlanning)
  }

  @Test("the range goes from the stand-ins' replies to the token limit; unknown prices stay unknown")
  func ranges() async throws {
    let lines = try await plan {
      try await respond(3, by: "big")
      try await respond(1, by: "unpriced")
    }.lines
    #expect(lines[0].basis == .standIns && lines[0].outputTokens.upperBound == 1500)
    let (input, output) = (lines[0].inputTokens, lines[0].outputTokens)
    #expect(lines[0].cost?.lowerBound == Int64(input.lowerBound + 2 * output.lowerBound))
    #expect(lines[0].cost?.upperBound == Int64(input.upperBound + 2 * output.upperBound))
    #expect(lines[1].cost == nil)
  }

  @Test("what is paid for is found and counted apart; the same question twice is one call")
  func stored() async throws {
    try await respond(2, by: "big")
    let lines = try await plan {
      try await respond(5, by: "big")
      try await respond(5, by: "big")
    }.lines
    #expect(lines.map(\.calls) == [3] && lines.map(\.stored) == [2])
    #expect(server.requests.count == 2)
  }

  @Test("from 20 stored calls on, their mean length counts: 30 tokens each, give or take nothing")
  func history() async throws {
    try await respond(20, by: "big")
    let line = try #require(try await plan { try await respond(25, by: "big") }.lines.first)
    #expect(line.calls == 5 && line.stored == 20)
    #expect(line.basis == .storedCalls(20) && line.outputTokens == 150...150)
  }

  @Test("a plan leaves the engine as it was: the same calls are made afterwards")
  func restores() async throws {
    try await respond(1, by: "big")
    _ = try await plan {
      test.engine.roles.names["target"] = ["sim/novice"]
      try await respond(2, by: "big")
    }
    try await respond(2, by: "big")
    #expect(server.requests.count == 2 && test.engine.roles.names["target"] == [test.model.name])
    #expect(try test.calls.map(\.isSimulated) == [false, false])
  }

  @Test("an export is counted and written nowhere")
  func export() async throws {
    let path = test.folder.file("out/sft.jsonl")
    let files = try await plan {
      let instruction = try await test.engine.instruction("Name a fuel.")
      let response = try await test.engine.respond(instruction, model: "big")
      let row = SelectedRow(instruction: instruction.id, chosen: response.id)
      _ = try await test.engine.export([row], format: "sft", path: path)
    }.files
    #expect(files.map(\.path) == [path] && files.map(\.rows) == [1])
    #expect(throws: EngineError.self) { try FileBytes.read(path) }
    #expect(try test.count(.dataset) == 0)
  }

  @Test("an error of the script ends the plan with what came before")
  func ends() async throws {
    let (lines, _, error) = await test.engine.plan(on: try Store.openCopy(of: test.folder.file("none.db"))) {
      try await respond(1, by: "big")
      try await respond(1, by: "nobody")
    }
    #expect(lines.map(\.calls) == [1] && (error as? ModelError)?.code == "model.unknown")
  }
}
