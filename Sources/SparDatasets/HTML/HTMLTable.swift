// Tells tables of data from tables that only arrange a page.

struct HTMLTable {
  /// The nodes of the cells, row by row.
  let rows: [[Int]]

  /// `nil` for a table of one column or row, or whose cells hold more than lines of text.
  init?(_ table: Int, of tree: HTMLTree, keeping main: MainText) {
    var rows: [[Int]] = []
    for node in (table + 1)..<tree.nodes[table].end where main.keeps(node) {
      switch tree.nodes[node].element {
      case .row: rows.append([])
      case .cell:
        if rows.isEmpty { return nil }
        rows[rows.count - 1].append(node)
      case .table, .heading, .list, .preformatted, .quote: return nil
      default: break
      }
    }
    rows.removeAll(where: \.isEmpty)
    guard rows.count > 1, rows.contains(where: { $0.count > 1 }) else { return nil }
    self.rows = rows
  }
}
