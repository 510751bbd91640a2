// What servers were given to work on, and have not been asked back.

package import SparCore

extension StoreReader {
  /// The batches of a model of which replies are still wanted, oldest first.
  package func openBatches(at endpoint: ContentKey, wireModel: String) throws -> [BatchRecord] {
    let sql = """
      SELECT id, remote_id, status, run_id FROM batch
      WHERE endpoint_key = ? AND wire_model = ? AND id IN (SELECT batch_id FROM batch_request) ORDER BY id
      """
    let found = try connection.all(sql) { row in
      row.add(endpoint)
      row.add(wireModel)
    } read: { row in
      (
        id: row.integer(),
        batch: BatchRecord(
          endpointKey: endpoint, wireModel: wireModel, remoteID: row.text(), status: row.text(), requests: [],
          run: row.optionalID(.run))
      )
    }
    return try found.map { id, batch in
      var batch = batch
      batch.requests = try requests(of: id)
      return batch
    }
  }

  private func requests(of batch: Int64) throws -> [ContentKey] {
    try connection.all("SELECT key FROM batch_request WHERE batch_id = ? ORDER BY key", { $0.add(batch) }) {
      try $0.key()
    }
  }
}
