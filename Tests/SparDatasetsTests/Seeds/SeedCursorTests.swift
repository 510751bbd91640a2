// Reading by steps: files for scripts, and how far it has come.

import SparCore
@testable import SparDatasets
import Testing

@Suite("a cursor over seeds")
struct SeedCursorTests {
  @Test("files with a script's extension are handed out in their turn; what it makes of them becomes seeds")
  func scriptFiles() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", "first")
    try folder.write("b.RCP", [0x63, 0x61, 0x66, 0xE9])
    try folder.write("c.txt", "last")
    var options = SeedOptions(size: 12)
    options.scriptExtensions = ["rcp"]
    var cursor = try SeedReader(options: options).open([folder.path])
    var texts: [String] = []
    steps: while true {
      switch try cursor.step() {
      case .seed(let seed): texts.append(seed.text)
      case .file(let file):
        #expect(String(decoding: file.bytes, as: UTF8.self) == "café")
        let document = ScriptDocument(text: "One two.\n\nThree four.", type: "recipe", licence: "MIT")
        let seeds = cursor.take(document, of: file)
        #expect(seeds.map(\.chunk) == [0, 1])
        #expect(seeds.allSatisfy { $0.type == "recipe" && $0.licence == "MIT" && $0.origin == file.path })
        texts += seeds.map(\.text)
        cursor.close(file, documents: 1)
      case .moved: continue
      case .end: break steps
      }
    }
    #expect(texts == ["first", "One two.", "Three four.", "last"])
    #expect(cursor.report.files == 3)
    #expect(cursor.report.convertedFiles == 1)
  }

  @Test("a file that is no text reaches a script's reader as it is; a reader that fails is a skip with its sentence")
  func failure() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.sav", [0, 1, 2, 0, 255])
    var options = SeedOptions()
    options.scriptExtensions = ["sav"]
    var cursor = try SeedReader(options: options).open([folder.path])
    guard case .file(let file) = try cursor.step() else {
      Issue.record("no file")
      return
    }
    #expect(file.bytes == [0, 1, 2, 0, 255])
    cursor.close(file, documents: 0, problem: "games: no header")
    let error = #expect(throws: DatasetError.self) { try cursor.step() }
    #expect(
      error?.message == "No seeds in \(folder.path): \(file.path) is skipped as reader failed (games: no header).")
  }

  @Test("a text that one document has twice is one seed; two documents with one text are two for the store to tell")
  func repeats() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", "Same text here.\n\nSame text here.\n\nAnother text.")
    try folder.write("b.txt", "Same text here.")
    var cursor = try SeedReader(options: SeedOptions(size: 16)).open([folder.path])
    var texts: [String] = []
    while let seed = try cursor.next() { texts.append(seed.text) }
    #expect(texts == ["Same text here.", "Another text.", "Same text here."])
    #expect(cursor.report.duplicates == 1)
  }

  @Test("bytes are counted as they lie on the disk, all that are read of all that there are")
  func bytes() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", String(repeating: "word ", count: 1000))
    try folder.write("b/c.jsonl", "{\"text\": \"row\"}\n")
    let reader = SeedReader()
    #expect(reader.size(of: [folder.path]) == 5016)
    #expect(reader.size(of: ["/nowhere"]) == 0)
    var cursor = try reader.open([folder.path])
    #expect(cursor.bytesRead == 0)
    while try cursor.next() != nil {}
    #expect(cursor.bytesRead == 5016)
  }

  @Test("what the store knows is told in the summary")
  func summary() {
    var report = SeedReport()
    (report.files, report.seeds) = (2, 9)
    report.settle(known: 5, duplicates: 3)
    #expect(report.summary == "2 files, 6 seeds (1 new, 5 known), 3 duplicates dropped")
  }
}
