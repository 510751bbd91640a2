// xz and Zstandard, whole, broken and malicious. The bytes were made by xz and zstd.

import SparCore
import SparDatasets
import Testing

@Suite("compression")
struct CompressionTests {
  static let files: [(name: String, hello: [UInt8], world: [UInt8])] = [
    (
      "a.txt.xz",
      [UInt8](
        hex: "fd377a585a000004e6d6b4460200210116000000742fe5a301000568656c6c6f0a000000a56097f194f6fde000011e06c12fa41d"
          + "1fb6f37d010000000004595a"),
      [UInt8](
        hex: "fd377a585a000004e6d6b4460200210116000000742fe5a3010005776f726c640a000000625c62f9cf1861c000011e06c12fa41d"
          + "1fb6f37d010000000004595a")
    ),
    (
      "a.txt.zst", [UInt8](hex: "28b52ffd045831000068656c6c6f0a5388bd91"),
      [UInt8](hex: "28b52ffd0458310000776f726c640aaa6e569f")
    ),
  ]

  @Test("streams that follow each other are one text", arguments: files)
  func whole(name: String, hello: [UInt8], world: [UInt8]) throws {
    let folder = try TemporaryFolder()
    try folder.write(name, hello + world)
    #expect(try folder.seeds().rows.map(\.text) == ["hello\nworld"])
  }

  @Test("an .lzma file is read too")
  func lzma() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "a.py.lzma", [UInt8](hex: "5d00008000ffffffffffffffff00341949ee8ddd3d3adfffffdd120000"))
    #expect(try folder.seeds().rows.map(\.seed.language) == ["python"])
  }

  @Test("a file that breaks off is skipped as damaged, wherever it does", arguments: files)
  func truncated(name: String, hello: [UInt8], world: [UInt8]) throws {
    for length in 4..<hello.count {
      let folder = try TemporaryFolder()
      try folder.write(name, Array(hello.prefix(length)))
      try folder.write("b.txt", "fine")
      let (rows, report) = try folder.seeds()
      #expect(rows.map(\.text) == ["fine"])
      #expect(report.skipped.map(\.reason) == [.damaged])
      #expect(report.skipped.first?.detail == "the compressed data breaks off", "at \(length)")
    }
  }

  @Test("corrupt data, and data of another kind, are damaged", arguments: files)
  func damaged(name: String, hello: [UInt8], world: [UInt8]) throws {
    let folder = try TemporaryFolder()
    var wrong = hello
    wrong[wrong.count - 3] ^= 1
    try folder.write(name, wrong)
    try folder.write("b" + name.dropFirst(), "plain text, long enough for any header")
    try folder.write("c.txt", "fine")
    let (rows, report) = try folder.seeds()
    #expect(rows.map(\.text) == ["fine"])
    #expect(report.skipped.map(\.reason) == [.damaged, .damaged])
    #expect(report.skipped.allSatisfy { !$0.detail.isEmpty })
  }

  @Test(
    "what unpacks beyond the limit is skipped as too large",
    arguments: [
      (
        "a.txt.xz",
        "fd377a585a000004e6d6b4460200210116000000742fe5a3e1869f00535d003c6ffbbffea3b15ee5f83fb2aa2655f868704170150f8d"
          + "fd1e4c1b8a42b719f4691871ae66238a8a4d2fa30dd97fa6e38c231153e05918c5758ae277f8b6947f0c6ac0de744964e2e95c53"
          + "b204d6b1f5970000000096ccb3074b12de5500016fa08d06000090e46e51b1c467fb020000000004595a"
      ), ("a.txt.zst", "28b52ffd045855000010787801009b8639c0025b345b02"),
    ])
  func bomb(name: String, hex: String) throws {
    let folder = try TemporaryFolder()
    // 100,000 times "x".
    try folder.write(name, [UInt8](hex: hex))
    try folder.write("b.txt", "fine")
    #expect(try folder.seeds(.init(largestFile: 99_999)).report.skipped.map(\.reason) == [.tooLarge])
    #expect(try folder.seeds(.init(size: 200_000, largestFile: 100_000)).report.skipped.isEmpty)
  }
}
