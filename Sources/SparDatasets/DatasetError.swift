// Every reason for which seeds are not read or a dataset is not written.

package import SparCore

package enum DatasetError: SparError, Equatable {
  case noPath
  case notFound(String)
  /// A glob without a match.
  case noMatch(String)
  /// Paths without a single seed; `detail` says what was there.
  case noSeeds(paths: [String], detail: String)
  case badOption(String)
  case writeFailed(path: String, reason: String)
  case unknownFormat(String, known: [String])
  /// Rows of no known form; the message, and the forms that there are.
  case unknownForm(String, known: [String])
  /// Files without a row that could be used; `detail` says what was there.
  case nothingToImport(paths: [String], kind: String, detail: String)
  /// A row names a lineage field that its dataset does not have.
  case unknownLineage(String, known: [String])
  /// A file of rows that must be read whole and cannot; `line` counts from 1.
  case badRows(path: String, line: Int?, reason: String)

  package var code: String {
    switch self {
    case .noPath: "seeds.no_path"
    case .notFound, .noMatch: "seeds.not_found"
    case .noSeeds: "seeds.empty"
    case .badOption: "seeds.option_invalid"
    case .writeFailed: "dataset.write_failed"
    case .unknownFormat: "dataset.format_unknown"
    case .unknownLineage: "dataset.lineage_unknown"
    case .badRows: "dataset.rows_invalid"
    case .unknownForm: "import.form_unknown"
    case .nothingToImport: "import.empty"
    }
  }

  package var message: String {
    switch self {
    case .noPath: "No path to read seeds from."
    case .notFound(let path): "There is no file or folder \(path)."
    case .noMatch(let pattern): "No file matches \(pattern)."
    case .noSeeds(let paths, let detail): "No seeds in \(paths.joined(separator: ", ")): \(detail)."
    case .badOption(let reason): "Seed option: \(reason)."
    case .writeFailed(let path, let reason): "Cannot write \(path): \(reason)."
    case .unknownForm(let message, _): message
    case .nothingToImport(let paths, let kind, let detail):
      "There are no \(kind) in \(paths.joined(separator: ", ")): \(detail)."
    case .unknownFormat(let name, _): "There is no dataset format \"\(name)\"."
    case .unknownLineage(let field, let known):
      "The dataset has no lineage field \"\(field)\", only \(known.joined(separator: ", "))."
    case .badRows(let path, let line, let reason): "\(path)\(line.map { ", line \($0)" } ?? ""): \(reason)."
    }
  }

  package var hint: String? {
    switch self {
    case .noPath: "Name a file, a folder or a pattern such as corpus/*.md."
    case .notFound(let path): path.hasPrefix("/") ? nil : "Paths are relative to the current folder."
    case .noMatch: "** matches folders of any depth: corpus/**/*.md."
    case .noSeeds:
      "Seeds are text, Markdown, HTML, PDF, manual pages, source code, JSON, CSV and YAML, compressed or not."
    case .writeFailed: "Nothing was changed; free some space or choose another folder, and export again."
    case .unknownFormat(let name, let known):
      Spelling.nearest(to: name, in: known).map { "Did you mean \"\($0)\"?" }
        ?? "Known: \(known.joined(separator: ", "))."
    case .badRows: "Every line is one JSON object; name the field that holds the text of an item."
    case .unknownForm(_, let known): "Known: \(known.joined(separator: "; ")). The option form names one."
    case .badOption, .unknownLineage, .nothingToImport: nil
    }
  }

  package var exitCode: ExitCode {
    switch self {
    case .unknownForm: .usage
    default: .scriptError
    }
  }
}
