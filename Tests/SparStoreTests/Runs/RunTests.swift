// Runs: begun, ended, and found dead.

import SparCore
@testable import SparStore
import Testing

@Suite struct RunTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("a run is running until it ends with a status and an exit code")
  func lifetime() async throws {
    let clock = WallClock { Timestamp(milliseconds: 1_769_847_330_250) }
    let store = try Store.open(path: folder.database, clock: clock)
    let record = RunRecord(script: "recipe.lua", scriptHash: .named("script"), arguments: ["--n", 3], seed: -7)
    let id = try await store.write { try $0.begin(record) }
    #expect(try store.read { try $0.runs() }.map(\.status) == [.running])
    try await store.write { try $0.end(id, status: .paused, exitCode: .budgetReached) }
    let run = try #require(try store.read { try $0.runs() }.first)
    #expect(run.record == record)
    #expect(run.status == .paused)
    #expect(run.exitCode == 3)
    #expect(run.startedAt == "2026-01-31T08:15:30.250Z")
    #expect(run.endedAt == "2026-01-31T08:15:30.250Z")
  }

  @Test("a run of this process is still running after the database was opened again")
  func alive() async throws {
    try await begin()
    #expect(try reopened() == [.running])
  }

  @Test(
    "a run whose process is gone, or whose number another process has now, is interrupted",
    arguments: ["0:0:0", "1:0:another-boot", "", "nonsense"])
  func dead(_ process: String) async throws {
    try await begin()
    let store = try Store.open(path: folder.database)
    _ = try await store.write { try $0.connection.run("UPDATE run SET process = ?", { $0.add(process) }) }
    store.close()
    #expect(try reopened() == [.interrupted])
  }

  private func begin() async throws {
    let store = try Store.open(path: folder.database)
    defer { store.close() }
    _ = try await store.write { try $0.begin(RunRecord(script: "a.lua")) }
  }

  private func reopened() throws -> [RunStatus] {
    let store = try Store.open(path: folder.database)
    return try store.read { try $0.runs() }.map(\.status)
  }
}
