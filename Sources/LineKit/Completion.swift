// What may stand at the cursor. Who knows the names makes it; the editor inserts and lists it.

/// The ways in which the text before the cursor may go on.
package struct Completion: Sendable, Equatable {
  /// Where the replaced text begins, in UTF-8 bytes from the start of the text; it ends at the cursor.
  package var replaceFrom: Int
  /// Whole replacements for that text, in the order in which they are listed.
  package var candidates: [String]

  package init(replaceFrom: Int, candidates: [String]) {
    self.replaceFrom = replaceFrom
    self.candidates = candidates
  }

  /// The longest text that every candidate begins with.
  package var commonPrefix: String {
    guard let first = candidates.first else { return "" }
    return candidates.dropFirst().reduce(first) { prefix, candidate in
      String(zip(prefix, candidate).prefix { $0 == $1 }.map(\.0))
    }
  }

  /// The candidates in columns, read downwards, each line at most `width` columns wide.
  ///
  /// - Parameter rows: lines to show; what does not fit is counted in the last one.
  package func columns(width: Int, rows: Int) -> [String] {
    guard !candidates.isEmpty else { return [] }
    let cell = (candidates.map { DisplayWidth.of($0) }.max() ?? 0) + 2
    let perRow = max(1, width / cell)
    let capacity = perRow * max(1, rows)
    let shown = candidates.prefix(capacity)
    let height = (shown.count + perRow - 1) / perRow
    var lines = (0..<height).map { row in
      Self.line(stride(from: row, to: shown.count, by: height).map { shown[$0] }, cell: cell)
    }
    if candidates.count > capacity { lines.append("… \(candidates.count - capacity) more") }
    return lines
  }

  private static func line(_ cells: [String], cell: Int) -> String {
    let padded = cells.dropLast().map { $0 + String(repeating: " ", count: cell - DisplayWidth.of($0)) }
    return padded.joined() + (cells.last ?? "")
  }
}
