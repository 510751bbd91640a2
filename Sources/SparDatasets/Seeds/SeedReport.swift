// What was read, and what was not.

package struct SeedReport: Sendable, Equatable {
  package struct SkippedFile: Sendable, Equatable {
    package let path: String
    package let reason: SkipReason
    /// What more is known; may be empty.
    package let detail: String
  }

  package struct BadRow: Sendable, Equatable {
    package let path: String
    /// From 1.
    package let line: Int
    package let reason: String
  }

  /// Files that gave at least one document.
  package internal(set) var files = 0
  package internal(set) var seeds = 0
  /// How many of the seeds were stored before; 0 where nobody has looked.
  package internal(set) var known = 0
  /// Seeds left out because the same one had been read before.
  package internal(set) var duplicates = 0
  /// Characters that could not be read and stand as U+FFFD.
  package internal(set) var replacedCharacters = 0
  /// Files that were not UTF-8: UTF-16 or Windows-1252.
  package internal(set) var convertedFiles = 0
  package internal(set) var badRowCount = 0
  /// The first few of each file.
  package internal(set) var badRows: [BadRow] = []
  package internal(set) var skipped: [SkippedFile] = []

  /// How many files were skipped for each reason that occurred, most frequent first.
  package var skippedCounts: [(reason: SkipReason, count: Int)] {
    SkipReason.allCases.map { reason in (reason, skipped.count { $0.reason == reason }) }
      .filter { $0.1 > 0 }
      .sorted { ($1.1, $0.0.rawValue) < ($0.1, $1.0.rawValue) }
  }

  /// One line for a terminal: `12 files, 30 seeds, 2 duplicates dropped, 3 files skipped (2 binary, 1 empty)`.
  package var summary: String {
    var parts = [Self.counted(files, "file"), Self.counted(seeds, "seed")]
    if known > 0 { parts[1] += " (\(seeds - known) new, \(known) known)" }
    if duplicates > 0 { parts.append("\(Self.counted(duplicates, "duplicate")) dropped") }
    if convertedFiles > 0 { parts.append("\(Self.counted(convertedFiles, "file")) converted to UTF-8") }
    if replacedCharacters > 0 { parts.append("\(Self.counted(replacedCharacters, "unreadable character")) replaced") }
    if badRowCount > 0 { parts.append("\(Self.counted(badRowCount, "bad row")) left out") }
    if !skipped.isEmpty { parts.append("\(Self.counted(skipped.count, "file")) skipped (\(reasons))") }
    return ([parts.joined(separator: ", ")] + missingTools).joined(separator: "; ")
  }

  /// What to install, each sentence once: `PDF needs pdftotext: install poppler-utils`.
  private var missingTools: [String] { Set(skipped.filter { $0.reason == .noTool }.map(\.detail)).sorted() }

  /// `2 binary, 1 empty`
  var reasons: String { skippedCounts.map { "\($0.count) \($0.reason.rawValue)" }.joined(separator: ", ") }

  /// Why there is nothing: the file's own reason where there is just one.
  var emptiness: String {
    guard let first = skipped.first else { return "there are no files" }
    guard skipped.count == 1 else { return "\(skipped.count) files skipped (\(reasons))" }
    return "\(first.path) is skipped as \(first.reason.rawValue)" + (first.detail.isEmpty ? "" : " (\(first.detail))")
  }

  /// Takes note of what the store knows: of the seeds that were read, which are the same.
  package mutating func settle(known: Int, duplicates: Int) {
    self.known += known
    self.duplicates += duplicates
    seeds -= duplicates
  }

  mutating func skip(_ path: String, _ skip: Skip) {
    skipped.append(SkippedFile(path: path, reason: skip.reason, detail: skip.detail))
  }

  mutating func add(_ tally: ReadTally, of path: String) {
    replacedCharacters += tally.replacedCharacters
    if tally.isConverted { convertedFiles += 1 }
    badRowCount += tally.badRowCount
    badRows += tally.badRows.map { BadRow(path: path, line: $0.line, reason: $0.reason) }
  }

  private static func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }
}
