// Batches in the store: what is open, what moves, what is forgotten.

import SparCore
import SparStore
import Testing

@Suite("Stored batches") struct BatchRecordTests {
  private let endpoint = ContentKey(hashing: "endpoint")

  private func batch(_ remoteID: String, _ requests: [String]) -> BatchRecord {
    BatchRecord(
      endpointKey: endpoint, wireModel: "m", remoteID: remoteID, status: "validating", requests: keys(requests))
  }

  private func keys(_ texts: [String]) -> [ContentKey] { texts.map { ContentKey(hashing: $0) }.sorted() }

  private func open(_ store: Store) throws -> [BatchRecord] {
    try store.read { try $0.openBatches(at: endpoint, wireModel: "m") }
  }

  @Test("a batch is open with its requests, for its endpoint and its model alone")
  func roundTrip() async throws {
    let store = try Store.open(path: ":memory:")
    let batches = [batch("batch_1", ["a", "b"]), batch("batch_2", ["c"])]
    try await store.write { transaction in for batch in batches { try transaction.put(batch) } }
    #expect(try open(store) == batches)
    #expect(try store.read { try $0.openBatches(at: endpoint, wireModel: "n") } == [])
    #expect(try store.read { try $0.openBatches(at: ContentKey(hashing: "other"), wireModel: "m") } == [])
  }

  @Test("a request that goes into another batch leaves the first")
  func move() async throws {
    let store = try Store.open(path: ":memory:")
    let (first, second) = (batch("batch_1", ["a", "b"]), batch("batch_2", ["b"]))
    try await store.write { transaction in
      try transaction.put(first)
      try transaction.put(second)
    }
    #expect(try open(store) == [batch("batch_1", ["a"]), second])
  }

  @Test("a batch that has begun takes the requests of its upload, which has ended when they are forgotten")
  func begun() async throws {
    let store = try Store.open(path: ":memory:")
    var upload = batch("file-1", ["a", "b"])
    upload.status = BatchRecord.uploaded
    let (uploaded, begun, requests) = (upload, batch("batch_1", ["a", "b"]), keys(["a", "b"]))
    try await store.write { try $0.put(uploaded) }
    #expect(try open(store) == [uploaded])
    try await store.write { try $0.put(begun) }
    #expect(try open(store) == [begun])
    try await store.write { try $0.forget(batchRequests: requests) }
    #expect(try open(store) == [])
  }

  @Test("a batch is open until the last of its requests is forgotten")
  func forgetRequests() async throws {
    let store = try Store.open(path: ":memory:")
    let (first, a, b) = (batch("batch_1", ["a", "b"]), keys(["a"]), keys(["b", "stranger"]))
    try await store.write { try $0.put(first) }
    try await store.write { try $0.forget(batchRequests: a) }
    #expect(try open(store) == [batch("batch_1", ["b"])])
    try await store.write { try $0.forget(batchRequests: b) }
    #expect(try open(store) == [])
  }

  @Test("a batch that failed is forgotten whole, and no other")
  func forgetBatch() async throws {
    let store = try Store.open(path: ":memory:")
    let (first, second, endpoint) = (batch("batch_1", ["a", "b"]), batch("batch_2", ["c"]), endpoint)
    try await store.write { transaction in
      try transaction.put(first)
      try transaction.put(second)
      try transaction.forget(batch: "batch_1", at: endpoint, status: "failed")
    }
    #expect(try open(store) == [second])
  }
}
