// Taking seeds in.

package import SparCore
package import SparDatasets
internal import SparStore

extension Engine {
  /// Reads files, folders and globs, and stores what they hold.
  package func loadSeeds(
    _ paths: [String], options: SeedOptions
  ) async throws -> (seeds: [Stored<Seed>], report: SeedReport) {
    let feed = try SeedFeed(paths, options: options)
    progress.begin("seeds", of: 0)
    defer { progress.end("seeds") }
    var stored: [Stored<Seed>] = []
    while true {
      let batch = try await feed.next()
      if batch.isEmpty { return (stored, await feed.report) }
      try Task.checkCancellation()
      stored += try await keep(batch.map { Draft(record: $0, key: .seed($0)) })
      progress.step("seeds", by: batch.count)
    }
  }

  /// Takes in a text that a script brings along.
  package func seed(_ seed: Seed) async throws -> Stored<Seed> {
    try await keep([Draft(record: seed, key: .seed(seed))])[0]
  }
}

extension ContentKey {
  /// By content and place in the document, not by path: the same corpus in another folder is the same corpus.
  static func seed(_ seed: Seed) -> ContentKey {
    ContentKey(
      "seed/1",
      ["type": seed.type, "text": seed.text, "language": seed.language ?? "", "chunk": String(seed.chunk)])
  }
}
