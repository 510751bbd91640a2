// Front matter and titles.

import SparCore
import SparDatasets
import Testing

@Suite("Markdown")
struct MarkdownReaderTests {
  private func document(_ markdown: String) throws -> (text: String, title: String?) {
    let folder = try TemporaryFolder()
    try folder.write("a.md", markdown)
    let row = try #require(try folder.seeds().rows.first)
    return (row.text, row.seed.title)
  }

  @Test("front matter goes, the first heading is the title")
  func frontMatter() throws {
    let (text, title) = try document("---\ntitle: Other\ntags: [a]\n---\n\nIntro.\n\n## The Orchard ##\n\nText.\n")
    #expect(text == "Intro.\n\n## The Orchard ##\n\nText.")
    #expect(title == "The Orchard")
  }

  @Test(
    "without a heading, the front matter's title serves",
    arguments: ["---\ntitle: \"Bees\"\n---\n", "+++\ntitle = 'Bees'\n+++\n"])
  func frontMatterTitle(front: String) throws {
    let (text, title) = try document(front + "No heading.")
    #expect(text == "No heading.")
    #expect(title == "Bees")
  }

  @Test("an underlined heading counts, a comment in fenced code does not")
  func headings() throws {
    #expect(try document("```\n# not a title\n```\n\nThe Ferry\n=========\n").title == "The Ferry")
    #expect(try document("#hashtag\n\nplain").title == nil)
  }

  @Test("a piece of tags alone is no seed; one with a sign that only looks like a tag is")
  func tagsAlone() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.md", "<a id=\"7.4\"></a>\n<!-- 7.4 -->\n")
    try folder.write("b.md", "<- 5 > 3")
    try folder.write("c.md", "<b>Fixed</b>")
    #expect(try folder.seeds().rows.map(\.text) == ["<- 5 > 3", "<b>Fixed</b>"])
  }

  @Test("a rule at the start that never closes is text")
  func rule() throws {
    #expect(try document("---\nstill text").text == "---\nstill text")
  }
}
