// What lists came to at the gates they went through.

internal import LoopKit
package import SparCore
package import SparStore

extension Engine {
  /// Keeps what a list came to at each gate, with the run and its iteration.
  package func record(funnel steps: [FunnelStep]) async throws {
    let (run, iteration) = (run, iteration)
    try await store.write { transaction in
      for var step in steps {
        step.iteration = iteration
        try transaction.put(step, run: run)
      }
    }
  }

  /// The gates of a run, added up; of the one that is going on unless named, and of all where none is.
  package func funnel(run: RecordID? = nil) throws -> [FunnelStep] {
    let run = run ?? self.run
    return try store.read { try $0.funnel(run: run) }
  }
}
