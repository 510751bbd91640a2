// sleep

internal import LoopKit
internal import LuaKit

enum WaitingModule: Module {
  static let topic = Topic.lists

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "sleep", "Waits; other tasks go on.", parameters: [.init("seconds", "number", "how long")],
        .waiting { call in
          guard let seconds = call.values[0].double else { throw call.wrong(0, "a number") }
          try await Host.sleep(seconds: seconds)
          return []
        })
    ]
  }
}
