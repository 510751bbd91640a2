// taxonomy.* through Lua.

import LoopKit
import LuaKit
import SparTesting
import Testing

@Suite("Taxonomies", .timeLimit(.minutes(5)))
@Host
struct TaxonomyModuleTests {
  @Test("load gives the types of the file, every time the same revision")
  func load() async throws {
    let lua = try await LuaTest()
    let loaded = try await lua.run(
      """
      local x = taxonomy.load()
      return x.skill, #x.nodes, x.nodes[1].weight, x.parent, x.id == taxonomy.load("reading-comprehension").id
      """)
    #expect(loaded == "reading-comprehension 43 1.0 nil true")
    #expect(try await lua.run("return table.concat(taxonomy.skills(), ' ')").contains("reading-comprehension"))
    #expect(try await lua.failure("taxonomy.load('reading-comprehnsion')").message.contains("reading-comprehnsion"))
  }

  @Test("revise makes a new revision with its evidence and leaves the old one alone")
  func revise() async throws {
    let lua = try await LuaTest()
    let revised = try await lua.run(
      """
      x = taxonomy.load()
      y = taxonomy.revise(x, {weights = {flaw = 2.5}, evidence = {flaw = {lost = 7}, why = {"hard", "lost"}}})
      return y.parent == x.id, y.id ~= x.id, y.evidence.flaw.lost, y.evidence.why[2], find(x.id).evidence
      """)
    #expect(revised == "true true 7 lost nil")
    #expect(try await lua.run("return taxonomy.revise(x, {weights = {}}).id ~= x.id") == "true")
  }

  @Test("diff lists the changed types, largest change first")
  func diff() async throws {
    let lua = try await LuaTest()
    let changes = try await lua.run(
      """
      local x = taxonomy.load()
      local y = taxonomy.revise(x, {weights = {flaw = 1.5, inference = 0.25, principle = 1}})
      local d = taxonomy.diff(x, y)
      return #d, d[1].name, d[1].old, d[1].new, d[1].change, d[2].name, d[2].change, #taxonomy.diff(y, y)
      """)
    #expect(changes == "2 inference 1.0 0.25 -0.75 flaw 0.5 0")
  }

  @Test("weights that are none are refused by name")
  func badWeights() async throws {
    let lua = try await LuaTest()
    let wrongType = try await lua.failure("taxonomy.revise(taxonomy.load(), {weights = {flaw = 'two'}})")
    #expect(wrongType.message == "taxonomy.revise: the weight of flaw must be a number, not 'two'.")
    #expect(try await lua.failure("taxonomy.revise(taxonomy.load(), {weights = {flaw = -1}})").message.contains("flaw"))
    #expect(try await lua.failure("taxonomy.revise(taxonomy.load(), {weights = {fla = 1}})").message.contains("fla"))
    #expect(try await lua.failure("taxonomy.diff(taxonomy.load())").message.hasPrefix("taxonomy.diff needs new"))
  }
}
