// What a seed format is: it opens a file and yields documents.

/// One kind of file. To add one: `<Name>Reader.swift` in this folder, and a line in `ReaderList.swift`.
protocol DocumentReader: Sendable {
  /// How a report calls it: `markdown`.
  var name: String { get }
  /// In lower case, without the dot.
  var extensions: Set<String> { get }

  func open(_ file: SeedFile, options: SeedOptions) throws(Skip) -> any DocumentStream
}

/// The documents of one file, one at a time.
protocol DocumentStream {
  mutating func next() throws(Skip) -> Document?
  /// What happened so far.
  var tally: ReadTally { get }
}

/// A document before it is cut into seeds.
struct Document {
  var type = "text"
  /// Valid UTF-8.
  var text: [UInt8]
  var language: String?
  var title: String?
  var licence: String?
  /// How it is cut; `nil` for what its type says: code as code, anything else as prose.
  var layout: Layout?
  /// The line of its file, from 1, where a file holds many documents.
  var line: Int?
}

/// What the reading of a file lost or changed.
struct ReadTally: Sendable, Equatable {
  var replacedCharacters = 0
  var isConverted = false
  /// Rows that could not be used: their line, from 1, and why. Only the first few are kept.
  private(set) var badRows: [(line: Int, reason: String)] = []
  private(set) var badRowCount = 0

  /// Why a file without a single usable row is skipped.
  var noRows: Skip {
    guard let first = badRows.first else { return Skip(.empty) }
    return Skip(.noRows, "\(badRowCount) bad, the first in line \(first.line): \(first.reason)")
  }

  mutating func add(_ text: DecodedText) {
    replacedCharacters += text.replaced
    isConverted = isConverted || text.isConverted
  }

  mutating func forgetBadRows() { (badRows, badRowCount) = ([], 0) }

  mutating func addBadRow(line: Int, reason: String) {
    badRowCount += 1
    if badRows.count < 20 { badRows.append((line, reason)) }
  }

  static func == (left: ReadTally, right: ReadTally) -> Bool {
    left.replacedCharacters == right.replacedCharacters && left.isConverted == right.isConverted
      && left.badRowCount == right.badRowCount
  }
}
