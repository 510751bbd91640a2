// What is counted of a text, and how two texts compare.

import SparStats
import Testing

@Suite("style of a text")
struct TextStyleTests {
  @Test("headers, list items and bold spans are counted outside fenced code")
  func markdown() {
    let style = TextStyle(
      of: """
        # Title
        Some **bold** and __more__ and ***both***.
        - one
        * two
        12. three
        ```
        # no header
        - no item **no**
        ```
        #nor this
        1 nor this
        """)
    #expect((style.headers, style.lists, style.bold) == (1, 3, 3))
  }

  @Test("length is in characters, whatever the language")
  func length() {
    #expect(TextStyle(of: "naïve 東京").length == 8)
    #expect(TextStyle(of: "").length == 0)
  }

  @Test("a difference is (a − b)/(a + b), of densities for Markdown, and 0 where there is none")
  func difference() {
    let short = TextStyle(of: String(repeating: "x", count: 100)),
      long = TextStyle(of: String(repeating: "x", count: 300))
    #expect(StyleDifference(short, long) == StyleDifference(length: -0.5))
    #expect(StyleDifference(short, long).turned.length == 0.5)
    // One item in 10 characters beside one in 30: densities 3 : 1.
    let dense = TextStyle(of: "- 34567890"), thin = TextStyle(of: "- " + String(repeating: "x", count: 28))
    #expect(abs(StyleDifference(dense, thin).lists - 0.5) < 1e-12)
    #expect(StyleDifference(TextStyle(of: ""), TextStyle(of: "")) == StyleDifference())
  }

  @Test("controls go by name, and style stands for three of them")
  func names() {
    #expect(StyleControl.named("length") == [.length])
    #expect(StyleControl.named("style") == [.headers, .lists, .bold])
    #expect(StyleControl.named("taste") == nil)
  }

  @Test(
    "the syntax of a prompt is read off its form",
    arguments: [
      ("Name a river.", PromptSyntax.request), ("Which river is longest?", .question),
      ("Is it so?  \nSay why.", .question),
      ("What is this?\n```\nx = 1\n```", .code), ("Pick one?\nA) Rhine\nB) Elbe", .choice),
      ("Pick.\n(a) x\n(b) y", .choice),
      ("The ___ flows through Basel.", .blank), ("Sum up:\n| a | b |\n| 1 | 2 |", .structured), ("", .request),
      ("{\"a\": 1}", .request), ("A. Smith wrote it.", .request),
    ])
  func syntax(text: String, expected: PromptSyntax) {
    #expect(PromptSyntax(of: text) == expected)
    #expect(PromptSyntax(of: text, hasFurtherTurns: true) == .conversation)
  }
}
