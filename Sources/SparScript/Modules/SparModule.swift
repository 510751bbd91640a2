// spar.*, os.exit: the program itself; and host.*, which bootstrap.lua builds on and hides

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

enum SparModule: Module {
  static let topic = Topic.program

  static func verbs(of host: ScriptHost) -> [Verb] { control(host) + surroundings(host) + hidden(host) }

  private static func control(_ host: ScriptHost) -> [Verb] {
    [
      Verb(
        "spar.iteration", "Marks the calls and records made from now on with the loop's turn.",
        parameters: [.init("n", "integer", "from 1")],
        .immediate { call in
          guard let number = call.values[0].integer, number >= 1 else { throw call.wrong(0, "a whole number from 1") }
          host.engine.iteration = number
          return []
        }),
      Verb(
        "spar.is_simulated", "Whether a model is simulated, so that its numbers say nothing about real models.",
        parameters: [.init("model", "string", "a model's name")], returns: [.init("boolean")],
        .immediate { call in [.bool(host.engine.isSimulated(try call.text(at: 0) ?? ""))] }),
      Verb(
        "os.exit", "Ends the program after everything under way has been told to stop; nothing stored is lost.",
        parameters: [.init("code", "integer|boolean", "the exit code", default: "0")],
        .immediate { call in
          host.requestedExit = try exitCode(call)
          host.machine.cancelAll()
          return []
        }),
    ]
  }

  private static func exitCode(_ call: VerbCall) throws -> Int32 {
    switch call.values[0] {
    case .nil: return 0
    case .bool(let isSuccess): return isSuccess ? 0 : 1
    case let value:
      guard let code = value.integer.flatMap({ Int32(exactly: $0) }) else { throw call.wrong(0, "a whole number") }
      return code
    }
  }

  private static func surroundings(_ host: ScriptHost) -> [Verb] {
    [
      Verb(
        "spar.note", "Prints a line on standard error, unless --quiet.",
        parameters: [.init("text", "string", "the line")],
        .immediate { call in
          host.output.note(try call.text(at: 0) ?? "")
          return []
        }),
      Verb(
        "spar.files", "The files that match a pattern, sorted.",
        parameters: [.init("pattern", "string", "as the shell has them: `spec/*.lua`")], returns: [.init("string[]")],
        .immediate { call in [.list(FilePattern.paths(matching: try call.text(at: 0) ?? "").map { .string($0) })] }),
      Verb(
        "spar.nearest", "The name that somebody who mistyped may have meant.",
        parameters: [.init("word", "string", "what was typed"), .init("names", "string[]", "what there is")],
        returns: [.init("string?", "nothing where none is near enough")],
        example: "spar.nearest(\"jugde\", {\"judge\", \"target\"})",
        .immediate { call in
          guard let names = call.values[1].names else { throw call.wrong(1, "a list of names") }
          return [LuaValue(Spelling.nearest(to: try call.text(at: 0) ?? "", in: names))]
        }),
    ]
  }

  private static func hidden(_ host: ScriptHost) -> [Verb] {
    [
      Verb(
        "host.write", "Writes text to standard output as it is.",
        parameters: [.init("text", "string", "what to write")],
        .immediate { call in
          host.output.write(try call.text(at: 0) ?? "")
          return []
        }),
      Verb(
        "host.roles", "Who is hired for what.", returns: [.init("table<string, string|string[]>")],
        .immediate { _ in [ModelsModule.lua(host)] }),
      Verb(
        "host.seed", "The seed of all draws.", returns: [.init("integer")],
        .immediate { _ in [.integer(Int64(bitPattern: host.engine.seed))] }),
      random(host),
    ]
  }

  private static func random(_ host: ScriptHost) -> Verb {
    Verb(
      "host.draws", "Uniform draws in [0, 1) that depend on the run's seed, the purpose and the words alone.",
      parameters: [
        .init("count", "integer", "how many"), .init("purpose", "string", "what for"),
        .init("words", "string[]", "what about: keys of records", default: "none"),
      ],
      returns: [.init("number[]")],
      .immediate { call in
        guard let count = call.values[0].integer, count >= 0 else { throw call.wrong(0, "a whole number from 0") }
        var stream = SeededRandom(
          seed: host.engine.seed, purpose: try call.text(at: 1) ?? "", fields: call.values[2].names ?? [])
        return [.list((0..<count).map { _ in .number(stream.unit()) })]
      })
  }
}
