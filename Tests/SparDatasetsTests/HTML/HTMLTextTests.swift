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
    #expect(text == "Keeper\n\nShe lit the lamp at dusk.\n\n- oil\n- wick\n\nEnd\nof day")
  }

  @Test("character references are resolved, and what is none stays")
  func entities() throws {
    let (text, _) = try page(
      "<p>Tom &amp; Ann &lt;3 &eacute;&#233;&#xE9; &#147;hi&#148; &euro;5&nbsp;&hellip; AT&T &bogus; &#x110000; &copy 2020</p>"
    )
    #expect(text == "Tom & Ann <3 ééé “hi” €5 … AT&T &bogus; \u{FFFD} © 2020")
  }

  @Test("preformatted text keeps its lines and its indentation")
  func preformatted() throws {
    #expect(
      try page("<p>Run:</p><pre>\nif x:\n    y()\n</pre><p>Done.</p>").text == "Run:\n\nif x:\n    y()\n\n\nDone.")
  }

  @Test("cells of a row are kept apart")
  func table() throws {
    #expect(
      try page("<table><tr><th>Year<th>Sum</tr><tr><td>1901</td><td>12</td></tr></table>").text == "Year Sum\n1901 12")
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
      ("<title>T<p>unclosed title", "unclosed title"), ("<p a=\"never closed>still text</p>", "still text"),
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
