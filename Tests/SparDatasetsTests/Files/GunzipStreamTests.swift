// Compressed files, whole, broken and malicious. The bytes were made by gzip.

import SparCore
import SparDatasets
import Testing

@Suite("gzip")
struct GunzipStreamTests {
  static let hello = [UInt8](hex: "1f8b08000000000002ffcb48cdc9c9e7020020303a3606000000")
  static let world = [UInt8](hex: "1f8b08000000000002ff2bcf2fca49e10200a86138dd06000000")

  @Test("a compressed file is read by the extension under .gz")
  func plain() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.py.gz", Self.hello)
    let row = try #require(try folder.seeds().rows.first)
    #expect(row.text == "hello")
    #expect(row.seed.language == "python")
    #expect(row.origin == "a.py.gz")
  }

  @Test("members follow each other, and padding after them is ignored")
  func members() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt.gz", Self.hello + Self.world + [0, 0, 0])
    #expect(try folder.seeds().rows.map(\.text) == ["hello\nworld"])
  }

  @Test("a file that breaks off is skipped as damaged", arguments: [5, 12, 20, 25])
  func truncated(length: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt.gz", Array(Self.hello.prefix(length)))
    try folder.write("b.txt", "fine")
    let (rows, report) = try folder.seeds()
    #expect(rows.map(\.text) == ["fine"])
    #expect(report.skipped.map(\.reason) == [.damaged])
    #expect(report.skipped.first?.detail == "the compressed data breaks off")
  }

  @Test("a file that is no gzip, or has a wrong checksum, is damaged")
  func damaged() throws {
    let folder = try TemporaryFolder()
    var wrong = Self.hello
    wrong[18] ^= 1
    try folder.write("a.txt.gz", wrong)
    try folder.write("b.txt.gz", "plain text")
    try folder.write("c.txt", "fine")
    #expect(try folder.seeds().report.skipped.map(\.detail) == ["incorrect data check", "incorrect header check"])
  }

  @Test("what inflates beyond the limit is skipped as too large")
  func bomb() throws {
    let folder = try TemporaryFolder()
    // 100,000 times "x" in 132 bytes.
    try folder.write("a.txt.gz", Self.bomb)
    try folder.write("b.txt", "fine")
    #expect(try folder.seeds(.init(largestFile: 99_999)).report.skipped.map(\.reason) == [.tooLarge])
    #expect(try folder.seeds(.init(size: 200_000, largestFile: 100_000)).report.skipped.isEmpty)
  }

  static let bomb =
    [UInt8](hex: "1f8b08000000000002ffedc13101000000c2a0da8b6f0d0fa0") + Array(repeating: 0, count: 96)
    + [UInt8](hex: "805703711107fea0860100")
}
