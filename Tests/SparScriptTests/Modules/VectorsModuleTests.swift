// embed, similarity and score in Lua.

import LoopKit
import LuaKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("embed, similarity, score", .timeLimit(.minutes(5)))
@Host
struct VectorsModuleTests {
  private func start() async throws -> LuaTest {
    let lua = try await LuaTest()
    lua.test.hire("sim/embedder", as: .embedder)
    return lua
  }

  @Test("a text gives a vector, a list gives a list, a record counts with its text")
  func embed() async throws {
    let lua = try await start()
    #expect(try await lua.run("local v = embed('tides'); return #v, math.type(v[1])") == "256 float")
    let source = "local v = embed({'tides', 'boats', 'tides'}); return #v, #v[2], v[1][1] == v[3][1]"
    #expect(try await lua.run(source) == "3 256 true")
    #expect(try await lua.run("return #embed({})") == "0")
    let passage = "local p = transform('The tide turns.', 'identity')\n"
    #expect(try await lua.run(passage + "return similarity(embed(p), embed(p.text)) > 0.999999") == "true")
    #expect(try lua.test.calls.filter { $0.stage == "embed" }.count == 3)
  }

  @Test("what has no text has no vector")
  func refused() async throws {
    let lua = try await start()
    #expect(try await lua.failure("embed({1})").message.contains("embed takes texts"))
    #expect(try await lua.failure("embed('a', {model = 'sim/master'})").message.contains("makes no vectors"))
    #expect(try await lua.failure("similarity({1, 2}, {1})").message.contains("2 and 1"))
    #expect(try await lua.failure("similarity({1, 2}, 'b')").message.contains("vector second"))
  }

  @Test("similarity is the cosine")
  func similarity() async throws {
    let lua = try await start()
    #expect(try await lua.run("return similarity({3, 4}, {6, 8}), similarity({3, 4}, {-4, 3})") == "1.0 0.0")
    #expect(try await lua.run("return similarity({3, 4}, {-6, -8}), similarity({0, 0}, {1, 2})") == "-1.0 0.0")
    #expect(try await lua.run("return string.format('%.6f', similarity({1, 2, 3}, {4, 5, 6}))") == "0.974632")
  }

  @Test("a response, a list of responses, or a text with its instruction is scored")
  func score() async throws {
    let lua = try await start()
    let reward = FakeReward("rm", in: lua.test.models)
    let source = """
      local r = respond({'Name a fuel.', 'Name a river in France.'})
      local rm = {model = 'scripted/rm'}
      local all = score(r, rm)
      return #all, all[1] == score(r[1], rm), score('Oil.', 'Name a fuel.', rm)
      """
    #expect(try await lua.run(source) == "2 true 4.0")
    #expect(reward.requests.count == 3)
    #expect(try await lua.failure("score('Oil.', {model = 'scripted/rm'})").message.contains("needs the instruction"))
  }

  @Test("a battle is judged by a reward model, alone and in a jury")
  func battle() async throws {
    let lua = try await start()
    let reward = FakeReward("rm", in: lua.test.models)
    _ = lua.test.script("x") { _ in .init(text: "short") }
    _ = lua.test.script("y") { _ in .init(text: "rather longer") }
    let models = "'Name a fuel.', {'scripted/x', 'scripted/y'}"
    let alone = "local b = battle(\(models), {judge = 'scripted/rm'})\n"
    #expect(
      try await lua.run(alone + "return b.winner, #b.verdicts, b.verdicts[1].order, b.score_b, b.flipped")
        == "scripted/y 1 alone 13.0 false")
    #expect(try await lua.run("return battle(\(models), {judge = 'scripted/rm', margin = 10}).outcome") == "tie")
    let jury = "return #battle(\(models), {judge = {'scripted/rm', 'scripted/model'}}).verdicts"
    #expect(try await lua.run(jury) == "3" && reward.requests.count == 2)
    #expect(try await lua.failure("battle(\(models), {margin = -1})").message.contains("margin"))
  }

  @Test("an embedder is hired like everybody else")
  func hire() async throws {
    let lua = try await start()
    #expect(try await lua.run("return models.hire{embedder = 'sim/embedder'}.embedder") == "sim/embedder")
  }
}
