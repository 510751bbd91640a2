// What an import came to.

package struct ImportReport: Sendable, Equatable {
  package struct BadRow: Sendable, Equatable {
    package let path: String
    /// From 1.
    package let line: Int
    package let reason: String

    package init(path: String, line: Int, reason: String) {
      self.path = path
      self.line = line
      self.reason = reason
    }

    /// `log.jsonl:17: winner is 'x', not …`
    package var sentence: String { "\(path):\(line): \(reason)" }
  }

  package let kind: ImportKind
  /// The forms that were read, in the order in which they came.
  package internal(set) var forms: [String] = []
  package internal(set) var files = 0
  /// Rows that could be used.
  package internal(set) var rows = 0
  /// Records that were stored just now, by what they are: `instructions`, `responses`, `battles`, `verdicts`.
  package internal(set) var added: [String: Int] = [:]
  /// Rows that said nothing new.
  package internal(set) var known = 0
  package internal(set) var badRowCount = 0
  /// The first few.
  package internal(set) var badRows: [BadRow] = []
  /// Files that could not be read, with why.
  package internal(set) var skipped: [String] = []

  package init(_ kind: ImportKind) { self.kind = kind }

  package mutating func addBadRow(_ row: BadRow) {
    badRowCount += 1
    if badRows.count < 20 { badRows.append(row) }
  }

  /// Takes over what a reader has read; what was stored stays.
  package mutating func take(reading other: ImportReport) {
    (forms, files, rows, skipped) = (other.forms, other.files, other.rows, other.skipped)
  }

  package mutating func add(_ count: Int, _ what: String) {
    if count > 0 { added[what, default: 0] += count }
  }

  package mutating func addKnown(_ count: Int) { known += count }

  /// One line for a terminal: `1 file, 30 rows (lmsys): 28 battles and 28 verdicts new, 2 rows known, 1 bad row left out`.
  package var summary: String {
    var text = "\(Self.counted(files, "file")), \(Self.counted(rows, "row"))"
    if !forms.isEmpty { text += " (\(forms.joined(separator: ", ")))" }
    let new = Self.order.compactMap { name in added[name].map { Self.counted($0, String(name.dropLast())) } }
    var parts = new.isEmpty ? ["nothing new"] : [new.joined(separator: " and ") + " new"]
    if known > 0 { parts.append("\(Self.counted(known, "row")) known") }
    if badRowCount > 0 { parts.append("\(Self.counted(badRowCount, "bad row")) left out") }
    if !skipped.isEmpty { parts.append("\(Self.counted(skipped.count, "file")) skipped") }
    return text + ": " + parts.joined(separator: ", ")
  }

  /// What was wrong, a sentence for each of the first few rows and files.
  package var complaints: [String] {
    let shown = badRows.prefix(5).map(\.sentence) + skipped.prefix(5)
    let more = badRowCount + skipped.count - shown.count
    return more > 0 ? shown + ["\(more) more could not be used"] : shown
  }

  private static let order = ["instructions", "responses", "battles", "verdicts"]

  static func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }
}
