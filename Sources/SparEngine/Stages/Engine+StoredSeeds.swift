// Seeds that are in the store already: which ones, and how many. Long tables are looked through in windows, so that
// the loop goes on in between.

internal import LoopKit
package import SparCore
package import SparStore

extension Engine {
  /// The seeds that match, in the order in which they were stored.
  ///
  /// - Parameter window: row numbers that are looked through at once.
  package func storedSeeds(
    _ filter: SeedFilter, limit: Int? = nil, window: Int64 = 20_000
  ) async throws -> RecordSpans {
    var seeds = RecordSpans()
    let limit = limit ?? .max
    try await forEachWindow(of: window) { reader, rows in
      for number in try reader.seedRows(filter, in: rows) where seeds.count < limit { seeds.append(number) }
      return seeds.count < limit
    }
    return seeds
  }

  package func countSeeds(_ filter: SeedFilter, window: Int64 = 20_000) async throws -> Int {
    var count = 0
    try await forEachWindow(of: window) { reader, rows in
      count += try reader.seedCount(filter, in: rows)
      return true
    }
    return count
  }

  /// - Parameter look: says whether to go on.
  private func forEachWindow(
    of size: Int64, _ look: (StoreReader, ClosedRange<Int64>) throws -> Bool
  ) async throws {
    let last = try store.lookUp { try $0.lastSeedRow() }
    for first in stride(from: 1, through: last, by: Int64.Stride(size)) {
      let rows = first...min(last, first + size - 1)
      guard try store.read({ try look($0, rows) }) else { return }
      try Task.checkCancellation()
      await Task.yield()
    }
  }

  /// Stores what a script registers.
  package func define(_ definition: Definition) async throws -> StoredDefinition {
    if let known = try stored(definition) { return known }
    let run = run
    try await store.perform { try $0.put(definition, run: run) }
    guard let stored = try stored(definition) else {
      throw EngineError(.nothing, "The definition of \(definition.name) was stored and cannot be found.")
    }
    return stored
  }

  private func stored(_ definition: Definition) throws -> StoredDefinition? {
    try store.lookUp { try $0.definitions(kind: definition.kind, name: definition.name) }
      .first { $0.definition.hash == definition.hash }
  }
}
