// pick through Lua, with a keyboard that types what a test says. How it looks on a terminal is tested in sparTests.

import LoopKit
import LuaKit
import SparCore
import SparEngine
import SparScript
import SparStore
import SparTesting
import Testing

/// Keys from a list; the input ends behind the last.
@Host
private final class TypedKeys: Keyboard {
  var keys: [String]
  private(set) var isOpen = false
  private(set) var openings = 0
  let size: (columns: Int, rows: Int)

  init(_ keys: String..., columns: Int = 80, rows: Int = 24) {
    self.keys = keys
    size = (columns, rows)
  }

  func begin() {
    isOpen = true
    openings += 1
  }

  func next() -> String? { keys.isEmpty ? nil : keys.removeFirst() }

  func end() { isOpen = false }
}

@Suite("pick", .timeLimit(.minutes(5)))
@Host
struct PickModuleTests {
  /// A session with three battles that nobody has judged.
  private func session(_ keyboard: TypedKeys?, words: String = "a river") async throws -> LuaTest {
    let lua = try await LuaTest()
    lua.session.host.keyboard = keyboard
    lua.session.host.voter = "me"
    let rows = (1...3).flatMap { number in
      ["x", "y"].map { #"{"instruction": "Task \#(number)", "output": "\#(words) of \#($0)", "generator": "\#($0)"}"# }
    }
    let path = try lua.file("outputs.jsonl", rows.joined(separator: "\n"))
    try await lua.run("r = spar.import.responses(\(path)) duels = {{r[1], r[2]}, {r[3], r[4]}, {r[5], r[6]}}")
    return lua
  }

  private func verdicts(_ lua: LuaTest) throws -> [Verdict] {
    try lua.test.engine.store.read { try $0.records(Verdict.self) }.map(\.value)
  }

  @Test("each key stores a verdict of the person, seen from the battle's own sides")
  func keys() async throws {
    let keyboard = TypedKeys("a", "t", "x")
    let lua = try await session(keyboard)
    #expect(try await lua.run("v = pick(duels) return #v, v.voter, v.left") == "3 human:me 0")
    let verdicts = try verdicts(lua)
    #expect(verdicts.map(\.judge) == Array(repeating: "human:me", count: 3))
    #expect(verdicts[0].state == (verdicts[0].order == .ab ? .a : .b))
    #expect(verdicts[1...].map(\.state) == [.tie, .tie])
    #expect(verdicts.map(\.isBothBad) == [false, false, true])
    #expect(!keyboard.isOpen)
    #expect(lua.output.contains("note: pick: 3 judged by human:me, 0 skipped, 0 left"))
  }

  @Test("the models' names are not told before the vote, and are after it")
  func blind() async throws {
    let lua = try await session(TypedKeys("q"), words: "words")
    try await lua.run("for _, i in ipairs {1, 2} do respond('Task 1', ({'x', 'y'})[i]) end")
    _ = try await lua.run("pick(duels)")
    let before = lua.output
    #expect(before.contains("words of"))
    #expect(!before.contains("A was"))
    lua.session.host.keyboard = TypedKeys("b", "q")
    _ = try await lua.run("pick(duels)")
    #expect(lua.output.contains("B is better. A was "))
  }

  @Test("a battle that was judged is not asked again, unless that is wished")
  func resumed() async throws {
    let lua = try await session(TypedKeys("a", "q"))
    #expect(try await lua.run("v = pick(duels) return #v, v.left, v.known") == "1 2 0")
    lua.session.host.keyboard = TypedKeys("b", "b")
    #expect(try await lua.run("v = pick(duels) return #v, v.left, v.known") == "2 0 1")
    let idle = TypedKeys()
    lua.session.host.keyboard = idle
    #expect(try await lua.run("v = pick(duels) return #v, v.known") == "0 3")
    #expect(idle.openings == 0)
    #expect(try await lua.run("return #pick()") == "0")
    lua.session.host.keyboard = TypedKeys("t", "q")
    #expect(try await lua.run("return #pick(duels, {again = true})") == "1")
  }

  @Test("undo goes back, and the next vote takes the place of the first")
  func undo() async throws {
    let lua = try await session(TypedKeys("u", "x", "u", "t", "q"))
    #expect(try await lua.run("return #pick(duels)") == "1")
    #expect(lua.output.contains("There is nothing to undo."))
    #expect(try verdicts(lua).map(\.isBothBad) == [true, false])
    #expect(try lua.test.engine.judgedBattles().map(\.outcome) == [.tie])
    #expect(try lua.test.engine.judgedBattles()[0].verdicts.map(\.isBothBad) == [false])
  }

  @Test("undo and skip leave the vote as it was")
  func undoAndSkip() async throws {
    let lua = try await session(TypedKeys("x", "u", "s", "s", "q"))
    #expect(try await lua.run("v = pick(duels) return #v, v.skipped, v.left") == "1 1 2")
    #expect(lua.output.contains("Your vote stays."))
  }

  @Test("going back to an earlier opinion counts as the last one")
  func changedTwice() async throws {
    let lua = try await session(TypedKeys("a", "u", "b", "u", "a", "q"))
    _ = try await lua.run("pick(duels)")
    let verdicts = try verdicts(lua)
    #expect(verdicts.count == 3)
    #expect(verdicts[0].state == verdicts[2].state)
    let outcome = try lua.test.engine.judgedBattles()[0].outcome
    #expect(outcome == (verdicts[0].state == .a ? .a : .b))
  }

  @Test("a key that means nothing says so and judges nothing")
  func strayKeys() async throws {
    let lua = try await session(TypedKeys("z", "unknown", "escape", "q"))
    #expect(try await lua.run("return #pick(duels)") == "0")
    #expect(lua.output.contains("This key means nothing here."))
  }

  @Test("seats are the same for the same person, and both occur")
  func seats() async throws {
    let lua = try await LuaTest()
    lua.session.host.keyboard = TypedKeys("a", "q")
    let rows = (1...40).flatMap { number in
      ["x", "y"].map { #"{"instruction": "Task \#(number)", "output": "o \#($0)", "generator": "\#($0)"}"# }
    }
    let path = try lua.file("outputs.jsonl", rows.joined(separator: "\n"))
    let keyboard = TypedKeys()
    keyboard.keys = Array(repeating: "a", count: 40)
    lua.session.host.keyboard = keyboard
    let orders = try await lua.run(
      """
      local r, duels = spar.import.responses(\(path)), {}
      for i = 1, #r, 2 do duels[#duels + 1] = {r[i], r[i + 1]} end
      local seats = {}
      for i, v in ipairs(pick(duels, {voter = "ben"})) do seats[i] = v.order end
      return table.concat(seats, " ")
      """)
    let seats = orders.split(separator: " ")
    #expect(seats.count == 40)
    #expect((10...30).contains(seats.count { $0 == "ab" }))
  }

  @Test("long texts wrap to the screen and are read page by page")
  func pages() async throws {
    let long = String(repeating: "word ", count: 400)
    let lua = try await session(TypedKeys(" ", "-", "tab", "end", "q"), words: long)
    _ = try await lua.run("pick(duels, {limit = 1})")
    let drawings = lua.output.split(separator: "\u{1B}[H")
    #expect(drawings.count == 5)
    for drawing in drawings {
      let rows = drawing.split(separator: "\r\n", omittingEmptySubsequences: false)
      #expect(rows.count == 24)
      #expect(
        rows.allSatisfy {
          $0.replacing("\u{1B}[K", with: "").replacing("\u{1B}[J", with: "").count <= 79 || $0.contains("note:")
        })
    }
    #expect(drawings.first?.contains("lines 1–21 of") == true)
    #expect(drawings.dropFirst().first?.contains("lines 22–42 of") == true)
  }

  @Test("what a model wrote cannot steer the terminal")
  func harmless() async throws {
    let lua = try await session(TypedKeys("q"), words: #"\u001b[2Jgone"#)
    _ = try await lua.run("pick(duels)")
    #expect(lua.output.contains(#"\x1b[2Jgone"#))
    #expect(!lua.output.contains("\u{1B}[2Jgone"))
  }

  @Test("without a terminal, without a name, with something else than battles: one clear sentence")
  func refusals() async throws {
    let lua = try await session(nil)
    #expect(try await lua.failure("pick(duels)").message == "Picking needs a terminal, and there is none.")
    lua.session.host.voter = nil
    #expect(try await lua.failure("pick(duels)").message.contains("pick does not know who you are"))
    lua.session.host.voter = "me"
    #expect(try await lua.failure("pick({42})").message.contains("element 1 of the list is no battle"))
    #expect(try await lua.failure("pick(duels, {wieght = 2})").message.contains("pick has no option \"wieght\""))
  }

  @Test("an error on the way gives the terminal back")
  func givenBack() async throws {
    let keyboard = TypedKeys("a")
    let lua = try await session(keyboard)
    _ = try await lua.failure("spar.random = function() error('broken') end pick(duels)")
    #expect(keyboard.openings == 1)
    #expect(!keyboard.isOpen)
  }
}
