// Waits for one batch to end and hands its answers out.

internal import LoopKit
internal import SparCore

@Host
final class BatchFollower {
  let batch: OpenBatch
  /// Whether requests may still join.
  private(set) var isPolling = true
  private let collector: BatchCollector
  private let context: BatchContext
  /// As the server last described it; `nil` before it was asked.
  private var remote: RemoteBatch?
  private var rows: [ContentKey: BatchRow]

  /// Seconds: a batch of a few requests may be done soon.
  private static let firstInterval = 2.0
  private static let growth = 1.5
  /// Looks in a row that may fail: a server may be away for a while, and the batch goes on all the same.
  private static let mostFailures = 40

  init(
    _ batch: OpenBatch, _ rows: [BatchRow], _ remote: RemoteBatch?, _ context: BatchContext,
    for collector: BatchCollector
  ) {
    self.batch = batch
    self.rows = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0) })
    self.remote = remote
    self.context = context
    self.collector = collector
  }

  /// Whether anybody waits for it.
  var isWanted: Bool { rows.values.contains { !$0.isAbandoned } }

  var progress: BatchProgress {
    let total = remote.map { $0.total > 0 ? $0.total : batch.requests.count } ?? batch.requests.count
    return BatchProgress(id: batch.remoteID, done: remote?.done ?? 0, total: total)
  }

  func add(_ rows: [BatchRow]) {
    for row in rows { self.rows[row.id] = row }
  }

  /// Returns when every request that is waited for has its answer, or nobody waits any more.
  func follow() async {
    do throws(ModelError) {
      let ended = try await poll()
      isPolling = false
      if let ended { try await take(ended) }
    } catch {
      isPolling = false
      await giveUp(error)
    }
    collector.left(self, Array(rows.values))
  }

  // MARK: Waiting

  /// The batch at its end; `nil` where nobody waits for it any more.
  private func poll() async throws(ModelError) -> RemoteBatch? {
    var (interval, failures) = (min(Self.firstInterval, context.longestInterval), 0)
    while isWanted {
      do throws(ModelError) {
        let state = try await context.server.state(of: batch.remoteID, for: batch.model)
        if state.hasEnded { return state }
        (remote, failures) = (state, 0)
      } catch {
        failures += 1
        guard error.isRetryable, failures < Self.mostFailures else { throw error }
      }
      try? await context.clock.sleep(interval)
      interval = min(interval * Self.growth, context.longestInterval)
    }
    return nil
  }

  private func giveUp(_ error: ModelError) async {
    let waiting = inOrder
    rows = [:]
    // A batch that an earlier run began and that the server knows no more begins again.
    guard remote == nil, error.code == ModelError.notFoundCode, await forget("gone", waiting) else {
      return collector.end(waiting, error)
    }
    for row in waiting { collector.gatherAgain(row) }
  }

  // MARK: Taking

  private func take(_ ended: RemoteBatch) async throws(ModelError) {
    let place = context.place(of: batch.model)
    let secret = try await context.server.access.key.secret(at: place)
    if ended.status == .failed { return await refuse(ended, place, secret) }
    for file in [ended.outputFile, ended.errorFile].compactMap({ $0 }) {
      try await context.patiently(batch.model) { () async throws(ModelError) in
        try await self.context.server.lines(of: file, for: self.batch.model) { self.take($0, ended, place, secret) }
      }
    }
    for row in inOrder { settle(row, .failure(.batchMissing(ended, at: place))) }
  }

  private func take(_ bytes: ArraySlice<UInt8>, _ ended: RemoteBatch, _ place: ModelError.Place, _ secret: String?) {
    guard let line = BatchLine(bytes), let row = rows[line.id] else { return }
    do throws(ModelError) {
      settle(row, .success(try line.reply(in: ended, at: place, secret: secret)))
    } catch { settle(row, .failure(error)) }
  }

  private func settle(_ row: BatchRow, _ outcome: Result<ChatReply, ModelError>) {
    rows[row.id] = nil
    if case .failure(let error) = outcome, goesAgain(row, error) { return collector.gatherAgain(row) }
    collector.end(row, outcome)
  }

  /// What may pass later goes into the next batch. What the server has left out does so only if an earlier run had
  /// asked: whoever has waited a day is told first.
  private func goesAgain(_ row: BatchRow, _ error: ModelError) -> Bool {
    guard !row.isAbandoned, row.submissions < BatchCollector.mostSubmissions else { return false }
    return error.isRetryable && (error.code != ModelError.batchMissingCode || row.submissions == 0)
  }

  // MARK: A batch that was refused

  /// One bad line makes a server refuse all; the others go into the next batch.
  private func refuse(_ ended: RemoteBatch, _ place: ModelError.Place, _ secret: String?) async {
    let waiting = inOrder
    rows = [:]
    guard await forget(ended.status.rawValue, waiting) else { return }
    let faults = faultsByRequest(ended)
    for row in waiting {
      if let fault = faults[row.id] {
        collector.end(row, .failure(.batchLine(fault, ended, at: place, secret: secret)))
      } else if !faults.isEmpty, row.submissions < BatchCollector.mostSubmissions {
        collector.gatherAgain(row)
      } else {
        collector.end(row, .failure(.batchFailed(ended, at: place, secret: secret)))
      }
    }
  }

  private func faultsByRequest(_ ended: RemoteBatch) -> [ContentKey: RemoteBatch.Fault] {
    var faults: [ContentKey: RemoteBatch.Fault] = [:]
    for fault in ended.faults {
      guard let line = fault.line, batch.requests.indices.contains(line - 1) else { continue }
      faults[batch.requests[line - 1]] = fault
    }
    return faults
  }

  /// Whether the batch is forgotten; else the requests have got the reason.
  private func forget(_ status: String, _ waiting: [BatchRow]) async -> Bool {
    do throws(ModelError) {
      try await context.note(failed: batch, status: status)
      return true
    } catch {
      collector.end(waiting, error)
      return false
    }
  }

  private var inOrder: [BatchRow] { rows.values.sorted { $0.id < $1.id } }
}
