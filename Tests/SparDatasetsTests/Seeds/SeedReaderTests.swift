// Reading as a whole.

import SparCore
import SparDatasets
import Testing

@Suite("reading seeds")
struct SeedReaderTests {
  @Test("exact duplicates are dropped with a count, whatever the white space at their ends")
  func duplicates() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", "Same text.\n")
    try folder.write("b.md", "\n\nSame text.   ")
    try folder.write("c.txt", "Same text!")
    let (rows, report) = try folder.seeds()
    #expect(rows.map(\.origin) == ["a.txt", "c.txt"])
    #expect(report.duplicates == 1)
    #expect(report.summary == "3 files, 2 seeds, 1 duplicate dropped")
  }

  @Test("the same folder gives the same seeds")
  func deterministic() throws {
    let folder = try TemporaryFolder()
    for number in 0..<30 { try folder.write("d\(number % 3)/f\(number).txt", "Text \(number).") }
    #expect(try folder.seeds().rows.map(\.seed) == folder.seeds().rows.map(\.seed))
  }

  @Test("a cursor yields seeds one at a time and counts as it goes")
  func cursor() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.jsonl", "{\"text\":\"one\"}\n{\"text\":\"two\"}\n")
    var cursor = try SeedReader().open([folder.path])
    #expect(try cursor.next()?.text == "one")
    #expect(cursor.report.seeds == 1)
    #expect(try cursor.next()?.text == "two")
    #expect(try cursor.next() == nil)
    #expect(cursor.report.files == 1)
  }

  @Test("an empty folder, and one without anything readable, are errors that name it")
  func empty() throws {
    let folder = try TemporaryFolder()
    #expect(throws: DatasetError.noSeeds(paths: [folder.path], detail: "there are no files")) { try folder.seeds() }
    try folder.write("a.bin", [0, 1, 2])
    try folder.write("b.txt", "")
    let error = #expect(throws: DatasetError.self) { try folder.seeds() }
    #expect(error?.code == "seeds.empty")
    #expect(error?.message == "No seeds in \(folder.path): 2 files skipped (1 binary, 1 empty).")
  }

  @Test("several paths are read in their order")
  func order() throws {
    let folder = try TemporaryFolder()
    let a = try folder.write("a.txt", "a"), b = try folder.write("b.txt", "b")
    #expect(try SeedReader().load([b, a]).seeds.map(\.text) == ["b", "a"])
  }
}
