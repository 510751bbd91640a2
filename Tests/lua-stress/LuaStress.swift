// The stress program of the border with Lua: `lua-stress FOLDER [CALLS [SEED]]`, where FOLDER holds the workloads.
// scripts/stress-lua builds it under AddressSanitizer. It exits with 1 on the first answer that is wrong.

import Glibc
import LoopKit
import LuaKit

@main
struct LuaStress {
  let calls: Int
  let seed: Int64
  let sources: Stress.Sources

  static func main() async {
    do {
      try await LuaStress(CommandLine.arguments).run()
    } catch {
      let message = Array("lua-stress: \(error)\n".utf8)
      _ = write(STDERR_FILENO, message, message.count)
      exit(1)
    }
  }

  init(_ arguments: [String]) throws(Violation) {
    guard arguments.count > 1 else { throw Violation("usage: lua-stress FOLDER [CALLS [SEED]]") }
    calls = arguments.count > 2 ? Int(arguments[2]) ?? 0 : 1_000_000
    seed = arguments.count > 3 ? Int64(arguments[3]) ?? 1 : 1
    try Violation.unless(calls > 0, "CALLS is a positive number, got \(arguments[2])")
    let folder = arguments[1]
    sources = Stress.Sources(
      mixed: try Self.text(folder + "/mixed.lua"), endless: try Self.text(folder + "/endless.lua"),
      limited: try Self.text(folder + "/limited.lua"))
  }

  private static func text(_ path: String) throws(Violation) -> String {
    guard let file = fopen(path, "r") else { throw Violation("\(path) cannot be read") }
    defer { fclose(file) }
    var (bytes, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer.prefix(count) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func run() async throws {
    Interrupt.installHandler()
    try await Host.task { try await drive() }.value
  }

  @Host private func drive() async throws {
    let stress = try Stress(sources, seed: seed)
    let began = HostLoop.monotonic()
    var (early, rounds) = (0, 0)
    while stress.total < calls {
      try await stress.round()
      rounds += 1
      if early == 0, stress.total >= calls / 10 { early = stress.memory }
    }
    let late = stress.memory
    try stress.checkCounts()
    report(stress, rounds: rounds, seconds: Double(HostLoop.monotonic() - began) / 1e9)
    print("Lua memory: \(early) bytes after a tenth of the calls, \(late) at the end")
    // A tenth and 64 KiB are for tables that have grown to their final size; a leak of 1 byte per call is above it.
    try Violation.unless(late <= early + early / 10 + 65536, "Lua's memory has grown")
    try Violation.unless(stress.refusedAtLimit > 0, "the memory limit was never reached")
  }

  @Host private func report(_ stress: Stress, rounds: Int, seconds: Double) {
    for (name, count) in stress.calls.sorted(by: { $0.key < $1.key }) { print("  \(name): \(count)") }
    print("\(stress.total) host calls in \(rounds) rounds and \(Int(seconds.rounded())) s; every answer was right")
    print("cancelled \(stress.cancelled), interrupted \(stress.interrupted)")
    print("at the memory limit: \(stress.answeredAtLimit) answered, \(stress.refusedAtLimit) refused")
  }
}
