// Files that are one JSON value, and descriptions of APIs.

import SparCore
import SparDatasets
import Testing

@Suite("JSON and YAML")
struct JSONReaderTests {
  private func seeds(_ name: String, _ text: String, field: String? = nil, size: Int = 4000) throws
    -> [Seed]
  {
    let folder = try TemporaryFolder()
    try folder.write(name, text)
    return try folder.seeds(.init(size: size, field: field)).rows.map(\.seed)
  }

  @Test("an array of objects with texts is a document for each, a bad one left out with its place")
  func rows() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "a.json", #"[{"text": "one", "license": "MIT"}, {"no": 1}, {"body": "two", "title": "T"}]"#)
    let (rows, report) = try folder.seeds()
    #expect(rows.map(\.text) == ["one", "two"])
    #expect(rows.map(\.origin) == ["a.json:1", "a.json:3"])
    #expect(rows.map(\.seed.licence) == ["MIT", nil])
    #expect(report.badRows.map(\.line) == [2])
  }

  @Test("one object gives its text; with a field, only that counts")
  func object() throws {
    #expect(try seeds("a.json", #"{"content": "all of it"}"#).map(\.text) == ["all of it"])
    #expect(
      try seeds("a.json", #"{"text": "no", "story": "yes"}"#, field: "story").map(\.text) == ["yes"]
    )
    #expect(throws: DatasetError.self) { try seeds("a.json", #"[{"text": "no"}]"#, field: "story") }
  }

  @Test(
    "a row that names a programming language is code, and one that names a natural language is text"
  )
  func languages() throws {
    let rows = #"""
      {"content": "print(1)", "language": "Python", "max_stars_repo_licenses": ["MIT", "ISC"]}
      {"text": "Bonjour", "language": "fr"}
      """#
    let seeds = try seeds("a.jsonl", rows)
    #expect(seeds.map(\.type) == ["code", "text"])
    #expect(seeds.map(\.language) == ["python", nil])
    #expect(seeds[0].licence == "MIT, ISC")
  }

  @Test("records without a text are a table, cut between them; other data is code")
  func data() throws {
    let table = try seeds(
      "a.json", #"[{"a": 1, "b": "x"}, {"a": 2, "b": "y"}, {"a": 3, "b": "z"}]"#, size: 32)
    #expect(table.map(\.type) == ["table", "table"])
    #expect(
      table.map(\.text) == [
        "{\"a\":1,\"b\":\"x\"}\n{\"a\":2,\"b\":\"y\"}", "{\"a\":3,\"b\":\"z\"}",
      ])
    let settings = try seeds("a.json", #"{"name": "x", "on": true}"#)
    #expect(settings.map(\.type) == ["code"] && settings.map(\.language) == ["json"])
    #expect(try seeds("a.yml", "name: x\non: true\n").map(\.language) == ["yaml"])
  }

  @Test("what is no JSON is damaged, however deep it nests")
  func damaged() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.json", "{\"text\": ")
    try folder.write("b.json", String(repeating: "[", count: 500_000))
    try folder.write("c.txt", "fine")
    #expect(try folder.seeds().report.skipped.map(\.reason) == [.damaged, .damaged])
  }

  static let yaml = """
    # Lamps
    openapi: 3.0.1
    "info":
      title: Lamp Service
      license: {name: Apache 2.0}
    paths:
      /lamps:
        get: {responses: {"200": {description: All lamps}}}
    """

  @Test(
    "an API description is one seed with all of its text, its title and its licence",
    arguments: [
      ("a.yaml", yaml, "Lamp Service", "Apache 2.0"),
      (
        "a.json",
        #"{"swagger": "2.0", "info": {"title": "Bells", "license": {"name": "MIT"}}, "paths": {}}"#,
        "Bells",
        "MIT"
      ),
    ])
  func api(name: String, text: String, title: String, licence: String) throws {
    let seed = try #require(try seeds(name, text, size: 20).first)
    #expect(seed.type == "api")
    #expect(seed.text == text)
    #expect(seed.title == title && seed.licence == licence)
  }

  @Test("a description whose head multiplies itself by aliases is taken without its title")
  func aliases() throws {
    var lines = ["openapi: 3.0.0", "info:", "  a0: &a0 [x, x]"]
    for level in 1...40 { lines.append("  a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]") }
    lines.append("  ? *a40\n  : title")
    let seed = try #require(try seeds("a.yaml", lines.joined(separator: "\n")).first)
    #expect(seed.type == "api" && seed.title == nil)
  }
}
