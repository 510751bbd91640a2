// Which part of a page is its text, and what hostile pages do.

import SparCore
import SparDatasets
import Testing

@Suite("the main text of a page")
struct MainTextTests {
  private func read(_ html: String) throws -> (text: String, report: SeedReport) {
    let folder = try TemporaryFolder()
    try folder.write("a.html", html)
    let (rows, report) = try folder.seeds()
    return (rows.map(\.text).joined(separator: "\n\n"), report)
  }

  static let sentence = "The keeper climbed the stairs every evening, and the lamp burned until the sun was up."

  @Test("what surrounds a text goes: banner, navigation, margin, form, footer")
  func margins() throws {
    let (text, _) = try read(
      """
      <header><a href=/>Lamps &amp; Co</a></header><nav>Home</nav><div class="sidebar wide">More</div>
      <div role="search">Find</div><p hidden>Never</p><p>\(Self.sentence)</p>
      <form><label>Name</label><input></form><aside>By the way</aside><footer>1999</footer>
      """)
    #expect(text == Self.sentence)
  }

  @Test("main is the text, whatever else there is")
  func main() throws {
    let other = "<div><p>\(Self.sentence)</p></div>"
    #expect(try read(other + "<main><h1>Oil</h1><p>Short.</p></main>" + other).text == "# Oil\n\nShort.")
    #expect(try read(other + "<div role=main>Short.</div>").text == "Short.")
  }

  @Test("articles are the text where they hold most of it")
  func articles() throws {
    let article = "<article><header><h2>One</h2></header><p>\(Self.sentence)</p></article>"
    #expect(try read("<p>Latest news</p>" + article).text == "## One\n\n" + Self.sentence)
    #expect(try read("<p>\(Self.sentence)</p><article>Note</article>").text == Self.sentence + "\n\nNote")
  }

  @Test("else the block with most text outside of links is")
  func densest() throws {
    let links = (1...8).map { "<li><a href=x>Chapter number \($0)</a></li>" }.joined()
    let page = "<div><ul>\(links)</ul></div><div><div><p>\(Self.sentence)</p><p>\(Self.sentence)!</p></div></div>"
    #expect(try read(page).text == "\(Self.sentence)\n\n\(Self.sentence)!")
  }

  @Test("a page of links alone, and one that is a form, are their own text")
  func onlyLinks() throws {
    let list = "<ul><li><a href=1>One</a><li><a href=2>Two</a><li><a href=3>Three</a></ul>"
    #expect(try read(list).text == "- One\n- Two\n- Three")
    #expect(try read("<form action=x><p>\(Self.sentence)</p></form>").text == Self.sentence)
  }

  @Test("a page nested beyond all reason is skipped, and one that is merely deep is read")
  func deep() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.html", String(repeating: "<div>", count: 1500) + "deep" + String(repeating: "</div>", count: 9))
    try folder.write("b.html", String(repeating: "<b>", count: 200_000) + String(repeating: "</i>", count: 200_000))
    try folder.write("c.html", String(repeating: "<blockquote>", count: 1000) + "quoted")
    let (rows, report) = try folder.seeds()
    #expect(rows.map(\.text) == ["deep", String(repeating: "> ", count: 8) + "quoted"])
    #expect(report.skipped.map(\.reason) == [.damaged])
    #expect(report.skipped.map(\.detail) == ["more than 2000 elements inside of each other"])
  }

  @Test("bytes at random make no page, and do no harm")
  func random() throws {
    let folder = try TemporaryFolder()
    var random = SeededRandom(seed: 7)
    let pieces = [
      "<", ">", "</", "<p", "<table>", "<td>", "<a href='", "\"", "&#", "&amp;", "<!--", "-->", "<pre>", "é", "x ",
    ]
    for file in 0..<200 {
      let html = (0..<200).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
      try folder.write("\(file).html", "<p>start</p>" + html)
    }
    let (rows, report) = try folder.seeds(.init(size: 100_000))
    #expect(report.files + report.skipped.count == 200)
    #expect(rows.allSatisfy { !$0.text.isEmpty })
  }
}
