// Taking seeds in.

package import SparCore
package import SparDatasets
internal import SparStore

extension Engine {
  private static let batch = 500

  /// Reads files, folders and globs, and stores what they hold.
  package func loadSeeds(
    _ paths: [String], options: SeedOptions
  ) async throws -> (seeds: [Stored<Seed>], report: SeedReport) {
    var cursor = try SeedReader(options: options).open(paths)
    progress.begin("seeds", of: 0)
    defer { progress.end("seeds") }
    var stored: [Stored<Seed>] = []
    var batch: [Draft<Seed>] = []
    while let seed = try cursor.next() {
      batch.append(Draft(record: seed, key: .seed(seed)))
      if batch.count == Self.batch { stored += try await keep(taking(&batch)) }
    }
    stored += try await keep(taking(&batch))
    return (stored, cursor.report)
  }

  private func taking(_ batch: inout [Draft<Seed>]) -> [Draft<Seed>] {
    defer { batch = [] }
    return batch
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
