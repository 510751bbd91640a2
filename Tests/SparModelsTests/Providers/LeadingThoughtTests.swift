// Thinking that stands at the head of the text.

import SparCore
import Testing

@testable import SparModels

@Suite("Thinking at the head of a text")
struct LeadingThoughtTests {
  @Test(
    "a leading thought is thinking, what follows it is the text",
    arguments: [
      ("<think>hm</think>\n\nYes.", "hm", "Yes."), ("\n<think>\nhm\n</think>Yes. ", "hm", "Yes. "),
      ("<think>\n\n</think>\n\nYes.", nil, "Yes."), ("<think>a<b</think><think>c</think>", "a<b", "<think>c</think>"),
    ])
  func split(text: String, reasoning: String?, rest: String) throws {
    let parts = try #require(LeadingThought.split(text, isCut: false))
    #expect(parts.reasoning == reasoning && parts.text == rest)
  }

  @Test(
    "a text that does not begin with a thought is left as it is",
    arguments: ["Yes.", "", " <thinking>", "Use <think>x</think>.", "<think", "x</think>y", "<think>is a tag"])
  func untouched(text: String) {
    #expect(LeadingThought.split(text, isCut: false) == nil)
  }

  @Test("a thought that the token limit cut is no text")
  func cut() throws {
    let parts = try #require(LeadingThought.split("<think>so far", isCut: true))
    #expect(parts.reasoning == "so far" && parts.text == "")
    #expect(LeadingThought.split("so far", isCut: true) == nil)
  }

  @Test(
    "cut into pieces anywhere, thinking and text are told apart the same",
    arguments: ["<think>a <b> é</think>\n\nYes <i> é.", " <think>a</think>b", "Plain <think> text", "<thin ice", "\n"])
  func pieces(text: String) throws {
    let whole = LeadingThought.split(text, isCut: false)
    for length in 1...text.count {
      var splitter = ThoughtSplitter()
      var (reasoning, told) = ("", "")
      var rest = text[...]
      var pieces: [ReplyPiece] = []
      while !rest.isEmpty {
        pieces += splitter.feed(String(rest.prefix(length)))
        rest = rest.dropFirst(length)
      }
      for piece in pieces + splitter.finish() {
        switch piece {
        case .text(let piece): told += piece
        case .reasoning(let piece): reasoning += piece
        }
      }
      #expect(told == whole?.text ?? text && reasoning.trimmed == whole?.reasoning ?? "")
    }
  }
}
