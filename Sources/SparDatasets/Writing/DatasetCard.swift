// The page that tells a stranger what a dataset is.

struct DatasetCard {
  let report: DatasetReport
  let format: any DatasetFormat
  let lineage: [String]
  let facts: [(String, String)]

  /// The same dataset has the same card: there is no date and no folder in it.
  var markdown: String {
    let parts = [[heading], warning, figures, models, refused, columns].filter { !$0.isEmpty }
    return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private var heading: String { "# \(report.path.split(separator: "/").last.map(String.init) ?? report.path)" }

  private var warning: [String] {
    guard !report.simulatedModels.isEmpty else { return [] }
    let names = report.simulatedModels.sorted().joined(separator: ", ")
    return [
      "**Simulated.** Text here was written by simulated models (\(names)): made by rules to try out the loop, "
        + "not by language models. Do not train on them, and do not quote their scores."
    ]
  }

  private var figures: [String] {
    let own = [("Format", "\(format.name): \(format.summary)"), ("Rows", "\(report.rows)")]
    return (own + facts).map { "- \($0.0): \($0.1)" }
  }

  private var models: [String] {
    guard !report.answers.isEmpty else { return [] }
    let rows = report.answers.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { model, count in
      "| \(cell(model)) | \(count) | \(report.simulatedModels.contains(model) ? "yes" : "no") |"
    }
    return ["| model | answers | simulated |", "|---|---:|---|"] + rows
  }

  private var refused: [String] {
    guard !report.refused.isEmpty else { return ["No row was refused."] }
    let rows = report.refusals.map { "| \($0.reason.rawValue) | \($0.count) |" }
    return ["| refused because | rows |", "|---|---:|"] + rows
  }

  private var columns: [String] {
    var rows = format.columns.map { "| `\($0.name)` | \($0.meaning) |" }
    if !lineage.isEmpty {
      rows.append("| `lineage` | the keys of the records behind the row: \(lineage.joined(separator: ", ")) |")
    }
    return ["| column | holds |", "|---|---|"] + rows
  }

  private func cell(_ text: String) -> String { text.split(separator: "|").joined(separator: "\\|") }
}
