// Rows of JSON Lines.

import SparCore
import SparDatasets
import Testing

@Suite("JSONL")
struct JSONLReaderTests {
  @Test("each row is a document with its line in the origin")
  func rows() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.jsonl", "{\"text\":\"one\",\"title\":\"T\"}\n\n{\"body\":\"three\"}\n\"four\"")
    let rows = try folder.seeds().rows
    #expect(rows.map(\.text) == ["one", "three", "four"])
    #expect(rows.map(\.origin) == ["a.jsonl:1", "a.jsonl:3", "a.jsonl:4"])
    #expect(rows.map(\.seed.title) == ["T", nil, nil])
  }

  @Test("lines end at \\n only")
  func separators() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.jsonl", "{\"text\":\"one\u{2028}two\u{85}three\"}\r\n{\"text\":\"four\"}\r\n")
    #expect(try folder.seeds().rows.map(\.text) == ["one\u{2028}two\u{85}three", "four"])
  }

  @Test("a bad row is left out, with its line and the reason")
  func badRows() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "a.jsonl", "{\"text\":\"one\"}\n{\"text\":\n{\"txt\":1}\n{\"text\":5}\n{\"text\":\" \"}\n[1]\n{\"text\":NaN}")
    let (rows, report) = try folder.seeds()
    #expect(rows.map(\.text) == ["one"])
    #expect(report.badRowCount == 6)
    #expect(report.badRows.map(\.line) == [2, 3, 4, 5, 6, 7])
    #expect(report.badRows.allSatisfy { $0.path == path })
    #expect(report.badRows[1].reason == "no field text, content, body, only txt")
    #expect(report.badRows[3].reason == "the text is empty")
    #expect(report.summary == "1 file, 1 seed, 6 bad rows left out")
  }

  @Test("a named field is taken, and only that")
  func field() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.jsonl", "{\"text\":\"no\",\"passage\":\"yes\"}\n{\"text\":\"no\"}")
    let (rows, report) = try folder.seeds(.init(field: "passage"))
    #expect(rows.map(\.text) == ["yes"])
    #expect(report.badRows.first?.reason == "no field passage, only text")
  }

  @Test("a file of bad rows only is skipped, and alone it is an error that shows the first")
  func allBad() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.jsonl", "{\"a\":1}\n{\"b\":2}\n")
    let detail =
      "\(path) is skipped as no usable rows (2 bad, the first in line 1: no field text, content, body, only a)"
    #expect(throws: DatasetError.noSeeds(paths: [folder.path], detail: detail)) { try folder.seeds() }
  }

  @Test("rows of a compressed file that breaks off are kept up to the break")
  func truncated() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.jsonl.gz", Array(Self.compressed.dropLast(8)))
    let (rows, report) = try folder.seeds()
    #expect(rows.map(\.text) == ["one", "two"])
    #expect(report.files == 1)
    #expect(report.skipped.map(\.detail) == ["the compressed data breaks off, after line 2"])
  }

  /// `{"text":"one"}` and `{"text":"two"}`, each with its \n.
  static let compressed = [UInt8](
    hex: "1f8b08000000000002ffab562a49ad2851b252cacf4b55aae5aa86714bcaf3815c00fb0e50cb1e000000")

  @Test("a row that is longer than a block of the file is read whole")
  func longRow() throws {
    let folder = try TemporaryFolder()
    let text = String(repeating: "word ", count: 200_000)
    try folder.write("a.jsonl", "{\"text\":\"\(text)\"}\n{\"text\":\"next\"}\n")
    let rows = try folder.seeds(.init(size: 2_000_000)).rows
    #expect(rows.map(\.text.utf8.count) == [999_999, 4])
    #expect(throws: DatasetError.self) { try folder.seeds(.init(largestFile: 1000)) }
  }
}
