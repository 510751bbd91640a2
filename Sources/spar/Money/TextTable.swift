// Columns of text for a terminal or a pipe.

/// Rows under a heading, each column as wide as it must be, two spaces between.
struct TextTable {
  private var rows: [[String]]
  /// Columns whose cells end at one line, as numbers do.
  private let numeric: Set<Int>

  init(_ heading: [String], numeric: Set<Int>) {
    rows = [heading]
    self.numeric = numeric
  }

  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// Without white space at the end of lines, and without a line break at the end.
  var text: String {
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return numeric.contains(column) ? space + cell : cell + space
      }
      let line = cells.joined(separator: "  ")
      return String(line[..<(line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)])
    }.joined(separator: "\n")
  }
}
