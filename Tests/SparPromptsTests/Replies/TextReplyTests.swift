// Replies that are the text itself.

import SparCore
import Testing

@testable import SparPrompts

/// The items, text, edit or scores of `reply`; `nil` where it is unparsed.
func parsed(_ format: ReplyFormat, _ reply: String) -> ParsedReply? {
  do {
    return try format.parse(reply)
  } catch {
    #expect(error.code == "reply.unparsed")
    return nil
  }
}

@Suite("Text replies") struct TextReplyTests {
  @Test(
    "the text is kept, trimmed",
    arguments: [
      ("A passage.", "A passage."), ("\n\n  A passage.\nMore.  \n", "A passage.\nMore."),
      ("```\nA passage.\n```", "A passage."), ("```markdown\n\n  indented\nnot\n\n```\n", "  indented\nnot"),
      ("~~~text\nA\n~~~", "A"), ("````\n```swift\nlet a = 1\n```\n````", "```swift\nlet a = 1\n```"),
      ("```markdown\nSee:\n```python\nx\n```\nDone.\n```", "See:\n```python\nx\n```\nDone."),
      ("```markdown\r\nA\r\nB\r\n```\r\n", "A\r\nB"),
    ])
  func kept(reply: String, text: String) { #expect(parsed(.text, reply) == .text(text)) }

  @Test(
    "a fence that wraps only a part stays",
    arguments: [
      "```swift\nlet a = 1\n```\nis code.", "Code:\n```swift\nlet a = 1\n```", "```\na\n```\nand\n```\nb\n```",
      "```swift\na\n```\nand\n```swift\nb\n```", "`a`", "```", "```unclosed\ntext",
    ])
  func partial(reply: String) { #expect(parsed(.text, reply) == .text(reply)) }

  @Test(
    "thoughts are not part of the text",
    arguments: [
      "<think>I should write.</think>\nA passage.", "<think>\nFirst: 7\n\nor not\n</think>\n\nA passage.",
      "<THINK>x</THINK>A passage.", "<thinking>\nx\n</thinking>\nA passage.", "  <think>a</think>  A passage.",
      "the opening tag was in the prompt\n```\nunclosed?\n```\n</think>\n\nA passage.",
      "<think>a</think>\n<think>b</think>\nA passage.", "<think>\n```\ncode never closed\n</think>\nA passage.",
      "<think></think>\n\nA passage.",
    ])
  func thoughts(reply: String) { #expect(parsed(.text, reply) == .text("A passage.")) }

  @Test(
    "think tags inside a sentence or a code block are text",
    arguments: [
      "The tag <think> opens a block and </think> closes it.", "Code:\n```\n<think>\na\n</think>\n```\nEnd.",
      "I think so.",
    ])
  func mentioned(reply: String) { #expect(parsed(.text, reply) == .text(reply)) }

  @Test(
    "an empty reply is unparsed",
    arguments: [
      "", " \n\t ", "<think>only thoughts</think>", "<think>cut before the answer", "```\n\n```", "text\n</think>",
    ])
  func empty(reply: String) { #expect(parsed(.text, reply) == nil) }
}
