// What the page of a report lets a browser do, and how data stands in it.

import SparCore
import Testing

@testable import SparScript

@Suite("The policy of a report's page")
struct ContentPolicyTests {
  @Test(
    "base64 as in RFC 4648, §10",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
      ("foobar", "Zm9vYmFy"),
    ])
  func base64(text: String, expected: String) { #expect(ContentPolicy.base64(Array(text.utf8)) == expected) }

  @Test("a script is named by its SHA-256, as the standard's own example has it")
  func digest() {
    // Content Security Policy Level 3, §7.3: alert('Hello, world.');
    let policy = ContentPolicy(scripts: ["alert('Hello, world.');"], styles: [])
    #expect(policy.text.contains("script-src 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='; style-src 'none'"))
  }

  @Test("nothing in a text ends the script element that it stands in")
  func inScript() throws {
    let json: JSON = ["text": "</script><!-- <script> \u{2028}"]
    let text = ReportPage.inScript(json)
    #expect(!text.contains("<") && !text.contains("\u{2028}"))
    #expect(try JSON(parsing: text) == json)
  }
}
