// Full-text search over seeds (FTS5, ranked by BM25).

package import SparCore

/// A seed that a search found.
package struct SeedHit: Sendable, Equatable {
  package let seed: Stored<Seed>
  /// More is better; comparable within one search only.
  package let score: Double
  /// The words that fit best, with some around them; `nil` where no words were compared.
  package let snippet: String?

  package init(seed: Stored<Seed>, score: Double, snippet: String? = nil) {
    self.seed = seed
    self.score = score
    self.snippet = snippet
  }
}

/// How many of the words a seed must hold.
package enum WordMatch: String, Sendable, CaseIterable { case any, all }

extension StoreReader {
  /// Seeds whose title or text holds words of a text, best first (BM25); seeds that fit equally well stand in the order
  /// of their keys.
  ///
  /// - Parameter words: any text at all: nothing in it is taken for an operator.
  package func search(
    seeds words: String, matching match: WordMatch = .any, type: String? = nil, limit: Int = 20
  ) throws -> [SeedHit] {
    let expression = Self.expression(of: words, match)
    guard !expression.isEmpty else { return [] }
    let found = try connection.all(Self.ranking) { row in
      row.add(expression)
      row.add(type)
      row.add(limit)
    } read: { row in
      (id: row.id(.seed), score: row.double())
    }
    return try found.compactMap { hit in
      guard let seed = try record(Seed.self, id: hit.id) else { return nil }
      return SeedHit(seed: seed, score: hit.score, snippet: try snippet(of: hit.id, expression))
    }
  }

  private static let ranking = """
    SELECT seed.id, -bm25(seed_search) AS score FROM seed_search JOIN seed ON seed.id = seed_search.rowid
    WHERE seed_search MATCH ?1 AND (?2 IS NULL OR seed.type = ?2) ORDER BY score DESC, seed.key LIMIT ?3
    """

  /// Some forty words around those that fit.
  private func snippet(of id: RecordID, _ expression: String) throws -> String? {
    let sql = "SELECT snippet(seed_search, 1, '', '', '…', 40) FROM seed_search WHERE seed_search MATCH ? AND rowid = ?"
    return try connection.first(sql) { row in
      row.add(expression)
      row.add(id.number)
    } read: {
      $0.text()
    }
  }

  /// The words of a text, each once and in quotation marks.
  static func expression(of text: String, _ match: WordMatch) -> String {
    var seen = Set<String>()
    let words = text.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }.filter { seen.insert($0).inserted }
    return words.prefix(mostWords).map { "\"\($0)\"" }.joined(separator: match == .any ? " OR " : " ")
  }

  /// A text of more words is a document, and no question.
  private static let mostWords = 64
}
