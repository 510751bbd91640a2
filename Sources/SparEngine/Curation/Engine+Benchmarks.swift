// Benchmarks in files: which texts share words with one of their items, and which are nearest to them.

internal import LoopKit
internal import SparCore
internal import SparCuration
internal import SparDatasets

/// A JSON Lines file and the field that holds an item's text.
package struct BenchmarkFile: Sendable, Equatable {
  package let path: String
  package let field: String

  package init(path: String, field: String) {
    self.path = path
    self.field = field
  }
}

/// An item and where it stands: `gsm8k_test.jsonl row 17`.
private struct BenchmarkItem: Sendable {
  let place: String
  let text: String
}

extension Engine {
  /// For each text what it shares with an item, in words that name the item; `nil` where nothing.
  ///
  /// - Parameter words: how many in a row are too many.
  package func contamination(
    of texts: [String], by files: [BenchmarkFile], words: Int, fewest: Int
  ) async throws -> [String?] {
    try await Self.aside {
      var grams = try SharedGrams(words: words, fewest: fewest)
      let items = try files.flatMap { try Self.items(of: $0) }
      for item in items { grams.add(item.text) }
      return grams.hits(in: texts).map { hit in
        hit.map { "shares words with \(items[$0.item].place): \"\($0.shared)\"" }
      }
    }
  }

  /// For each text whether it is among the `top` nearest of an item, in words that name the item; `nil` where not.
  ///
  /// - Parameter least: the cosine from which on a text is near at all.
  package func neighbours(
    of files: [BenchmarkFile], among texts: [String], top: Int, least: Double, model: String?
  ) async throws -> (reasons: [String?], vectors: String) {
    let items = try await Self.aside { try files.flatMap { try Self.items(of: $0) } }
    let own = try await vectors(of: texts, by: model)
    let theirs = try await vectors(of: items.map(\.text), by: own.model)
    let reasons = try await Self.aside {
      var reasons = [String?](repeating: nil, count: texts.count)
      for (item, found) in zip(items, Neighbours.nearest(of: theirs.table, in: own.table, count: top)) {
        for near in found where near.cosine >= least && reasons[near.row] == nil {
          reasons[near.row] = "a neighbour of \(item.place)"
        }
      }
      return reasons
    }
    return (reasons, own.model)
  }

  nonisolated private static func items(of file: BenchmarkFile) throws -> [BenchmarkItem] {
    let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
    var rows = try FieldRows(path: file.path, field: file.field)
    var items: [BenchmarkItem] = []
    while let row = try rows.next() {
      items += row.texts.map { BenchmarkItem(place: "\(name) row \(row.number)", text: $0) }
    }
    return items
  }
}
