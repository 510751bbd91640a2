// Reads foreign files row by row: paths → files → rows → what they say.

internal import Glibc
package import SparCore

package struct ImportCursor {
  /// What one step of reading comes to.
  package enum Step {
    case row(ImportedRow)
    /// A row that cannot be used.
    case bad(ImportReport.BadRow)
    /// A file was opened, closed or skipped.
    case moved
    case end
  }

  package let kind: ImportKind
  private let options: ImportOptions
  private let paths: [String]
  private let count = ByteCount()
  private var files: FileWalk
  private var open: OpenFile?
  /// Items of the row at hand, last first.
  private var ready: [ImportedRow] = []
  /// What was read so far, and what was not; what became of it is for others to count.
  package private(set) var report: ImportReport

  private struct OpenFile {
    let path: String
    var rows: any RowSource
    var form: (any ImportForm)?
    var count = 0
    var bad = 0
  }

  /// - Throws: `seeds.no_path`, `seeds.not_found`, `import.form_unknown`.
  package init(_ paths: [String], kind: ImportKind, options: ImportOptions = ImportOptions()) throws(DatasetError) {
    if let form = options.form { _ = try ImportFormList.form(named: form, of: kind) }
    files = try FileWalk(paths)
    self.paths = paths
    self.kind = kind
    self.options = options
    report = ImportReport(kind)
  }

  /// Bytes of the disk that were read so far.
  package var bytesRead: Int { count.bytes }

  /// How many bytes lie below the paths, for a progress bar.
  package var size: Int { SeedReader().size(of: paths) }

  /// Reads on by one row, or one file.
  /// - Throws: `import.form_unknown` for a file whose first row shows no known form; `import.empty` at the end, where no
  ///   row could be used.
  package mutating func step() throws(DatasetError) -> Step {
    if let row = ready.popLast() { return .row(row) }
    if open != nil { return try readRow() }
    guard let entry = files.next() else {
      if report.rows == 0 { throw .nothingToImport(paths: paths, kind: kind.rawValue, detail: emptiness) }
      return .end
    }
    switch entry {
    case .skipped(let path, let skip): report.skip(path, skip)
    case .file(let path): openFile(path)
    }
    return .moved
  }

  private mutating func openFile(_ path: String) {
    do {
      let file = SeedFile(path: path, count: count)
      open = OpenFile(path: path, rows: try RowSourceList.source(of: file, limit: options.largestRow))
    } catch { report.skip(path, error) }
  }

  private mutating func readRow() throws(DatasetError) -> Step {
    guard var file = open else { return .moved }
    let row: RawRow?
    do { row = try file.rows.next() } catch {
      report.skip(file.path, error)
      open = nil
      return .moved
    }
    guard let row else {
      if file.count > 0 { report.files += 1 }
      open = nil
      return .moved
    }
    defer { open = file }
    return try take(row, of: &file)
  }

  private mutating func take(_ row: RawRow, of file: inout OpenFile) throws(DatasetError) -> Step {
    do {
      let object = renamed(try row.content.get())
      let form = try file.form ?? form(of: object, place: "\(file.path):\(row.line)")
      file.form = form
      var fields = ImportFields(object)
      let items = try form.items(of: &fields)
      let rest = fields.rest
      ready = items.reversed().map {
        ImportedRow(path: file.path, line: row.line, form: form.name, item: $0, rest: rest)
      }
      note(form, &file)
      return .moved
    } catch let error as ImportRowError {
      file.bad += 1
      report.addBadRow(ImportReport.BadRow(path: file.path, line: row.line, reason: error.reason))
      return .bad(ImportReport.BadRow(path: file.path, line: row.line, reason: error.reason))
    } catch let error as DatasetError {
      throw error
    } catch { return .moved }
  }

  private mutating func note(_ form: any ImportForm, _ file: inout OpenFile) {
    file.count += 1
    report.rows += 1
    if !report.forms.contains(form.name) { report.forms.append(form.name) }
  }

  private func form(of row: JSONObject, place: String) throws(DatasetError) -> any ImportForm {
    if let name = options.form { return try ImportFormList.form(named: name, of: kind) }
    return try ImportFormList.form(of: row, kind: kind, place: place)
  }

  private func renamed(_ row: JSONObject) -> JSONObject {
    guard !options.fields.isEmpty else { return row }
    let usual = Dictionary(options.fields.map { ($0.value, $0.key) }) { first, _ in first }
    return JSONObject(row.members.map { (usual[$0.key] ?? $0.key, $0.value) })
  }

  /// Why there is nothing: the first bad row, or the first file that was skipped.
  private var emptiness: String {
    if let bad = report.badRows.first {
      let bads = ImportReport.counted(report.badRowCount, "bad row")
      return "\(bads), the first in line \(bad.line) of \(bad.path): \(bad.reason)"
    }
    return report.skipped.first ?? "there are no rows"
  }
}

extension ImportReport {
  fileprivate mutating func skip(_ path: String, _ skip: Skip) {
    let detail = skip.detail.isEmpty ? "" : " (\(skip.detail))"
    skipped.append("\(path) is skipped as \(skip.reason.rawValue)\(detail)")
  }
}
