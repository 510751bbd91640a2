// A log of a million battles: run by hand, SPAR_MILLION=1 swift test --filter MillionBattles.

import Glibc
import LoopKit
import SparCore
import SparDatasets
import SparEngine
import SparStore
import SparTesting
import Testing

@Suite("A log of a million battles", .enabled(if: getenv("SPAR_MILLION") != nil, "SPAR_MILLION is not set"))
@Host
struct MillionBattlesTests {
  @Test("comes in with bounded memory, and a second time adds nothing")
  func million() async throws {
    let test = try TestEngine()
    let path = test.folder.file("log.jsonl")
    try write(1_000_000, to: path)
    let before = try peakMemory()
    let start = HostLoop.monotonic()
    let taken = try await test.engine.takeIn([path], kind: .battles)
    let seconds = Double(HostLoop.monotonic() - start) / 1e9
    #expect(taken.report.added == ["battles": 1_000_000, "verdicts": 1_000_000])
    let after = try peakMemory()
    print("a million battles: \(seconds) s, \((after - before) >> 10) MB more at the most")
    #expect(after - before < 300 << 10)
    #expect(try await test.engine.takeIn([path], kind: .battles).report.known == 1_000_000)
    #expect(try test.count(.battle) == 1_000_000)
  }

  private func write(_ count: Int, to path: String) throws {
    let file = try #require(fopen(path, "w"))
    defer { fclose(file) }
    var random = SeededRandom(seed: 1)
    for number in 0..<count {
      let a = random.index(below: 100), b = (a + 1 + random.index(below: 99)) % 100
      let winner = ["model_a", "model_b", "tie"][random.index(below: 3)]
      fputs(
        "{\"question_id\": \"\(number)\", \"model_a\": \"m\(a)\", \"model_b\": \"m\(b)\", \"winner\": \"\(winner)\"}\n",
        file)
    }
  }

  /// Kilobytes that the process has held at the most.
  private func peakMemory() throws -> Int {
    let status = String(decoding: try FileBytes.read("/proc/self/status"), as: UTF8.self)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(Int(line.filter(\.isNumber)))
  }
}
