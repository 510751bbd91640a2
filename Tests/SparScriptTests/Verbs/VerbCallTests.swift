// How arguments are sorted into parameters and options.

import LuaKit
import SparScript
import Testing

@Suite("The arguments of a call")
struct VerbCallTests {
  /// A required record, an optional list, an optional word, and options.
  private let rate = Verb(
    "rate", "Rates.",
    parameters: [
      .init("battle", "battle", "what to rate"), .init("models", "string[]", "whom", default: "all"),
      .init("agent", "string", "by which prompt", default: "scores"),
    ],
    options: [
      .init("judge", "string", "who"), .init("count", "integer", "how many"), .init("policy", "string", "how"),
    ],
    .immediate { _ in [] })

  private func call(_ arguments: LuaValue...) throws -> VerbCall { try VerbCall(rate, arguments) }

  private func problem(_ arguments: LuaValue...) -> ScriptError? {
    #expect(throws: ScriptError.self) { try VerbCall(rate, arguments) }
  }

  private func fields(_ fields: (String, LuaValue)...) -> LuaValue { .table(LuaTable(fields: fields)) }

  @Test("options may follow any of the parameters")
  func optionsLast() throws {
    let options = fields(("judge", "j"))
    for call in [
      try call("b1", options), try call("b1", ["m"], options), try call("b1", nil, "scores", options),
      try call("b1", nil, nil, options),
    ] {
      #expect(try call.string("judge") == "j")
    }
    #expect(try call("b1", options).values[1].isNil)
    #expect(try call("b1", nil, "scores", options).text(at: 2) == "scores")
  }

  @Test("an empty table is an empty list where a list can stand, and no options")
  func emptyList() throws {
    let call = try call("b1", .table(LuaTable()))
    #expect(call.values[1].list?.isEmpty == true)
  }

  @Test("an empty table where only a word can stand is taken for options")
  func emptyOptions() throws {
    let call = try call("b1", ["m"], .table(LuaTable()))
    #expect(try call.text(at: 2) == nil && call.string("judge") == nil)
  }

  @Test("an empty list that says it is one is never options")
  func emptyRecordList() throws {
    #expect(try call("b1", .table(LuaTable(kind: "list"))).values[1].list?.isEmpty == true)
    let error = problem("b1", ["m"], "scores", .table(LuaTable(kind: "list")))
    #expect(error?.message == "rate does not take a list there.")
  }

  @Test("trailing nils are as if they were not there")
  func trailingNils() throws {
    let call = try call("b1", nil, nil, nil, nil)
    #expect(call.values.count == 3 && call.values[1].isNil && call.values[2].isNil)
  }

  @Test("a missing argument is named with what it is")
  func missing() {
    for error in [problem(), problem(nil), problem(nil, ["m"])] {
      #expect(error?.code == "script.argument" && error?.message == "rate needs battle: what to rate.")
      #expect(error?.hint == "rate(battle, [models], [agent], {judge, count, policy})")
    }
  }

  @Test("what is too many is refused")
  func tooMany() {
    #expect(problem("b1", ["m"], "scores", 3)?.message == "rate does not take 3 there.")
    #expect(problem("b1", ["m"], "scores", ["x"])?.message == "rate does not take a table there.")
    #expect(problem("b1", ["m"], "scores", 3, 4)?.message == "rate does not take so many arguments there.")
    let record = LuaValue.table(LuaTable(fields: [("id", "i1")], kind: "instruction"))
    #expect(problem("b1", ["m"], "scores", record)?.message == "rate does not take an instruction there.")
  }

  @Test("a verb without options takes none")
  func noOptions() {
    let plain = Verb("plain", "Does.", parameters: [.init("x", "string", "x")], .immediate { _ in [] })
    let error = #expect(throws: ScriptError.self) { try VerbCall(plain, ["x", fields(("judge", "j"))]) }
    #expect(error?.message == "plain does not take a table there.")
  }

  @Test("an unknown option names the nearest one, or all")
  func unknownOption() {
    let near = problem("b1", fields(("jugde", "j")))
    #expect(near?.code == "script.option" && near?.message == "rate has no option 'jugde'.")
    #expect(near?.hint == "Did you mean 'judge'?")
    #expect(problem("b1", fields(("zzz", 1)))?.hint == "It has judge, count, policy.")
  }

  @Test("an option of the wrong type says what it must be and what it is")
  func wrongType() throws {
    let call = try call("b1", fields(("judge", 3), ("count", 1.5), ("policy", "tei")))
    #expect(throws: ScriptError(.option, "rate: judge must be a string, not 3.")) { try call.string("judge") }
    #expect(throws: ScriptError(.option, "rate: count must be a whole number, not 1.5.")) { try call.integer("count") }
    #expect(throws: ScriptError(.option, "rate: judge must be a table, not 3.")) { try call.table("judge") }
    #expect(throws: ScriptError(.option, "rate: judge must be true or false, not 3.")) { try call.bool("judge") }
  }

  @Test("a whole number may be written with a point, and must not be too small")
  func wholeNumbers() throws {
    #expect(try call("b1", fields(("count", 2.0))).integer("count") == 2)
    let none = try call("b1", fields(("count", 0)))
    #expect(throws: ScriptError(.option, "rate: count must be at least 1, not 0.")) { try none.integer("count") }
    #expect(try none.integer("count", from: 0) == 0)
  }

  @Test("a name or a list of names is asked for, and nothing else taken")
  func names() throws {
    #expect(try call("b1", "m").names(at: 1) == ["m"])
    #expect(try call("b1", ["m", "n"]).names(at: 1) == ["m", "n"])
    for (value, shown) in [
      (["m", 3], "a table"), (3, "3"), (.table(LuaTable()), "an empty table"),
      (.bytes([0xFF]), "text that is not UTF-8"),
    ] as [(LuaValue, String)] {
      let call = try call("b1", value)
      let error = #expect(throws: ScriptError.self) { try call.names(at: 1) }
      #expect(error?.message == "rate: models must be a name or a list of names, not \(shown).")
    }
  }

  @Test("a list is a table that says so, or a plain one that is no record and no bare set of fields")
  func lists() {
    #expect((["x"] as LuaValue).list?.count == 1)
    #expect(LuaValue.table(LuaTable(items: ["x"], fields: [("failed", [])], kind: "list")).list?.count == 1)
    #expect(LuaValue.table(LuaTable(items: ["x"], fields: [("n", 1)])).list?.count == 1)
    #expect(LuaValue.table(LuaTable()).list?.isEmpty == true)
    #expect(fields(("a", 1)).list == nil && fields(("id", "i1")).list == nil)
    #expect(LuaValue.table(LuaTable(items: ["x"], kind: "battle")).list == nil)
  }
}
