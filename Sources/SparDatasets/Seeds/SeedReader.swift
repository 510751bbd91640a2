// Takes seeds in: paths → files → documents → chunks, exact duplicates dropped.

package import SparCore

/// Reads seeds from files, folders (recursive) and patterns.
///
/// Text, Markdown, HTML, source code and JSONL are told apart by extension, others by a look inside; `.gz` is
/// opened on the way. The order of the seeds depends on the names of the files alone.
package struct SeedReader: Sendable {
  private let options: SeedOptions

  package init(options: SeedOptions = SeedOptions()) { self.options = options }

  /// Begins reading, one seed at a time: nothing is held in memory but the file at hand and the keys of what was read.
  /// - Throws: `seeds.no_path`, `seeds.not_found`, `seeds.option_invalid`.
  package func open(_ paths: [String]) throws(DatasetError) -> SeedCursor {
    try options.validate()
    return SeedCursor(paths: paths, files: try FileWalk(paths), options: options)
  }

  /// All seeds at once.
  /// - Throws: as `open`, and `seeds.empty` where there is none.
  package func load(_ paths: [String]) throws(DatasetError) -> SeedLoad {
    var cursor = try open(paths), seeds: [Seed] = []
    while let seed = try cursor.next() { seeds.append(seed) }
    return SeedLoad(seeds: seeds, report: cursor.report)
  }
}

package struct SeedLoad: Sendable {
  package let seeds: [Seed]
  package let report: SeedReport
}
