// Writes rows as JSONL, and a card beside them.

internal import SparCore

/// Rows in, one JSON object per line out; the same rows give the same bytes.
///
/// Nothing stands at the goal before `finish()`; a writer that is dropped leaves nothing behind.
package final class DatasetWriter {
  private let format: any DatasetFormat
  private let lineage: [String]
  private let facts: [(String, String)]
  /// `nil` where nothing is to be written.
  private let file: AtomicFile?
  private let card: AtomicFile?
  private var report: DatasetReport

  /// - Parameters:
  ///   - lineage: the fields of the `lineage` object, in their order; all rows have all of them, null where unknown.
  ///   - facts: further lines of the card, such as the selection's threshold; they must not depend on time or place.
  ///   - isDry: whether rows are only read and counted, and nothing is written anywhere.
  /// - Throws: `dataset.write_failed`.
  package convenience init(
    path: String, format: any DatasetFormat, lineage: [String] = [], facts: [(String, String)] = [],
    isDry: Bool = false
  ) throws(DatasetError) {
    let write: AtomicFile.Write? = if isDry { nil } else { AtomicFile.systemWrite }
    try self.init(path: path, format: format, lineage: lineage, facts: facts, write: write)
  }

  init(
    path: String, format: any DatasetFormat, lineage: [String], facts: [(String, String)],
    write: AtomicFile.Write?
  ) throws(DatasetError) {
    self.format = format
    self.lineage = lineage
    self.facts = facts
    report = DatasetReport(path: path, cardPath: Self.cardPath(for: path), format: format.name)
    guard let write else {
      (file, card) = (nil, nil)
      return
    }
    file = try AtomicFile(path: path, write: write)
    card = try AtomicFile(path: report.cardPath, write: write)
  }

  /// Adds a row, or refuses it and says why.
  /// - Throws: `dataset.write_failed`, `dataset.lineage_unknown`.
  @discardableResult
  package func append(_ row: DatasetRow) throws(DatasetError) -> Refusal? {
    if let stray = row.lineage.keys.sorted().first(where: { !lineage.contains($0) }) {
      throw .unknownLineage(stray, known: lineage)
    }
    let values: [JSON]
    do { values = try format.values(of: row) } catch {
      report.refused[error, default: 0] += 1
      return error
    }
    try file?.append(line(values, row))
    report.rows += 1
    report.simulatedModels.formUnion(row.simulatedAuthors)
    for answer in format.answers(of: row) {
      report.answers[answer.model, default: 0] += 1
      if answer.isSimulated { report.simulatedModels.insert(answer.model) }
    }
    return nil
  }

  /// Counts a row that is left out for a reason which the format does not see.
  package func leaveOut(_ reason: Refusal) { report.refused[reason, default: 0] += 1 }

  /// Puts the dataset and its card in their places.
  /// - Throws: `dataset.write_failed`; then older files stand as they were.
  package func finish() throws(DatasetError) -> DatasetReport {
    try card?.append(Array(DatasetCard(report: report, format: format, lineage: lineage, facts: facts).markdown.utf8))
    try file?.finish()
    try card?.finish()
    try file?.commit()
    try card?.commit()
    return report
  }

  private func line(_ values: [JSON], _ row: DatasetRow) -> [UInt8] {
    var object = zip(format.columns, values).map { ($0.name, $1) }
    if !lineage.isEmpty {
      object.append(
        ("lineage", .object(JSONObject(lineage.map { ($0, row.lineage[$0].map { .string($0) } ?? .null) }))))
    }
    return JSON.object(JSONObject(object)).bytes + [0x0A]
  }

  /// `out/sft.jsonl` → `out/sft.card.md`
  private static func cardPath(for path: String) -> String {
    let base = path.hasSuffix(".jsonl") ? String(path.dropLast(6)) : path
    return base + ".card.md"
  }
}
