// What everything that deals with the batches of one server shares.

internal import LoopKit
internal import SparCore

@Host
struct BatchContext {
  let server: BatchServer
  let clock: CallClock
  let policy: RetryPolicy
  /// Seconds between two looks at a batch, once it has been looked at for a while.
  let longestInterval: Double
  let mostRequests: Int
  /// `nil` where batches are not kept over restarts.
  let ledger: @Host () -> (any BatchLedger)?

  var endpoint: ContentKey { server.access.url.key }

  func place(of model: String) -> ModelError.Place { server.access.place(of: model) }

  /// Tries until there is an answer or no hope, as a call of its own would.
  ///
  /// - Parameter mayRepeat: whether the request may be sent a second time after that error.
  func patiently<Value: Sendable>(
    _ model: String, mayRepeat: (ModelError) -> Bool = { _ in true },
    _ attempt: @Host () async throws(ModelError) -> Value
  ) async throws(ModelError) -> Value {
    var history = CallHistory()
    while true {
      let start = clock.now()
      history.tries += 1
      do throws(ModelError) { return try await attempt() } catch {
        history.add(error, start: start, replies: 0)
        let delay = policy.delay(after: error, history, now: clock.now(), chance: clock.chance())
        guard mayRepeat(error), let delay else { throw error }
        try await pause(delay, model)
      }
    }
  }

  /// What is noted now is known after a restart.
  func note(sent batch: OpenBatch) async throws(ModelError) {
    do { try await ledger()?.note(sent: batch) } catch { throw .batchLedger(error, model: batch.model) }
  }

  func note(failed batch: OpenBatch, status: String) async throws(ModelError) {
    do { try await ledger()?.note(failed: batch, status: status) } catch {
      throw .batchLedger(error, model: batch.model)
    }
  }

  func pause(_ seconds: Double, _ model: String) async throws(ModelError) {
    do { try await clock.sleep(seconds) } catch { throw .cancelled(model: model) }
  }
}
