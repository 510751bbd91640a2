// Where texts are cut.

import SparCore
import SparDatasets
import Testing

@Suite("chunking")
struct ChunkerTests {
  private func chunks(_ text: String, size: Int, overlap: Int = 0, name: String = "a.txt") throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write(name, text)
    let rows = try folder.seeds(.init(size: size, overlap: overlap)).rows
    #expect(rows.map(\.seed.chunk) == Array(rows.indices))
    return rows.map(\.text)
  }

  @Test("paragraphs are kept whole and packed up to the size")
  func paragraphs() throws {
    #expect(try chunks("one\n\ntwo\n \nthree\n\n\nfour", size: 11) == ["one\n\ntwo", "three", "four"])
    #expect(try chunks("one\n\ntwo", size: 8) == ["one\n\ntwo"])
  }

  @Test("a long paragraph is cut after a sentence")
  func sentences() throws {
    #expect(
      try chunks("It rained. \"Stop!\" he said. They went home.", size: 30)
        == ["It rained. \"Stop!\" he said.", "They went home."])
  }

  @Test("a long sentence is cut between words, a long word anywhere")
  func words() throws {
    #expect(try chunks("alpha beta gamma", size: 11) == ["alpha beta", "gamma"])
    #expect(try chunks("alphabetagamma", size: 5) == ["alpha", "betag", "amma"])
  }

  @Test("characters are counted, not bytes, and none is cut in two")
  func characters() throws {
    #expect(try chunks("日本語日本語", size: 3) == ["日本語"])  // the second piece repeats the first
    #expect(try chunks("日本語。水火木。", size: 5) == ["日本語。", "水火木。"])
  }

  @Test("an overlap repeats the end of the chunk before, from a border on")
  func overlap() throws {
    #expect(
      try chunks("First one. Second one. Third one.", size: 24, overlap: 12)
        == ["First one. Second one.", "Second one. Third one."])
    #expect(try chunks("aaaa\n\nbbbb\n\ncccc", size: 10, overlap: 5) == ["aaaa\n\nbbbb", "bbbb\n\ncccc"])
  }

  @Test("chunks with overlap stay within the size and lose no word")
  func overlapBounds() throws {
    let words = (0..<400).map { "w\($0)\($0 % 7 == 0 ? "." : "")\($0 % 31 == 0 ? "\n\n" : " ")" }.joined()
    let pieces = try chunks(words, size: 90, overlap: 30)
    #expect(pieces.allSatisfy { $0.count <= 90 })
    let kept = Set(pieces.flatMap { $0.split(whereSeparator: \.isWhitespace) })
    #expect(kept == Set(words.split(whereSeparator: \.isWhitespace)))
    let repeats = zip(pieces, pieces.dropFirst()).count { before, after in
      after.split(whereSeparator: \.isWhitespace).first.map { before.contains($0) } ?? false
    }
    #expect(repeats > pieces.count / 2)
  }

  @Test("code is cut at blank lines, then at lines, and keeps its indentation")
  func code() throws {
    let source = "def a():\n    return 1\n\ndef b():\n    x = 2\n    return x\n"
    #expect(
      try chunks(source, size: 36, name: "a.py") == ["def a():\n    return 1", "def b():\n    x = 2\n    return x"])
    #expect(
      try chunks(source, size: 22, name: "a.py")
        == ["def a():\n    return 1", "def b():\n    x = 2", "    return x"])
  }

  private func seeds(_ text: String, size: Int, overlap: Int = 0, name: String) throws -> [Seed] {
    let folder = try TemporaryFolder()
    try folder.write(name, text)
    return try folder.seeds(.init(size: size, overlap: overlap)).rows.map(\.seed)
  }

  @Test("Markdown is cut between sections first, and each seed has the headings that lead to it")
  func sections() throws {
    let text = """
      # Manual

      About.

      ## Lamps

      Trim the wick.

      ### Oil

      Fill the lamp.

      Keep it dry.

      ## Bells
      Ring them.
      """
    let seeds = try seeds(text, size: 60, name: "a.md")
    #expect(
      seeds.map(\.text) == [
        "# Manual\n\nAbout.", "## Lamps\n\nTrim the wick.", "### Oil\n\nFill the lamp.\n\nKeep it dry.",
        "## Bells\nRing them.",
      ])
    #expect(seeds.map(\.title) == ["Manual", "Manual › Lamps", "Manual › Lamps › Oil", "Manual › Bells"])
    #expect(try self.seeds(text, size: 1000, name: "a.md").map(\.title) == ["Manual"])
  }

  @Test("a heading is not parted from what follows, and underlined ones count")
  func headings() throws {
    let text = "Guide\n=====\n\nWords of an introduction here.\n\nPart\n----\n\nMore words, and then some."
    let seeds = try seeds(text, size: 45, name: "a.md")
    #expect(
      seeds.map(\.text) == [
        "Guide\n=====\n\nWords of an introduction here.", "Part\n----\n\nMore words, and then some.",
      ])
    #expect(seeds.map(\.title) == ["Guide", "Guide › Part"])
  }

  @Test("no heading is seen in fenced code, which is cut only where it must be")
  func fenced() throws {
    let text = "Text one.\n\n```\n# not a heading\n\nx = 1\n```\n\nText two is longer."
    #expect(
      try seeds(text, size: 40, name: "a.md").map(\.text)
        == ["Text one.", "```\n# not a heading\n\nx = 1\n```", "Text two is longer."])
  }

  @Test("nothing is repeated across a heading, and something is between paragraphs of a section")
  func overlapOfSections() throws {
    let text = "# A\n\nOne two.\n\nThree four.\n\n# B\n\nFive six.\n\nSeven eight."
    #expect(
      try seeds(text, size: 24, overlap: 11, name: "a.md").map(\.text)
        == ["# A\n\nOne two.", "One two.\n\nThree four.", "# B\n\nFive six.", "Five six.\n\nSeven eight."])
  }

  @Test("a seed knows its document and its bytes there")
  func place() throws {
    let text = "\n\nÄpfel are red.\n\nPears are green.\n\n"
    let seeds = try seeds(text, size: 20, name: "a.txt")
    #expect(seeds.map(\.document) == [ContentKey(hashing: text), ContentKey(hashing: text)])
    #expect(seeds.map(\.chunk) == [0, 1])
    for seed in seeds {
      let range = try #require(seed.start)..<(#require(seed.end))
      #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self) == seed.text)
    }
  }

  @Test("impossible settings are refused")
  func options() throws {
    for (options, reason) in [
      (SeedOptions(size: 0), "size must be above 0, not 0"),
      (SeedOptions(overlap: -1), "overlap must be 0 or more, not -1"),
      (SeedOptions(size: 10, overlap: 10), "overlap (10) must be below size (10)"),
    ] {
      #expect(throws: DatasetError.badOption(reason)) { try SeedReader(options: options).load(["/"]) }
    }
  }
}
