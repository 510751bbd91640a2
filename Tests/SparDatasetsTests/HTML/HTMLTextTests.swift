// What is left of a web page.

import SparCore
import SparDatasets
import Testing

@Suite("HTML")
struct HTMLTextTests {
  private func page(_ html: String) throws -> (text: String, title: String?) {
    let folder = try TemporaryFolder()
    try folder.write("a.html", html)
    let row = try #require(try folder.seeds().rows.first)
    return (row.text, row.seed.title)
  }

  @Test("scripts, styles, navigation and comments go, blocks become paragraphs")
  func page() throws {
    let (text, title) = try page(
      """
      <!DOCTYPE html><html><head><title>The  Lighthouse
      Keeper</title><style>p { color: red }</style></head><body>
      <nav><ul><li><a href="/">Home</a></li></ul></nav>
      <!-- a > comment -- with <p>tags</p> -->
      <h1>Keeper</h1><p>She lit the <b>lamp</b>
      at dusk.</p><script>if (a < b) document.write("<p>no</p>")</script>
      <ul><li>oil<li>wick</ul><p>End<br>of day</p></body></html>
      """)
    #expect(title == "The Lighthouse Keeper")
    #expect(text == "# Keeper\n\nShe lit the lamp at dusk.\n\n- oil\n- wick\n\nEnd\nof day")
  }

  @Test("character references are resolved, and what is none stays")
  func entities() throws {
    let (text, _) = try page(
      "<p>Tom &amp; Ann &lt;3 &eacute;&#233;&#xE9; &#147;hi&#148; &euro;5&nbsp;&hellip; AT&T &bogus; &copy; 2020</p>")
    #expect(text == "Tom & Ann <3 ééé “hi” €5 … AT&T &bogus; © 2020")
  }

  @Test("preformatted text keeps its lines and its indentation, between fences of its own")
  func preformatted() throws {
    #expect(
      try page("<p>Run:</p><pre>\nif x:\n\n    y()  <b>z</b>\n</pre><p>Done.</p>").text
        == "Run:\n\n```\nif x:\n\n    y()  z\n```\n\nDone.")
    #expect(try page("<pre>a\n```\nb</pre>").text == "````\na\n```\nb\n````")
  }

  @Test("a table of data keeps its rows and columns")
  func table() throws {
    #expect(
      try page("<table><tr><th>Year<th>Sum</tr><tr><td>1901</td><td>a|b</td></tr><tr><td>1902</table>").text
        == "| Year | Sum |\n| --- | --- |\n| 1901 | a\\|b |\n| 1902 |  |")
  }

  @Test("a table that only arranges the page is read cell by cell")
  func layoutTable() throws {
    let html = "<table><tr><td>Left<td><h2>Right</h2><p>One.</p><table><tr><td>in</td></tr></table></td></tr></table>"
    #expect(try page(html).text == "Left\n\n## Right\n\nOne.\n\nin")
  }

  @Test("lists keep their numbers and their nesting, quotations their marks")
  func lists() throws {
    let html = """
      <ol><li>one<li>two<ul><li>a</li><li>b</li></ul></li><li><p>three</p><p>more</p></ol>
      <dl><dt>term</dt><dd>meaning</dd></dl><blockquote><p>said</p><p>again</p></blockquote>
      """
    #expect(
      try page(html).text
        == "1. one\n2. two\n   - a\n   - b\n3. three\n\n   more\n\nterm\n: meaning\n\n> said\n\n> again")
  }

  @Test("without a title, the first heading is one")
  func heading() throws {
    #expect(try page("<h1>The <em>Mill</em></h1><p>Text</p><h1>Other</h1>").title == "The Mill")
  }

  @Test(
    "broken markup loses no text",
    arguments: [
      ("<p>a < b and c > d</p>", "a < b and c > d"), ("<p>open <b", "open"), ("<p title=\"x>y\">quoted</p>", "quoted"),
      ("<p don't>slip</p>", "slip"), ("<div><p>unclosed <i>tags", "unclosed tags"), ("1 <3 2", "1 <3 2"),
      ("<head><title>T</title><body>no end of head", "no end of head"),
      ("<?xml version=\"1.0\"?><p>xhtml</p>", "xhtml"),
      ("</p></b>text</table>", "text"),
    ])
  func broken(html: String, expected: String) throws {
    #expect(try page(html).text == expected)
  }

  @Test("a page without an extension is known by its first bytes")
  func sniffed() throws {
    let folder = try TemporaryFolder()
    try folder.write("page", "\n<!doctype HTML><p>Found</p>")
    #expect(try folder.seeds().rows.map(\.text) == ["Found"])
  }
}
