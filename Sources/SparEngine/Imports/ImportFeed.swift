// Reads foreign files off the loop's thread and hands out batches of rows.

internal import LoopKit
internal import SparCore
internal import SparDatasets

actor ImportFeed {
  /// Rows that are stored at once: a large batch touches each page of the indices less often.
  private static let rows = 16_384
  /// Bytes of the disk in a batch, about: what bounds the memory that an import takes.
  private static let bytes = 8 << 20
  /// Nanoseconds that a batch may take to read: progress is shown, and Ctrl-C heard, after each.
  private static let patience: UInt64 = 200_000_000

  private var cursor: ImportCursor
  private var rowsRead = 0

  init(_ paths: [String], kind: ImportKind, options: ImportOptions) throws {
    cursor = try ImportCursor(paths, kind: kind, options: options)
  }

  /// What has been read and what was left out so far.
  var report: ImportReport { cursor.report }

  /// Bytes below the paths.
  var size: Int { cursor.size }

  /// Reads on, for a while.
  func next() throws -> ImportBatch {
    var batch = ImportBatch()
    let start = cursor.bytesRead, end = HostLoop.monotonic() + Self.patience
    var steps = 0
    while batch.rows.count < Self.rows, cursor.bytesRead - start < Self.bytes {
      switch try cursor.step() {
      case .row(let row): batch.rows.append(row)
      case .bad(let row): batch.bad.append(row)
      case .moved: break
      case .end: batch.isLast = true
      }
      steps += 1
      if batch.isLast || (steps & 255 == 0 && (HostLoop.monotonic() > end || Task.isCancelled)) { break }
    }
    rowsRead += batch.rows.count
    batch.rowsRead = rowsRead
    batch.bytesRead = cursor.bytesRead
    return batch
  }
}

/// What a feed hands out at once.
struct ImportBatch: Sendable {
  var rows: [ImportedRow] = []
  var bad: [ImportReport.BadRow] = []
  /// So far.
  var rowsRead = 0
  var bytesRead = 0
  var isLast = false
}
