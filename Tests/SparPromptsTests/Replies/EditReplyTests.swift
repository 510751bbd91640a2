// Replies that are edits.

import SparCore
import Testing

@testable import SparPrompts

@Suite("Edit replies") struct EditReplyTests {
  @Test(
    "an instruction and a passage are read",
    arguments: [
      #"{"passage": "P", "instruction": "I"}"#, "```json\n{\"instruction\": \"I\", \"passage\": \"P\"}\n```",
      "I followed the suggestion.\n\n{\"passage\": \"P\",\n \"instruction\": \"I\",}\n\nIt now differs.",
      "<think>{\"instruction\": \"no\"}</think>{\"passage\": \"P\", \"instruction\": \"I\", \"why\": [1]}",
      "{\"instruction\": \"draft\"}\n{\"passage\": \" P\\n\", \"instruction\": \"I \"}",
    ])
  func both(reply: String) { #expect(parsed(.edit, reply) == .edit(EditReply(passage: "P", instruction: "I"))) }

  @Test(
    "a passage that is absent, null or blank stays as it was",
    arguments: [
      #"{"instruction": "I"}"#, #"{"instruction": "I", "passage": null}"#, #"{"instruction": "I", "passage": " "}"#,
    ])
  func noPassage(reply: String) { #expect(parsed(.edit, reply) == .edit(EditReply(instruction: "I"))) }

  @Test("raw line ends, braces and code inside the texts survive")
  func raw() {
    let passage = "Line one.\n\n```c\nint f() { return \\\"}\\\"; }\n```\nLine [two]."
    let expected = "Line one.\n\n```c\nint f() { return \"}\"; }\n```\nLine [two]."
    let reply = "```json\n{\"passage\": \"\(passage)\", \"instruction\": \"I\"}\n```"
    #expect(parsed(.edit, reply) == .edit(EditReply(passage: expected, instruction: "I")))
  }

  @Test(
    "a reply without one clear instruction is unparsed",
    arguments: [
      "", "The instruction is: do it.", #"{"passage": "P"}"#, #"{"instruction": ""}"#, #"{"instruction": ["I"]}"#,
      #"{"instruction": "I", "passage": ["P"]}"#, #"{"instruction": "I", "instruction": "J"}"#, #"["I"]"#,
      #"{"instruction": "cut of"#,
    ])
  func unparsed(reply: String) { #expect(parsed(.edit, reply) == nil) }
}
