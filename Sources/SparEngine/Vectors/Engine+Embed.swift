// texts → vectors: only those that are not stored yet are asked for, in batches of one call each.

internal import LoopKit
internal import SparCore
internal import SparModels
internal import SparStore

extension Engine {
  /// One vector for each text, in their order. Texts that are the same, here or in another list under way, are asked
  /// for once.
  ///
  /// - Parameter name: the embedder unless named.
  /// - Throws: what a batch failed with, when all have ended and what the others paid for is stored.
  package func embed(_ texts: [String], model name: String? = nil) async throws -> [[Float]] {
    if let index = texts.firstIndex(where: \.isEmpty) {
      throw EngineError(.argument, "Text \(index + 1) is empty, and an empty text has no vector.")
    }
    let model = try self.model(for: "embedder", given: name)
    let keys = texts.map { ContentKey.embedding($0, by: model) }
    var known = try storedVectors(keys)
    for (key, vector) in known { record(vector: vector, key, model) }
    let missing = Dictionary(zip(keys, texts)) { first, _ in first }.filter { known[$0.key] == nil }
    let wanted = keys.indices.filter { missing[keys[$0]] != nil }
    for batch in try await fetch(wanted.map { EmbeddingInput(key: keys[$0], text: texts[$0]) }, from: model) {
      known.merge(batch) { first, _ in first }
    }
    return keys.compactMap { known[$0] }
  }

  private func storedVectors(_ keys: [ContentKey]) throws -> [ContentKey: [Float]] {
    let known = try store.read { reader in
      var known: [ContentKey: [Float]] = [:]
      for key in keys where known[key] == nil { known[key] = try reader.vector(key) }
      return known
    }
    for _ in known { progress.countStored() }
    return known
  }

  /// Takes seats at the batches that bring the vectors, those under way and new ones, and waits for them.
  ///
  /// Nothing waits between looking for a vector under way and beginning its batch: else it could be asked for twice.
  private func fetch(_ inputs: [EmbeddingInput], from model: Model) async throws -> [[ContentKey: [Float]]] {
    var seats: [(call: VectorsInFlight, seat: Int)] = []
    var joined: Set<ObjectIdentifier> = []
    var fresh: [EmbeddingInput] = []
    var seen: Set<ContentKey> = []
    for input in inputs where seen.insert(input.key).inserted {
      guard let call = vectorsUnderWay[input.key], !call.isAbandoned else {
        fresh.append(input)
        continue
      }
      if joined.insert(ObjectIdentifier(call)).inserted { seats.append((call, call.join())) }
    }
    for range in EmbeddingBatch.ranges(of: fresh.map(\.text), count: model.embedding.batchSize) {
      let call = begin(Array(fresh[range]), model)
      seats.append((call, call.join()))
    }
    return try await inOrder(seats) { try await $0.call.reply(at: $0.seat) }
  }

  private func begin(_ batch: [EmbeddingInput], _ model: Model) -> VectorsInFlight {
    let call = VectorsInFlight()
    for input in batch { vectorsUnderWay[input.key] = call }
    call.start {
      defer {
        for input in batch where self.vectorsUnderWay[input.key] === call { self.vectorsUnderWay[input.key] = nil }
      }
      return try await self.carryOut(batch, model)
    }
    return call
  }

  /// One request and its row; the vectors are stored with it or not at all.
  private func carryOut(_ batch: [EmbeddingInput], _ model: Model) async throws -> [ContentKey: [Float]] {
    var record = CallRecord(batch, model: model, run, iteration)
    let reply: EmbeddingReply
    do {
      let taped = try taped(batch, of: record)
      reply = if let taped { taped } else { try await vectors(of: batch.map(\.text), by: model, key: record.key) }
    } catch let error as ModelError {
      self.record(error, batch, of: record)
      try await keep(failed: record, error)
      throw error
    }
    record.take(reply, from: model, bytes: batch.reduce(0) { $0 + $1.text.utf8.count })
    progress.countCall(record)
    let call = record
    for (input, vector) in zip(batch, reply.vectors) { self.record(vector: vector, input.key, model) }
    let embeddings = zip(batch, reply.vectors).map {
      Embedding(key: $0.key, model: model.name, vector: $1, call: call.key)
    }
    try await store.write { transaction in
      try transaction.put(call)
      try transaction.put(embeddings)
    }
    return Dictionary(embeddings.map { ($0.key, $0.vector) }) { first, _ in first }
  }
}

/// A text and the key of its vector.
struct EmbeddingInput: Sendable {
  let key: ContentKey
  let text: String
}

private typealias VectorsInFlight = InFlight<[ContentKey: [Float]]>

extension ContentKey {
  /// The key of a vector: everything that can change it.
  @Host static func embedding(_ text: String, by model: Model) -> ContentKey {
    var builder = Builder("embedding/1")
    builder.add("endpoint", model.endpointKey)
    builder.add("model", model.wireName)
    if let dimensions = model.embedding.dimensions { builder.add("dimensions", dimensions) }
    builder.add("text", text)
    return builder.build()
  }

  /// The key of a batch.
  static func embeddings(_ batch: [EmbeddingInput]) -> ContentKey {
    var builder = Builder("embed/1")
    for input in batch { builder.add("vector", input.key) }
    return builder.build()
  }
}

extension CallRecord {
  /// A batch before it is asked for. Its texts stand in the request, its vectors in rows of their own.
  @Host fileprivate init(_ batch: [EmbeddingInput], model: Model, _ run: RecordID?, _ iteration: Int?) {
    var request = JSONObject([("input", .array(batch.map { .string($0.text) }))])
    request["dimensions"] = model.embedding.dimensions.map { .int(Int64($0)) }
    self.init(
      key: .embeddings(batch), stage: "embed", model: model.name, wireModel: model.wireName,
      endpointKey: model.endpointKey, request: JSON.object(request).text, status: .ok, isSimulated: model.isSimulated,
      run: run, iteration: iteration)
  }

  static func summary(of vectors: [[Float]]) -> String {
    "\(vectors.count) vectors of \(vectors.first?.count ?? 0) numbers"
  }

  fileprivate mutating func take(_ reply: EmbeddingReply, from model: Model, bytes: Int) {
    text = Self.summary(of: reply.vectors)
    attempts = reply.attempts
    latency = reply.latency
    let usage = reply.usage ?? TokenUsage(input: (bytes + 3) / 4, output: 0, isEstimate: true)
    self.usage = usage
    costMicroUSD = model.cost(of: usage)
  }
}
