// Writing down what servers were given to work on, and forgetting it once the replies are stored.

package import SparCore

extension StoreTransaction {
  /// Stores a batch with its requests. A request that belonged to another batch belongs to this one from now on.
  package func put(_ batch: BatchRecord) throws {
    let sql = """
      INSERT INTO batch (endpoint_key, wire_model, remote_id, status, run_id, created_at, updated_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
      ON CONFLICT (endpoint_key, remote_id) DO UPDATE SET status = excluded.status, updated_at = excluded.updated_at
      """
    try connection.run(sql) { row in
      row.add(batch.endpointKey)
      row.add(batch.wireModel)
      row.add(batch.remoteID)
      row.add(batch.status)
      try row.add(batch.run, .run)
      row.add(time)
    }
    let id = try batchID(batch)
    for request in batch.requests { try put(request, of: id) }
  }

  /// Forgets requests whose replies are stored; batches of which nothing is wanted any more have ended.
  package func forget(batchRequests requests: [ContentKey]) throws {
    for request in requests {
      try connection.run("DELETE FROM batch_request WHERE key = ?") { $0.add(request) }
    }
    let sql = """
      UPDATE batch SET status = ?1, updated_at = ?2
      WHERE status <> ?1 AND NOT EXISTS (SELECT 1 FROM batch_request WHERE batch_id = batch.id)
      """
    try connection.run(sql) { row in
      row.add(BatchRecord.ended)
      row.add(time)
    }
  }

  /// Forgets all requests of a batch that ended without replies.
  ///
  /// - Parameter status: in the server's words.
  package func forget(batch remoteID: String, at endpoint: ContentKey, status: String) throws {
    let requests = """
      DELETE FROM batch_request WHERE batch_id IN (SELECT id FROM batch WHERE endpoint_key = ? AND remote_id = ?)
      """
    try connection.run(requests) { row in
      row.add(endpoint)
      row.add(remoteID)
    }
    let sql = "UPDATE batch SET status = ?, updated_at = ? WHERE endpoint_key = ? AND remote_id = ?"
    try connection.run(sql) { row in
      row.add(status)
      row.add(time)
      row.add(endpoint)
      row.add(remoteID)
    }
  }

  private func batchID(_ batch: BatchRecord) throws -> Int64 {
    let sql = "SELECT id FROM batch WHERE endpoint_key = ? AND remote_id = ?"
    let id = try connection.first(sql) { row in
      row.add(batch.endpointKey)
      row.add(batch.remoteID)
    } read: {
      $0.integer()
    }
    guard let id else { throw StoreError(.failed, "The batch \(batch.remoteID) is there and cannot be read.") }
    return id
  }

  private func put(_ request: ContentKey, of batch: Int64) throws {
    let sql = """
      INSERT INTO batch_request (key, batch_id) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET batch_id = excluded.batch_id
      """
    try connection.run(sql) { row in
      row.add(request)
      row.add(batch)
    }
  }
}
