// What counts as a change of substance.

import Testing

@testable import SparPrompts

@Suite("The substance of a text") struct TextSubstanceTests {
  @Test(
    "marks, spacing and case of prose are none of it",
    arguments: [
      ("Which fuel came last?", "which  FUEL came last!!"), ("Which fuel came last?", "**Which** fuel\n\ncame «last»"),
      ("Choose: a, b.", "- choose\n- a\n- b"), ("> Quoted text", "Quoted text"),
    ])
  func same(first: String, second: String) { #expect(TextSubstance(of: first) == TextSubstance(of: second)) }

  @Test(
    "words, signs of arithmetic, and every sign of code are",
    arguments: [
      ("Which fuel came last?", "Which fuel came first?"), ("Find x < 3.", "Find x <= 3."),
      ("Is it 5 + 2?", "Is it 5 - 2?"),
      ("Give 5%.", "Give 5."), ("Compute 2 * 3.", "Compute 2 / 3."), ("Use `a < b`.", "Use `a <= b`."),
      ("Use `x`.", "Use `X`."), ("Fix:\n```\nif a < b:\n```", "Fix:\n```\nif a <= b:\n```"),
      ("Fix:\n```\nprint(\"a b\")\n```", "Fix:\n```\nprint(\"ab\")\n```"),
      ("Fix:\n```\nf(x);\n```", "Fix:\n```\nf[x];\n```"),
      ("Fix `!x`.", "Fix `x`."),
    ])
  func different(first: String, second: String) { #expect(TextSubstance(of: first) != TextSubstance(of: second)) }

  @Test("white space of code outside of strings is none, and the fence's language neither")
  func codeSpace() {
    let first = TextSubstance(of: "Fix:\n```python\nif a<b:\n    f( x )\n```")
    #expect(first == TextSubstance(of: "Fix:\n~~~\nif a < b:\n  f(x)\n\n~~~"))
    #expect(TextSubstance(of: "?! — …").isEmpty && !TextSubstance(of: "`+`").isEmpty && !TextSubstance(of: "é").isEmpty)
  }
}
