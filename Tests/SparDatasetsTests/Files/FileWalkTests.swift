// Which files are found, and in which order.

import SparCore
import SparDatasets
import Testing

@Suite("finding files")
struct FileWalkTests {
  @Test("folders are walked in byte order, hidden entries left out")
  func order() throws {
    let folder = try TemporaryFolder()
    for name in ["b.txt", "a/z.txt", "a/B.txt", ".hidden.txt", ".git/config.txt", "C.txt"] {
      try folder.write(name, name)
    }
    #expect(try folder.seeds().rows.map(\.origin) == ["C.txt", "a/B.txt", "a/z.txt", "b.txt"])
  }

  @Test("a hidden file that is named is read")
  func hidden() throws {
    let folder = try TemporaryFolder()
    try folder.write(".note.txt", "hidden")
    #expect(try folder.seeds(in: ".note.txt").rows.map(\.text) == ["hidden"])
  }

  @Test("a loop of links ends, and a file reached twice is read once")
  func links() throws {
    let folder = try TemporaryFolder()
    try folder.write("docs/one.txt", "one")
    try folder.link("docs/up", to: folder.path)
    try folder.link("docs/same.txt", to: "one.txt")
    try folder.link("docs/gone.txt", to: "nowhere")
    let (rows, report) = try folder.seeds()
    #expect(rows.map(\.origin) == ["docs/one.txt"])
    #expect(report.skippedCounts.map(\.reason.rawValue) == ["repeated", "unreadable"])
  }

  @Test("a pattern matches within names, and ** through folders")
  func globs() throws {
    let folder = try TemporaryFolder()
    for name in ["a.md", "b.txt", "sub/c.md", "sub/deep/d.md", "sub/.e.md"] { try folder.write(name, name) }
    #expect(try folder.seeds(in: "*.md").rows.map(\.origin) == ["a.md"])
    #expect(try folder.seeds(in: "**/*.md").rows.map(\.origin) == ["a.md", "sub/c.md", "sub/deep/d.md"])
    #expect(try folder.seeds(in: "*/[cx].md").rows.map(\.origin) == ["sub/c.md"])
    #expect(try folder.seeds(in: "s?b").rows.map(\.origin) == ["sub/c.md", "sub/deep/d.md"])
  }

  @Test("a file whose name looks like a pattern is read as itself")
  func literal() throws {
    let folder = try TemporaryFolder()
    try folder.write("a[1].txt", "literal")
    #expect(try folder.seeds(in: "a[1].txt").rows.map(\.text) == ["literal"])
  }

  @Test("what is not there is named")
  func notFound() throws {
    let reader = SeedReader()
    #expect(throws: DatasetError.noPath) { try reader.load([]) }
    #expect(throws: DatasetError.notFound("/nowhere/at/all")) { try reader.load(["/nowhere/at/all"]) }
    #expect(throws: DatasetError.noMatch("/nowhere/*.md")) { try reader.load(["/nowhere/*.md"]) }
    #expect(DatasetError.notFound("x").code == "seeds.not_found")
  }
}
