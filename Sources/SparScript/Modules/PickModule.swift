// host.keys.*, host.vote: what stdlib-lua/spar/pick.lua builds on. How a person judges at the terminal is said there.

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparStore

enum PickModule: Module {
  static let topic = Topic.arena

  static func verbs(of host: ScriptHost) -> [Verb] { keys(host) + [voter(host), open(host), pair(host), vote(host)] }

  private static func keys(_ host: ScriptHost) -> [Verb] {
    [
      Verb(
        "host.keys_open", "Takes the terminal over.",
        .immediate { _ in
          try keyboard(host).begin()
          return []
        }),
      Verb(
        "host.key", "The next key, and how large the screen is; nothing at the end of the input.",
        returns: [.init("string?")],
        .waiting { _ in
          let keyboard = try keyboard(host)
          do { return [LuaValue(try await keyboard.next())] } catch {
            // No Lua runs any more that could give it back.
            keyboard.end()
            throw error
          }
        }),
      Verb(
        "host.keys_close", "Gives the terminal back.",
        .immediate { _ in
          host.keyboard?.end()
          return []
        }),
      Verb(
        "host.screen", "Columns and rows of the terminal.", returns: [.init("integer"), .init("integer")],
        .immediate { _ in
          let size = try keyboard(host).size
          return [LuaValue(size.columns), LuaValue(size.rows)]
        }),
    ]
  }

  @Host private static func keyboard(_ host: ScriptHost) throws -> any Keyboard {
    if let keyboard = host.keyboard { return keyboard }
    throw ScriptError(
      .terminal, "Picking needs a terminal, and there is none.",
      hint: "Call it at the prompt, or in a script that a terminal runs.")
  }

  private static func voter(_ host: ScriptHost) -> Verb {
    Verb(
      "host.voter", "Who sits at the terminal, as configured.", returns: [.init("string?")],
      .immediate { _ in [LuaValue(host.voter)] })
  }

  private static func open(_ host: ScriptHost) -> Verb {
    Verb(
      "host.open_battles", "The ids of stored battles with both responses on which a judge has given no verdict.",
      parameters: [.init("judge", "string", "a judge"), .init("limit", "integer", "at most so many", default: "all")],
      returns: [.init("string[]")],
      .immediate { call in
        let judge = try call.text(at: 0) ?? ""
        let ids = try host.engine.store.read { try $0.openBattles(judge: judge, limit: call.values[1].integer) }
        return [.list(ids.map { LuaValue($0) })]
      })
  }

  private static func pair(_ host: ScriptHost) -> Verb {
    Verb(
      "host.pair", "The battle of two responses to one instruction, not judged.",
      parameters: [.init("a", "response|string", "a response"), .init("b", "response|string", "another")],
      returns: [.init("string", "its id")],
      .waiting { call in
        let sides = try (0...1).map { try host.stored(Response.self, from: call.values[$0], for: call) }
        return [LuaValue(try await host.engine.battle(of: sides[0], and: sides[1]).id)]
      })
  }

  private static func vote(_ host: ScriptHost) -> Verb {
    Verb(
      "host.vote", "Stores what a person says of a battle.",
      parameters: [.init("battle", "string", "its id"), .init("vote", "string", "`a`, `b`, `tie` or `bad`")],
      options: [
        .init("voter", "string", "who"), .init("order", "string", "`ab` or `ba`: whose response was shown first"),
        .init("weight", "number", "of the verdict", default: "1"),
      ],
      returns: [.init("verdict")],
      .waiting { call in
        guard let id = try call.text(at: 0).flatMap({ RecordID($0) }), id.kind == .battle else {
          throw call.wrong(0, "a battle's id")
        }
        let vote = try call.text(at: 1) ?? ""
        guard let state = vote == "bad" ? .tie : VerdictState(rawValue: vote) else { throw call.wrong(1, "a vote") }
        let verdict = Verdict(
          battle: id, judge: try call.string("voter") ?? "", order: try call.word("order", SeatOrder.self) ?? .ab,
          state: state, weight: try call.number("weight") ?? 1, isBothBad: vote == "bad")
        return [try await host.engine.vote(verdict).lua]
      })
  }
}
