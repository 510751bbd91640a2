// Looking through the seeds without reading what they say.

package import SparCore

/// Which seeds are meant; everything that is set must hold.
package struct SeedFilter: Sendable, Equatable {
  package var type: String?
  package var language: String?
  /// A file, a folder, or a pattern as SQLite's GLOB has them.
  package var origin: String?

  package init(type: String? = nil, language: String? = nil, origin: String? = nil) {
    self.type = type
    self.language = language
    self.origin = origin
  }

  fileprivate static let condition = """
    FROM seed WHERE id BETWEEN ?1 AND ?2 AND (?3 IS NULL OR type = ?3) AND (?4 IS NULL OR language = ?4)
      AND (?5 IS NULL OR origin GLOB ?5 OR substr(origin, 1, length(?5) + 1) IN (?5, ?5 || '/', ?5 || ':')
        OR (substr(?5, -1) = '/' AND substr(origin, 1, length(?5)) = ?5))
    """

  fileprivate func bind(_ rows: ClosedRange<Int64>, to row: inout RowWriter) {
    row.add(rows.lowerBound)
    row.add(rows.upperBound)
    row.add(type)
    row.add(language)
    row.add(origin)
  }
}

extension StoreReader {
  /// The highest row number of a seed; 0 where there is none.
  package func lastSeedRow() throws -> Int64 {
    try connection.first("SELECT coalesce(max(id), 0) FROM seed") { $0.integer() } ?? 0
  }

  /// The row numbers of matching seeds among `rows`, ascending.
  package func seedRows(_ filter: SeedFilter, in rows: ClosedRange<Int64>) throws -> [Int64] {
    try connection.all("SELECT id \(SeedFilter.condition) ORDER BY id") {
      filter.bind(rows, to: &$0)
    } read: {
      $0.integer()
    }
  }

  package func seedCount(_ filter: SeedFilter, in rows: ClosedRange<Int64>) throws -> Int {
    try connection.first("SELECT count(*) \(SeedFilter.condition)") {
      filter.bind(rows, to: &$0)
    } read: {
      $0.int()
    } ?? 0
  }
}
