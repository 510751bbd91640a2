// What `spar.toml` says of a model that turns texts into vectors.

/// `batch_size` and `dimensions` of a `[models.NAME]` table.
package struct EmbeddingSettings: Sendable, Equatable {
  /// The most texts in one request.
  package var batchSize = 64
  /// How long the vectors shall be; `nil` leaves it to the model.
  package var dimensions: Int?

  package init(batchSize: Int = 64, dimensions: Int? = nil) {
    self.batchSize = batchSize
    self.dimensions = dimensions
  }
}

extension EmbeddingSettings {
  init(_ table: ConfigurationTable) throws(ModelError) {
    self.init(dimensions: try table.integer("dimensions"))
    batchSize = try table.integer("batch_size") ?? batchSize
  }
}
