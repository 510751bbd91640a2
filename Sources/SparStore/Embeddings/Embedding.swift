// The vector of a text, kept so that no text is embedded twice by the same model.

package import SparCore

package struct Embedding: Sendable, Equatable {
  /// What the vector was made from: endpoint, model, dimensions and text.
  package let key: ContentKey
  /// The model's name as it was asked for.
  package let model: String
  package let vector: [Float]
  /// The key of the call that brought it; the call must have been put before.
  package let call: ContentKey

  package init(key: ContentKey, model: String, vector: [Float], call: ContentKey) {
    self.key = key
    self.model = model
    self.vector = vector
    self.call = call
  }
}

extension StoreTransaction {
  /// Stores the vectors of one call; one that is there already stays as it is.
  package func put(_ embeddings: [Embedding]) throws {
    var ids: [ContentKey: Int64] = [:]
    for embedding in embeddings {
      let call = try ids[embedding.call] ?? callID(embedding.call)
      ids[embedding.call] = call
      try put(embedding, call)
    }
  }

  private func put(_ embedding: Embedding, _ call: Int64) throws {
    let sql = """
      INSERT INTO embedding (key, model, dimensions, vector, call_id, created_at) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (key) DO NOTHING
      """
    try connection.run(sql) { row in
      row.add(embedding.key)
      row.add(embedding.model)
      row.add(embedding.vector.count)
      row.add(embedding.vector)
      row.add(call)
      row.add(time)
    }
  }
}

extension StoreReader {
  /// The stored vector with this key.
  package func vector(_ key: ContentKey) throws -> [Float]? {
    try connection.first("SELECT vector FROM embedding WHERE key = ?", { $0.add(key) }) { try $0.floats() }
  }
}
