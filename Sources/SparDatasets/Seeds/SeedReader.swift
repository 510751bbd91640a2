// Takes seeds in: paths → files → documents → chunks.

internal import Glibc
package import SparCore

/// Reads seeds from files, folders (recursive) and patterns.
///
/// Text, Markdown, HTML, PDF, source code, JSON, YAML and CSV are told apart by extension, others by a look inside;
/// `.gz`, `.xz` and `.zst` are opened on the way, and `-` is standard input. The order of the seeds depends on the names of the files alone.
package struct SeedReader: Sendable {
  private let options: SeedOptions

  package init(options: SeedOptions = SeedOptions()) { self.options = options }

  /// Begins reading, one seed at a time: nothing is held in memory but the file at hand. A text that comes twice in one
  /// document is yielded once; which documents are the same is for the store to tell.
  /// - Throws: `seeds.no_path`, `seeds.not_found`, `seeds.option_invalid`.
  package func open(_ paths: [String]) throws(DatasetError) -> SeedCursor {
    try options.validate()
    return SeedCursor(paths: paths, files: try FileWalk(paths), options: options)
  }

  /// How many bytes lie below these paths, for a progress bar; what has no size counts as none.
  package func size(of paths: [String]) -> Int {
    guard var files = try? FileWalk(paths) else { return 0 }
    var bytes = 0, status = stat()
    while let entry = files.next() {
      if case .file(let path) = entry, stat(path, &status) == 0 { bytes += Int(status.st_size) }
    }
    return bytes
  }

  /// All seeds at once, each text (without white space at its ends) once.
  /// - Throws: as `open`, and `seeds.empty` where there is none.
  package func load(_ paths: [String]) throws(DatasetError) -> SeedLoad {
    var cursor = try open(paths), seeds: [Seed] = [], seen = Set<ContentKey>()
    while let seed = try cursor.next() {
      if seen.insert(ContentKey(hashing: Array(Array(seed.text.utf8).trimmingSpace))).inserted { seeds.append(seed) }
    }
    var report = cursor.report
    report.settle(known: 0, duplicates: report.seeds - seeds.count)
    return SeedLoad(seeds: seeds, report: report)
  }
}

package struct SeedLoad: Sendable {
  package let seeds: [Seed]
  package let report: SeedReport
}
