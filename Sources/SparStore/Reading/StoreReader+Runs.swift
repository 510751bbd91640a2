// The store's own story: runs, counts, rejections and what was typed.

package import SparCore

extension StoreReader {
  /// All runs, oldest first.
  package func runs() throws -> [StoredRun] {
    try connection.all(StoredRun.select) { try StoredRun(from: &$0) }
  }

  /// How many records there are of each kind, runs and calls included.
  package func counts() throws -> [RecordKind: Int] {
    var counts: [RecordKind: Int] = [:]
    for kind in RecordKind.allCases {
      counts[kind] = try connection.first("SELECT count(*) FROM \(kind.rawValue)") { $0.int() }
    }
    return counts
  }

  /// What was turned away, in order; of one run, or of all.
  package func rejections(run: RecordID? = nil) throws -> [StoredRejection] {
    try connection.all(StoredRejection.select, { try $0.add(run, .run) }) { StoredRejection(from: &$0) }
  }

  /// The last lines typed at the prompt, oldest first.
  package func recentInputs(_ limit: Int) throws -> [String] {
    let newest = try connection.all("SELECT text FROM input ORDER BY id DESC LIMIT ?", { $0.add(limit) }) { $0.text() }
    return newest.reversed()
  }
}
