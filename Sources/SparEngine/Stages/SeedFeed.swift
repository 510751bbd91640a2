// Reads seeds off the loop's thread: files block, and a large corpus takes a while.

internal import SparCore
internal import SparDatasets

/// A cursor over documents that hands out batches.
actor SeedFeed {
  private static let batch = 500
  private var cursor: SeedCursor

  init(_ paths: [String], options: SeedOptions) throws {
    cursor = try SeedReader(options: options).open(paths)
  }

  /// What has been read and what was left out so far.
  var report: SeedReport { cursor.report }

  /// The next seeds; none after the last.
  func next() throws -> [Seed] {
    var seeds: [Seed] = []
    while seeds.count < Self.batch, let seed = try cursor.next() { seeds.append(seed) }
    return seeds
  }
}
