// The same question is never paid twice: every verb, in one engine and in the next on the same file.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("What is asked twice is called once", .timeLimit(.minutes(5)))
@Host
struct OnceTests {
  /// The whole way from a seed to a judged battle; returns the ids of what it made.
  private func wholeWay(_ test: TestEngine) async throws -> [RecordID] {
    let engine = test.engine
    let passage = try await engine.transform(try await test.seed(), agent: "debate")
    let instructions = try await engine.instruct(
      passage, taxonomy: try await test.taxonomy(), options: InstructOptions()
    ).instructions
    let suggestions = try await engine.suggest(instructions[0], goal: "harder", count: 2)
    guard case .refined(let refined) = try await engine.edit(suggestions[0]) else { throw Unrefined() }
    let rival = test.script("rival") { ChatReply(text: "A longer answer to: \($0.task.text("instruction"))") }
    let battles = try await engine.battle(refined, models: [test.model.name, rival.name], options: JudgeOptions())
    return [passage.id] + instructions.map(\.id) + suggestions.map(\.id) + [refined.id]
      + battles.flatMap { [$0.battle.id] + $0.verdicts.map(\.id) }
  }

  private struct Unrefined: Error {}

  @Test("every verb of the loop, twice in one engine")
  func sameEngine() async throws {
    let test = try TestEngine()
    let first = try await wholeWay(test)
    // transform, instruct, suggest, edit, two responses, two seat orders.
    #expect(try test.calls.map(\.stage).sorted() == Self.stages)
    #expect(try await wholeWay(test) == first)
    #expect(try test.calls.count == 8 && test.engine.progress.calls == 8 && test.engine.progress.stored == 8)
  }

  @Test("every verb of the loop again in a second engine on the same file")
  func secondEngine() async throws {
    let first = try TestEngine()
    let ids = try await wholeWay(first)
    first.engine.close()
    let second = try TestEngine(in: first.folder)
    second.model.answer = { _ in throw ModelError(code: "model.called", message: "The model was called.") }
    #expect(try await wholeWay(second) == ids)
    #expect(second.model.requests.isEmpty && second.engine.progress.calls == 0)
    #expect(try second.calls.map(\.stage).sorted() == Self.stages)
    second.engine.close()
  }

  private static let stages = ["edit", "instruct", "judge", "judge", "respond", "respond", "suggest", "transform"]

  @Test("the seed's own text is a passage without a call")
  func identity() async throws {
    let test = try TestEngine()
    let seed = try await test.seed()
    let passage = try await test.engine.transform(seed, agent: "identity")
    #expect(passage.text == seed.text && passage.transformation == "identity")
    #expect(try await test.engine.transform(seed, agent: "identity") == passage)
    #expect(try test.calls.isEmpty && test.count(.passage) == 1)
  }

  @Test("one more row among two hundred is one more call; the same list again is none")
  func oneMore() async throws {
    let test = try TestEngine()
    var seeds: [Stored<Seed>] = []
    for number in 0..<200 { seeds.append(try await test.seed("Seed \(number).")) }
    func transformAll() async throws -> Fanout<Stored<Passage>> {
      let engine = test.engine
      return try await engine.overAll(seeds, label: "transform") { try await engine.transform($0, agent: "poem") }
    }
    #expect(try await transformAll().values.count == 200)
    #expect(test.model.requests.count == 200)
    seeds.append(try await test.seed("One more."))
    #expect(try await transformAll().values.count == 201)
    #expect(test.model.requests.count == 201)
    #expect(try await transformAll().values.map(\.seed) == seeds.map(\.id))
    #expect(try test.model.requests.count == 201 && test.calls.count == 201)
  }
}
