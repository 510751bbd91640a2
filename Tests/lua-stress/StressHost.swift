// A machine with the host functions that the workloads call, all counted.

import LoopKit
import LuaKit

struct StressError: LuaErrorConvertible {
  let message: String
  var luaFields: [(String, LuaValue)] { [("code", "stress.failed"), ("message", .string(message))] }
}

/// A machine and the tally of what reached it.
@Host
struct StressHost {
  let machine: LuaMachine
  let tally: Tally

  init(memoryLimit: Int = 0, tally: Tally) throws {
    machine = try LuaMachine(memoryLimit: memoryLimit)
    self.tally = tally
    machine.onStrayFailure = { _ in tally.count("stray") }
    try publishImmediate()
    try publishWaiting()
  }

  private func publishImmediate() throws {
    try machine.publish([
      counted("echo") { $0 },
      counted("sum") { [.integer(Int64($0.compactMap(\.integer).reduce(0, +)))] },
      counted("fail") { throw Self.failure($0) },
      counted("note") { _ in [] },
      counted("touch") { _ in [] },
    ])
  }

  private func publishWaiting() throws {
    try machine.publish([
      counted(waiting: "later") { arguments in
        await Task.yield()
        return arguments
      },
      counted(waiting: "fail_later") { arguments in
        await Task.yield()
        throw Self.failure(arguments)
      },
      counted(waiting: "pause") { _ in
        await Task.yield()
        return []
      },
      counted(waiting: "sleep", Self.sleep),
      counted(waiting: "linger", Self.sleep),
      counted(waiting: "call_back") { [weak machine] arguments in
        guard case .reference(let function) = arguments.first, let machine else { throw Self.failure(["no function"]) }
        return try await machine.call(function, Array(arguments.dropFirst()))
      },
    ])
  }

  private func counted(
    _ name: String, _ body: @escaping @Host @Sendable ([LuaValue]) throws -> [LuaValue]
  ) -> HostFunction {
    HostFunction(name) { [tally] arguments in
      tally.count(name)
      return try body(arguments)
    }
  }

  private func counted(
    waiting name: String, _ body: @escaping @Host @Sendable ([LuaValue]) async throws -> [LuaValue]
  ) -> HostFunction {
    HostFunction(waiting: name) { [tally] arguments in
      tally.count(name)
      return try await body(arguments)
    }
  }

  private static func sleep(_ arguments: [LuaValue]) async throws -> [LuaValue] {
    try await Host.sleep(seconds: arguments.first?.double ?? 0)
    return []
  }

  private static func failure(_ arguments: [LuaValue]) -> StressError {
    StressError(message: arguments.first?.integer.map(String.init) ?? arguments.first?.string ?? "failed")
  }
}
