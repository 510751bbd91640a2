// Skills whose instructions are put without the passage they were made from.

import LoopKit
import SparCore
import SparTesting
import Testing

@testable import SparEngine

@Suite("Instructions that stand alone", .timeLimit(.minutes(5)))
@Host
struct StandingAloneTests {
  private func instruction(of skill: String) async throws -> (engine: Engine, instruction: Stored<Instruction>) {
    let test = try TestEngine()
    let passage = try await test.passage("The tower was built in 1851. It has 158 steps.")
    var options = InstructOptions()
    options.count = 1
    let taxonomy = try await test.engine.taxonomy(skill)
    let written = try await test.engine.instruct(passage, taxonomy: taxonomy, options: options)
    return (test.engine, try #require(written.instructions.first))
  }

  @Test("a contender is not shown the passage, and the lineage keeps it")
  func hidden() async throws {
    let (engine, instruction) = try await instruction(of: "fermi")
    let passage = try #require(instruction.passage)
    #expect(instruction.standsAlone)
    #expect(try engine.context(of: instruction)["passage"] == nil)
    #expect(Engine.prompt(instruction.value, try engine.record(Passage.self, passage).value) == instruction.text)
  }

  @Test("where it does not stand alone, it is")
  func shown() async throws {
    let (_, instruction) = try await instruction(of: "reading-comprehension")
    #expect(!instruction.standsAlone)
  }

  @Test("a refinement stands alone like what it came from")
  func refined() async throws {
    let (engine, instruction) = try await instruction(of: "fermi")
    let suggestion = try await engine.suggest(instruction, goal: "harder")[0]
    guard case .refined(let refined) = try await engine.edit(suggestion) else { return }
    #expect(refined.standsAlone)
  }
}
