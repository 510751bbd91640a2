// Taking in what others have recorded: reading and storing go on at the same time, and neither holds more than a batch.

internal import LoopKit
package import SparCore
package import SparDatasets
internal import SparStore

/// What an import came to: its report, and the records of its rows in their order, each once.
package struct TakenIn: Sendable {
  package let report: ImportReport
  package let instructions: RecordSpans
  package let responses: RecordSpans
}

extension Engine {
  /// Reads files of rows in a form that others write, and stores what they say and the store does not know.
  ///
  /// What was stored before an interruption stays, and importing again goes on from there. Rows that cannot be used are
  /// counted as failed items.
  ///
  /// - Throws: `import.form_unknown`, `import.empty`, `seeds.not_found`.
  package func takeIn(
    _ paths: [String], kind: ImportKind, options: ImportOptions = ImportOptions()
  ) async throws -> TakenIn {
    let feed = try ImportFeed(paths, kind: kind, options: options)
    let label = kind.rawValue
    progress.begin(label, of: 0)
    defer { progress.end(label) }
    let size = await offLoop { await feed.size }
    var writer = ImportWriter(kind, options: options, provenance: provenance())
    var batch = try await offLoop { try await feed.next() }
    while true {
      try Task.checkCancellation()
      progress.read(label, count: batch.rowsRead, bytes: batch.bytesRead, of: size)
      let following = batch
      async let next = following.isLast ? following : offLoop { try await feed.next() }
      writer = try await put(batch, by: writer)
      if batch.isLast { break }
      batch = try await next
    }
    hasRecordings = nil
    failedItems += writer.report.badRowCount
    var report = writer.report
    report.take(reading: await feed.report)
    return TakenIn(report: report, instructions: writer.instructions, responses: writer.responses)
  }

  private func put(_ batch: ImportBatch, by writer: ImportWriter) async throws -> ImportWriter {
    if batch.rows.isEmpty, batch.bad.isEmpty { return writer }
    return try await store.write { transaction in
      // What is written may be undone and done again: it begins from the same state.
      var writer = writer
      for bad in batch.bad { writer.report.addBadRow(bad) }
      for row in batch.rows { try writer.put(row, in: transaction) }
      return writer
    }
  }
}
