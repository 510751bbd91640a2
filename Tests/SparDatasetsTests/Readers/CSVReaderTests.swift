// Tables: columns of texts, and tables as they are.

import SparCore
import SparDatasets
import Testing

@Suite("CSV and TSV")
struct CSVReaderTests {
  private func read(
    _ text: String, name: String = "a.csv", field: String? = nil, size: Int = 4000
  ) throws -> (rows: [SeedRow], report: SeedReport) {
    let folder = try TemporaryFolder()
    try folder.write(name, text)
    return try folder.seeds(.init(size: size, field: field))
  }

  /// The examples of RFC 4180, section 2.
  @Test("cells in quotes hold separators, line ends and quotes")
  func quotes() throws {
    let text = "title,text\r\n\"aaa\",\"b\r\nbb, \"\"quoted\"\"\"\r\nzzz,\"yyy\"\r\n"
    let (rows, _) = try read(text)
    #expect(rows.map(\.text) == ["b\nbb, \"quoted\"", "yyy"])
    #expect(rows.map(\.seed.title) == ["aaa", "zzz"])
    #expect(rows.map(\.origin) == ["a.csv:2", "a.csv:4"])
  }

  @Test("a column is chosen by name, and the licence of a row is kept")
  func column() throws {
    let text = "id;story;licence\n1;Once upon a time;CC0\n2;;MIT\n3\n4;The end;\n"
    let (rows, report) = try read(text, field: "story")
    #expect(rows.map(\.text) == ["Once upon a time", "The end"])
    #expect(rows.map(\.seed.licence) == ["CC0", nil])
    #expect(report.badRows.map(\.line) == [3, 4])
    #expect(
      report.badRows.map(\.reason) == ["the text is empty", "1 cells, and the text is in cell 2"])
    let error = #expect(throws: DatasetError.self) { try read(text, field: "poem") }
    #expect(error?.message.contains("no column poem, only id, story, licence") == true)
  }

  @Test("a table without a column of texts is cut between rows, with its head before each piece")
  func table() throws {
    let text = "year,sum\n1901,\"a\nb\"\n1902,12\n\n1903,13\n"
    let (rows, _) = try read(text, size: 25)
    #expect(rows.map(\.text) == ["year,sum\n1901,\"a\nb\"", "year,sum\n1902,12\n1903,13"])
    #expect(rows.map(\.seed.type) == ["table", "table"])
    #expect(rows.map(\.origin) == ["a.csv", "a.csv"])
    #expect(try read(text).rows.map(\.text) == ["year,sum\n1901,\"a\nb\"\n1902,12\n1903,13"])
  }

  @Test("tabs separate by extension, UTF-16 is converted, an odd byte is Windows-1252")
  func encodings() throws {
    #expect(
      try read("n\ttext\n1\tone, and two\n", name: "a.tsv").rows.map(\.text) == ["one, and two"])
    let folder = try TemporaryFolder()
    let wide = "\u{FEFF}text\r\nZürich\r\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    try folder.write("a.csv", wide)
    try folder.write("b.csv", Array("text\ncaf".utf8) + [0xE9, 0x0A])
    try folder.write("c.csv", [0xEF, 0xBB, 0xBF] + Array("text\nplain".utf8))
    #expect(try folder.seeds().rows.map(\.text) == ["Zürich", "café", "plain"])
  }

  @Test(
    "a quote that never closes ends at the limit, an empty file is empty, a head alone has no rows")
  func broken() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "text\n\"" + String(repeating: "x", count: 5000))
    try folder.write("b.csv", "")
    try folder.write("c.csv", "year,sum\n")
    try folder.write("d.txt", "fine")
    let report = try folder.seeds(.init(largestFile: 1000)).report
    #expect(report.skipped.map(\.reason) == [.tooLarge, .empty, .noRows])
  }

  @Test("a large table comes in parts, each with the head and its line")
  func parts() throws {
    let row = String(repeating: "x", count: 999)
    let text = "year,sum\n" + (0..<9000).map { "\($0),\(row)\n" }.joined()
    let (rows, _) = try read(text, size: 10_000_000)
    #expect(rows.count == 3)
    #expect(rows.allSatisfy { $0.text.hasPrefix("year,sum\n") })
    #expect(rows.reduce(0) { $0 + $1.text.split(separator: "\n").count - 1 } == 9000)
    #expect(rows[0].origin == "a.csv" && rows[1].origin.hasPrefix("a.csv:"))
    #expect(Set(rows.map(\.seed.document)).count == 3)
  }
}
