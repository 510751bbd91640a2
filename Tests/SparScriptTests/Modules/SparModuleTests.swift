// spar.* and what bootstrap makes of it.

import LoopKit
import LuaKit
import SparEngine
import SparTesting
import Testing

@Suite("The library table of the program", .timeLimit(.minutes(5)))
@Host
struct SparModuleTests {
  private static let draws = "local r = spar.random('p', 'w') return r:unit(), r:index(1000), r:unit()"

  @Test("the same seed draws the same, another seed, purpose or word something else")
  func random() async throws {
    let first = try await LuaTest(seed: 7).run(Self.draws)
    #expect(try await LuaTest(seed: 7).run(Self.draws) == first)
    #expect(try await LuaTest(seed: 8).run(Self.draws) != first)
    let lua = try await LuaTest(seed: 7)
    #expect(try await lua.run(Self.draws.replacing("'p'", with: "'q'")) != first)
    #expect(try await lua.run(Self.draws.replacing("'w'", with: "'v'")) != first)
    #expect(try await lua.run(Self.draws.replacing("'p', 'w'", with: "'p'")) != first)
  }

  @Test("a long stream goes on as it began, and lies in [0, 1)")
  func longStream() async throws {
    let lua = try await LuaTest()
    let even = try await lua.run(
      """
      local r, sum, same = spar.random("long"), 0, true
      local first, again = {}, spar.random("long")
      for n = 1, 1000 do
        first[n] = r:unit()
        sum = sum + first[n]
        assert(first[n] >= 0 and first[n] < 1)
      end
      for n = 1, 1000 do same = same and again:unit() == first[n] end
      return same, sum > 450 and sum < 550, first[16] ~= first[17]
      """)
    #expect(even == "true true true")
  }

  @Test("a record counts by its key, so that draws do not depend on the order of storing")
  func recordWords() async throws {
    let draw = "local p = transform('Alpha.', 'identity') return spar.random('p', p):unit()"
    let first = try await LuaTest().run(draw)
    let late = try await LuaTest()
    try await late.run("transform('Beta.', 'identity')")
    #expect(try await late.run(draw) == first)
  }

  @Test("shuffle gives every element once and leaves its list alone; sample keeps the order")
  func shuffle() async throws {
    let lua = try await LuaTest()
    let shuffled = try await lua.run(
      """
      local list = {1, 2, 3, 4, 5, 6, 7, 8}
      local other = spar.random("s"):shuffle(list)
      local before = table.concat(other, " ") ~= table.concat(list, " ") and list[8] == 8
      table.sort(other)
      return before, table.concat(other, " "), #sample(list, 3), #sample(list, 99)
      """)
    #expect(shuffled == "true 1 2 3 4 5 6 7 8 3 8")
  }

  @Test("roles and seed are read when they are used")
  func live() async throws {
    let lua = try await LuaTest(seed: 42)
    #expect(try await lua.run("return spar.seed, spar.roles.target, spar.nothing") == "42 scripted/model nil")
    try await lua.run("models.hire {target = 'sim/novice'}")
    #expect(try await lua.run("return spar.roles.target") == "sim/novice")
  }

  @Test("files lists what matches, nearest what may have been meant")
  func surroundings() async throws {
    let lua = try await LuaTest()
    _ = try lua.file("b.lua", "")
    _ = try lua.file("a.lua", "")
    let folder = lua.test.folder.path
    #expect(
      try await lua.run("local f = spar.files('\(folder)/*.lua') return #f, f[1] == '\(folder)/a.lua'") == "2 true")
    #expect(try await lua.run("return #spar.files('\(folder)/*.txt')") == "0")
    #expect(
      try await lua.run("return spar.nearest('jugde', {'judge', 'target'}), spar.nearest('x', {})") == "judge nil")
    #expect(try await lua.failure("spar.nearest('x', 'y', 'z')").message == "spar.nearest does not take 'z' there.")
  }

  @Test("is_simulated knows the pool, iteration marks what is made, note and print reach the output")
  func smallOnes() async throws {
    let lua = try await LuaTest()
    #expect(try await lua.run("return spar.is_simulated('sim/master'), spar.is_simulated('openai/x')") == "true false")
    try await lua.run("spar.iteration(3)")
    #expect(lua.test.engine.iteration == 3)
    #expect(
      try await lua.failure("spar.iteration(0)").message == "spar.iteration: n must be a whole number from 1, not 0.")
    try await lua.run("print('one', 2, nil, {} == nil) spar.note('three')")
    #expect(lua.output == "one\t2\tnil\tfalse\nnote: three\n")
  }
}
