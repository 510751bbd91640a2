// Runs: one execution of a script. Resuming needs no bookkeeping: a re-run finds every finished call by its key.

package import SparCore
package import SparStore

extension Engine {
  /// Notes that a script begins; its calls and records belong to the run from now on.
  package func beginRun(_ record: RunRecord) async throws {
    run = try await store.write { try $0.begin(record) }
  }

  package func endRun(_ status: RunStatus, exitCode: ExitCode?) async throws {
    defer { tape = nil }
    if case .recording(let recorder)? = tape { try recorder.finish() }
    if status != .interrupted { try await forgetAnsweredBatches() }
    guard let run else { return }
    try await store.write { try $0.end(run, status: status, exitCode: exitCode) }
  }
}
