// Batches over restarts: what a server was given stands in the store until every reply to it does.

internal import LoopKit
internal import SparCore
internal import SparModels
internal import SparStore

/// The ledger of an engine.
///
/// A reply is on its way to the store for a while after it was taken from its batch: a battle is stored when all its
/// judges have spoken. Requests are therefore forgotten when a run ends; after a crash, they are found in their batch
/// once more.
@Host
final class StoreBatchLedger: BatchLedger {
  private weak var engine: Engine?
  private var answered: Set<ContentKey> = []

  init(of engine: Engine) { self.engine = engine }

  func openBatches(at endpoint: ContentKey, model: String) throws -> [OpenBatch] {
    guard let engine else { return [] }
    return try engine.store.read { try $0.openBatches(at: endpoint, wireModel: model) }.map { batch in
      OpenBatch(
        endpoint: endpoint, model: model, remoteID: batch.remoteID, isBegun: batch.status != BatchRecord.uploaded,
        requests: batch.requests)
    }
  }

  func note(sent batch: OpenBatch) async throws {
    guard let engine else { return }
    let record = BatchRecord(
      endpointKey: batch.endpoint, wireModel: batch.model, remoteID: batch.remoteID,
      status: batch.isBegun ? "created" : BatchRecord.uploaded, requests: batch.requests, run: engine.run)
    try await engine.store.write { try $0.put(record) }
    answered.subtract(batch.requests)
  }

  func note(answered request: ContentKey) { answered.insert(request) }

  func note(failed batch: OpenBatch, status: String) async throws {
    guard let engine else { return }
    try await engine.store.write { try $0.forget(batch: batch.remoteID, at: batch.endpoint, status: status) }
  }

  /// The requests that may be forgotten once what was made of their replies is stored.
  func takeAnswered() -> [ContentKey] {
    defer { answered = [] }
    return answered.sorted()
  }
}

extension Engine {
  /// Forgets the requests of batches whose replies this run has taken and stored.
  func forgetAnsweredBatches() async throws {
    guard let requests = (models.batchLedger as? StoreBatchLedger)?.takeAnswered(), !requests.isEmpty else { return }
    try await store.write { try $0.forget(batchRequests: requests) }
  }
}
