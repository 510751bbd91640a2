// spar.*, sleep, os.exit: the program itself; and host.*, which bootstrap.lua builds on and hides

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

enum SparModule: Module {
  static func verbs(of host: ScriptHost) -> [Verb] { control(host) + output(host) + [random(host)] }

  private static func control(_ host: ScriptHost) -> [Verb] {
    [
      Verb(
        "sleep", "Waits; other tasks go on.", parameters: [.init("seconds", "number", "how long")],
        .waiting { call in
          guard let seconds = call.values[0].double else { throw call.wrong(0, "a number") }
          try await Host.sleep(seconds: seconds)
          return []
        }),
      Verb(
        "os.exit", "Ends the program after everything under way has been told to stop; nothing stored is lost.",
        parameters: [.init("code", "integer|boolean", "the exit code; 0", optional: true)],
        .immediate { call in
          host.requestedExit = call.values[0].bool.map { $0 ? 0 : 1 } ?? Int32(call.values[0].integer ?? 0)
          host.machine.cancelAll()
          return []
        }),
      Verb(
        "spar.iteration", "Marks the calls and records made from now on with the loop's turn.",
        parameters: [.init("n", "integer", "from 1")],
        .immediate { call in
          guard let number = call.values[0].integer else { throw call.wrong(0, "a whole number") }
          host.engine.iteration = number
          return []
        }),
      Verb(
        "spar.is_simulated", "Whether a model is simulated, so that its numbers say nothing about real models.",
        parameters: [.init("model", "string", "a model's name")], returns: "boolean",
        .immediate { call in [.bool(host.engine.isSimulated(try call.text(at: 0) ?? ""))] }),
    ]
  }

  private static func output(_ host: ScriptHost) -> [Verb] {
    [
      Verb(
        "host.write", "Writes text to standard output as it is.",
        parameters: [.init("text", "string", "what to write")],
        .immediate { call in
          host.output.write(try call.text(at: 0) ?? "")
          return []
        }),
      Verb(
        "spar.note", "Prints a line on standard error, unless --quiet.",
        parameters: [.init("text", "string", "the line")],
        .immediate { call in
          host.output.note(try call.text(at: 0) ?? "")
          return []
        }),
      Verb(
        "spar.files", "The files that match a pattern, sorted.", parameters: [.init("pattern", "string", "spec/*.lua")],
        returns: "a list of paths",
        .immediate { call in [.list(FilePattern.paths(matching: try call.text(at: 0) ?? "").map { .string($0) })] }),
      Verb(
        "host.nearest", "The name in a list that is nearest to a mistyped one.",
        parameters: [.init("word", "string", "what was typed"), .init("names", "string[]", "what there is")],
        returns: "a name, or nil",
        .immediate { call in
          [LuaValue(Spelling.nearest(to: try call.text(at: 0) ?? "", in: call.values[1].names ?? []))]
        }),
      Verb(
        "host.roles", "Who is hired for what.", returns: "a table of names by role",
        .immediate { _ in [ModelsModule.lua(host)] }),
      Verb(
        "host.seed", "The seed of all draws.", returns: "integer",
        .immediate { _ in [.integer(Int64(bitPattern: host.engine.seed))] }),
    ]
  }

  private static func random(_ host: ScriptHost) -> Verb {
    Verb(
      "host.draws", "Uniform draws in [0, 1) that depend on the run's seed, the purpose and the words alone.",
      parameters: [
        .init("count", "integer", "how many"), .init("purpose", "string", "what for"),
        .init("words", "string[]", "what about: keys of records", optional: true),
      ],
      returns: "a list of numbers",
      .immediate { call in
        guard let count = call.values[0].integer, count >= 0 else { throw call.wrong(0, "a whole number from 0") }
        var stream = SeededRandom(
          seed: host.engine.seed, purpose: try call.text(at: 1) ?? "", fields: call.values[2].names ?? [])
        return [.list((0..<count).map { _ in .number(stream.unit()) })]
      })
  }
}
