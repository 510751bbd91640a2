// What a load has come to so far: which stored seeds are its own, in the order in which they were read.

internal import SparCore
internal import SparDatasets
internal import SparStore

/// Counts and collects; holds one bit for each seed of the store, and sixteen bytes for each run of seeds in a row.
struct SeedIntake {
  private(set) var seeds = RecordSpans()
  private(set) var known = 0
  private(set) var duplicates = 0
  private var members = RowSet()

  mutating func add(_ placed: [PlacedRecord]) {
    for record in placed {
      guard members.insert(record.id.number) else {
        duplicates += 1
        continue
      }
      seeds.append(record.id.number)
      if !record.isNew { known += 1 }
    }
  }
}
