// transform, instruct, suggest and edit through Lua.

import LoopKit
import LuaKit
import SparCore
import SparTesting
import Testing

@Suite("From seeds to refined instructions", .timeLimit(.minutes(5)))
@Host
struct StagesModuleTests {
  @Test("transform takes a record, its id or text, and gives one passage for one seed")
  func transform() async throws {
    let lua = try await LuaTest()
    try await lua.run("s = seeds.load(\(try lua.file("a.txt", "Alpha.")))")
    for seed in ["s[1]", "s[1].id", "'Alpha.'"] {
      #expect(try await lua.run("return transform(\(seed), 'debate').text") == "debate: Alpha.")
    }
    #expect(
      try await lua.run("local p = transform(s[1], 'identity') return p.text, p.seed == s[1].id") == "Alpha. true")
    #expect(try await lua.run("return transform(s)[1].seed == s[1].id") == "true")
  }

  @Test("transform names the nearest agent and refuses what is no seed")
  func transformRefuses() async throws {
    let lua = try await LuaTest()
    let unknown = try await lua.failure("transform('x', 'debat')")
    #expect(unknown.message.contains("debat") && unknown.hint?.contains("debate") == true)
    let wrong = try await lua.failure("transform(instruct('x', {n = 1})[1], 'poem')")
    #expect(wrong.message == "transform takes a seed, not the instruction i1.")
    #expect(try await lua.failure("transform(true)").message == "transform takes a seed, not true.")
    #expect(try await lua.failure("transform('s99', 'poem')").message.contains("no seed s99"))
  }

  @Test("instruct takes a passage, or a seed or text as it is; n, types and type say what is asked")
  func instruct() async throws {
    let lua = try await LuaTest()
    #expect(try await lua.run("return #instruct('Alpha.')") == "3")
    #expect(try await lua.run("return #instruct('Alpha.', {n = 2, types = 2})") == "4")
    let one = try await lua.run(
      "local i = instruct('Alpha.', {n = 1, type = 'main-idea'})[1] return i.type, i.round, i.answerability, i.skill")
    #expect(one == "main-idea 0 answerable reading-comprehension")
    let many = try await lua.run("return #instruct({'Alpha.', transform('Beta.', 'poem')}, {n = 2})")
    #expect(many == "4")
  }

  @Test("instruct draws from a revision, and says what type is unknown")
  func instructTaxonomy() async throws {
    let lua = try await LuaTest()
    let types = try await lua.run(
      """
      local weights = {}
      for _, node in ipairs(taxonomy.load().nodes) do weights[node.name] = node.name == "flaw" and 1 or 0 end
      local x = taxonomy.revise(taxonomy.load(), {weights = weights})
      return instruct("Alpha.", {taxonomy = x, n = 1})[1].type, instruct("Beta.", {taxonomy = x.id, n = 1})[1].type
      """)
    #expect(types == "flaw flaw")
    #expect(try await lua.failure("instruct('x', {type = 'main-idae'})").hint == "Did you mean 'main-idea'?")
    #expect(try await lua.failure("instruct('x', {taxonomy = 'readin'})").message.contains("readin"))
  }

  @Test("each iteration asks for samples of its own")
  func iterations() async throws {
    let lua = try await LuaTest()
    try await lua.run("p = transform('Alpha.', 'identity')")
    for iteration in [1, 2, 2] {
      try await lua.run("instruct(p, {type = 'main-idea', iteration = \(iteration)})")
    }
    #expect(lua.test.model.requests.map(\.ordinal) == [0, 1])
  }

  @Test("suggest and edit carry a goal from suggestion to refined instruction")
  func refine() async throws {
    let lua = try await LuaTest()
    let refined = try await lua.run(
      """
      q = instruct("Alpha.", {n = 1, type = "main-idea"})
      t = suggest(q[1], {goal = "harder", n = 2})
      r = edit(q[1], t[1])
      return #t, t[1].goal, t[1].instruction == q[1].id, r.goal, r.round, r.parent == q[1].id, r.suggestion == t[1].id
      """)
    #expect(refined == "2 harder true harder 1 true true")
    #expect(try await lua.run("return edit(t[1]).id == r.id, edit(t[1].id).id == r.id") == "true true")
  }

  @Test("a rejected edit is nil and the reason; in a list it stands in rejected")
  func rejected() async throws {
    let lua = try await LuaTest()
    lua.test.model.answer = { request in
      guard request.task.stage == "edit", request.task.text("suggestion").hasSuffix("(1)") else {
        return .dutiful(request)
      }
      return .edit(instruction: request.task.text("instruction").uppercased())
    }
    let outcome = try await lua.run(
      """
      local t = suggest(instruct("Alpha.", {n = 1, type = "main-idea"})[1], {n = 2})
      local one, why_not = edit(t[1])
      local all = edit(t)
      return one, why_not, #all, all[1].suggestion == t[2].id, #all.rejected, all.rejected[1].suggestion == t[1].id,
        all.rejected[1].reason, #all.failed
      """)
    #expect(outcome == "nil nothing of substance changed 1 true 1 true nothing of substance changed 0")
  }

  @Test("a list keeps the order and the goals are checked")
  func suggestLists() async throws {
    let lua = try await LuaTest()
    let owners = try await lua.run(
      """
      local q = instruct("Alpha.", {n = 2, type = "main-idea"})
      local t = suggest(q, {goal = "easier", n = 2})
      return #t, t[2].instruction == q[1].id, t[3].instruction == q[2].id
      """)
    #expect(owners == "4 true true")
    #expect(try await lua.failure("suggest('x', {goal = 'hardre'})").message.contains("hardre"))
    #expect(try await lua.failure("edit('just text')").message == "edit takes a suggestion, not the text 'just text'.")
    #expect(
      try await lua.failure("edit(instruct('x', {n = 1})[1])").message.hasPrefix("edit takes a suggestion, not the"))
  }
}
