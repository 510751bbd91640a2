// Reads a foreign file to its end, for the tests beside this file.

import SparCore
import SparDatasets

/// All that a file gave.
struct ImportRows {
  var rows: [ImportedRow] = []
  var bad: [ImportReport.BadRow] = []
  var report: ImportReport

  init(
    _ kind: ImportKind, _ text: String, name: String = "rows.jsonl", options: ImportOptions = ImportOptions()
  ) throws {
    let folder = try TemporaryFolder()
    var cursor = try ImportCursor([try folder.write(name, text)], kind: kind, options: options)
    reading: while true {
      switch try cursor.step() {
      case .row(let row): rows.append(row)
      case .bad(let row): bad.append(row)
      case .moved: break
      case .end: break reading
      }
    }
    report = cursor.report
    // It would go with its last use, and the file with it.
    withExtendedLifetime(folder) {}
  }

  var battles: [ImportedBattle] {
    rows.compactMap { row in
      guard case .battle(let battle) = row.item else { return nil }
      return battle
    }
  }

  var exchanges: [ImportedExchange] {
    rows.compactMap { row in
      guard case .exchange(let exchange) = row.item else { return nil }
      return exchange
    }
  }
}
