// Vectors in the store.

import SparCore
import SparStore
import Testing

@Suite("Stored vectors") struct EmbeddingTests {
  private let call = CallRecord(
    key: ContentKey(hashing: "call"), stage: "embed", model: "m", wireModel: "m", request: "{}", status: .ok)

  private func embedding(_ text: String, _ vector: [Float]) -> Embedding {
    Embedding(key: ContentKey(hashing: text), model: "m", vector: vector, call: call.key)
  }

  @Test("a vector comes back number for number, and the first one under a key stays")
  func roundTrip() async throws {
    let store = try Store.open(path: ":memory:")
    let (call, vector) = (call, [Float](arrayLiteral: 1, -0.1, .leastNonzeroMagnitude, .greatestFiniteMagnitude))
    let first = [embedding("a", vector), embedding("b", [0])], second = [embedding("a", [9, 9])]
    try await store.write { transaction in
      try transaction.put(call)
      try transaction.put(first)
      try transaction.put(second)
    }
    #expect(try store.read { try $0.vector(ContentKey(hashing: "a")) } == vector)
    #expect(try store.read { try $0.vector(ContentKey(hashing: "b")) } == [0])
    #expect(try store.read { try $0.vector(ContentKey(hashing: "c")) } == nil)
  }

  @Test("a vector without its call is refused, with all that was put beside it")
  func orphan() async throws {
    let store = try Store.open(path: ":memory:")
    let orphans = [embedding("a", [1])]
    let error = await #expect(throws: StoreError.self) { try await store.write { try $0.put(orphans) } }
    #expect(error?.code == "store.unknown_record")
    #expect(try store.read { try $0.vector(ContentKey(hashing: "a")) } == nil)
  }
}
