// Reads seeds off the loop's thread: files block, and a large corpus takes a while.

internal import LoopKit
internal import SparCore
internal import SparDatasets

/// A cursor over documents that hands out batches.
actor SeedFeed {
  /// Seeds that are stored at once: a large batch touches each page of the index of keys less often.
  private static let seeds = 16_384
  /// Bytes of text in a batch, about: what bounds the memory that a load takes.
  private static let text = 8 << 20
  /// Nanoseconds that a batch may take to read: progress is shown, and Ctrl-C heard, after each.
  private static let patience: UInt64 = 200_000_000

  private let paths: [String]
  private let reader: SeedReader
  private var cursor: SeedCursor

  init(_ paths: [String], options: SeedOptions) throws {
    self.paths = paths
    reader = SeedReader(options: options)
    cursor = try reader.open(paths)
  }

  /// What has been read and what was left out so far.
  var report: SeedReport { cursor.report }

  /// Bytes below the paths.
  var size: Int { reader.size(of: paths) }

  /// Reads on, for a while.
  func next() throws -> SeedBatch {
    var batch = SeedBatch()
    var bytes = 0
    let end = HostLoop.monotonic() + Self.patience
    while batch.drafts.count < Self.seeds, bytes < Self.text {
      switch try cursor.step() {
      case .seed(let seed):
        bytes += seed.text.utf8.count
        batch.drafts.append(Draft(record: seed, key: .seed(seed)))
        if batch.drafts.count & 255 != 0 { continue }
      case .file(let file): batch.file = file
      case .end: batch.isLast = true
      case .moved: break
      }
      if batch.file != nil || batch.isLast || HostLoop.monotonic() > end || Task.isCancelled { break }
    }
    batch.bytesRead = cursor.bytesRead
    return batch
  }

  /// The seeds of documents that a script has made of a file.
  func take(_ documents: [ScriptDocument], of file: ScriptFile, reader: ContentKey) -> [Draft<Seed>] {
    documents.flatMap { cursor.take($0, of: file) }.map { seed in
      var seed = seed
      seed.reader = reader
      return Draft(record: seed, key: .seed(seed))
    }
  }

  /// Ends the reading of a file by a script.
  func close(_ file: ScriptFile, documents: Int, problem: String?) {
    cursor.close(file, documents: documents, problem: problem)
  }
}

/// What a feed hands out at once.
struct SeedBatch: Sendable {
  var drafts: [Draft<Seed>] = []
  /// Bytes of the disk that were read so far.
  var bytesRead = 0
  /// A file that comes after these seeds and that a script reads; the feed goes on when it is closed.
  var file: ScriptFile?
  var isLast = false
}
