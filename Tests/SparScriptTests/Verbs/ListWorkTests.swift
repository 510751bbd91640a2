// Verbs over lists: order, failures, what is passed over.

import LoopKit
import LuaKit
import SparCore
import SparEngine
import SparModels
import SparTesting
import Testing

@Suite("Verbs over lists", .timeLimit(.minutes(5)))
@Host
struct ListWorkTests {
  @Test("results come in the order of the list, whichever is done first")
  func order() async throws {
    let lua = try await LuaTest()
    let first = Gate()
    lua.test.model.answer = { request in
      if request.task.text("seed") == "one" { try await first.pass() } else { first.open() }
      return .dutiful(request)
    }
    let texts = try await lua.run(
      """
      local made = transform({"one", "two"}, "debate")
      return made[1].text, made[2].text, #made, #made.failed
      """)
    #expect(texts == "debate: one debate: two 2 0")
  }

  @Test("what fails stands in failed with the id of its element and its code, and loses nothing of the others")
  func failures() async throws {
    let lua = try await LuaTest()
    lua.test.model.answer = { request in
      if request.task.text("seed") == "bad" { throw ModelError(code: "model.odd", message: "Odd.", hint: "Even it.") }
      return .dutiful(request)
    }
    try await lua.run(
      """
      s = seeds.load { \(try lua.file("1.txt", "good")), \(try lua.file("2.txt", "bad")) }
      made = transform({s[1], s[2], "bad", "fine"}, "poem")
      """)
    #expect(try await lua.run("return #made, made[1].text, made[2].text") == "2 poem: good poem: fine")
    #expect(
      try await lua.run("return #made.failed, made.failed[1].input == s[2].id, made.failed[2].input") == "2 true 3")
    #expect(
      try await lua.run("local e = made.failed[1] return e.code, e.message, e.hint") == "model.odd Odd. Even it.")
    #expect(lua.test.engine.failedItems == 2)
  }

  @Test("errors in a list are passed over, and indexes are those of the list that was given")
  func passedOver() async throws {
    let lua = try await LuaTest()
    lua.test.model.answer = { request in
      if request.task.text("seed") == "bad" { throw ModelError(code: "model.odd", message: "Odd.") }
      return .dutiful(request)
    }
    let seen = try await lua.run(
      """
      local list = map({"x", "y"}, function(item) if item == "x" then error("no") end return item end)
      list[3] = "bad"
      local made = transform(list, "poem")
      return #made, made[1].text, #made.failed, made.failed[1].input
      """)
    #expect(seen == "1 poem: y 1 3")
  }

  @Test("an error that would meet every element is raised")
  func stopsEverything() async throws {
    let lua = try await LuaTest()
    lua.test.model.answer = { _ in
      throw ModelError(code: "model.unreachable", message: "Nobody there.", exitCode: .unreachable)
    }
    #expect(try await lua.failure("transform({'a', 'b'}, 'poem')").code == "model.unreachable")
  }

  @Test("an empty list gives an empty list")
  func empty() async throws {
    let lua = try await LuaTest()
    #expect(try await lua.run("local made = instruct({}) return #made, #made.failed") == "0 0")
    #expect(try lua.test.calls.isEmpty)
  }
}
