// Replies that are lists.

import SparCore
import Testing

@testable import SparPrompts

/// A list of items that are texts and nothing else.
func list(_ texts: [String]) -> ParsedReply { .items(texts.map { ReplyItem($0) }) }

@Suite("Item replies") struct ItemsReplyTests {
  @Test(
    "JSON in its usual forms gives the items",
    arguments: [
      #"["One?", "Two?"]"#, "```json\n[\"One?\", \"Two?\"]\n```", "Here they are:\n\n[\"One?\",\n \"Two?\"]\n\nEnjoy!",
      "Here: [\"One?\", \"Two?\"].", #"{"instructions": ["One?", "Two?"]}"#,
      #"{"type": "x", "items": ["One?", "Two?"]}"#,
      #"[{"instruction": "One?"}, {"instruction": "Two?"}]"#, #"[{"question": "One?", "why": "x"}, "Two?"]"#,
      #"[{"suggestion": "One?"}, {"text": "Two?"}]"#, "{\"instruction\": \"One?\"}\n{\"instruction\": \"Two?\"}",
      "[\"One?\", \"Two?\",]", "[\" One? \", \"Two?\\n\", \"\", \"One?\"]",
      "<think>[\"No\"]</think>[\"One?\", \"Two?\"]", "Draft:\n[\"No\"]\nFinal:\n[\"One?\", \"Two?\"]",
      "My notes:\n- [a] is odd\n- so is {b}\n\n```json\n[\"One?\", \"Two?\"]\n```",
      "1. The passage argues.\n2. It is short.\n\n[\"One?\", \"Two?\"]",
      "[\"One?\", \"Two?\"]\n\nNotes:\n- nothing\n- more",
    ])
  func json(reply: String) { #expect(parsed(.items, reply) == list(["One?", "Two?"])) }

  @Test(
    "a written list gives the items",
    arguments: [
      "1. One?\n2. Two?", "1) One?\n2) Two?", "- One?\n- Two?", "* One?\n\n* Two?\n", "• One?\n• Two?",
      "Here are two:\n\n1. One?\n2. Two?\n\nLet me know if you want more!", "**1.** One?\n**2.** Two?",
      "  1. One?\n  2. Two?", "1.  One?\r\n2.  Two?\r\n", "1. One?\n2. Two?\n3. One?", "0. One?\n1. Two?",
      "- The type is kept.\n\n1. One?\n2. Two?",
    ])
  func written(reply: String) { #expect(parsed(.items, reply) == list(["One?", "Two?"])) }

  @Test("items of several lines keep their lists, paragraphs and code")
  func multiline() {
    let reply = """
      1. Fix the function:
         ```python
         def f(x):
             return [x,  1]   # "a"
         ```
         Explain each step:
         1. what was wrong
         2. what is right
      2. Choose:
         - A. red
         - B. blue
      """
    let code = "```python\ndef f(x):\n    return [x,  1]   # \"a\"\n```"
    #expect(
      parsed(.items, reply)
        == list([
          "Fix the function:\n\(code)\nExplain each step:\n1. what was wrong\n2. what is right",
          "Choose:\n- A. red\n- B. blue",
        ]))
  }

  @Test("code at the left edge inside an item survives byte for byte, marks and JSON in it included")
  func codeAtEdge() {
    let code = "```yaml\n1. not an item\n- nor this\n2. nor this\n[\"x\"]\n\n\tend  \n```"
    let reply = "1. Read:\n\n\(code)\n2. Sort the list [\"b\", \"a\"].\n3. ```\n- c\n```\n"
    #expect(
      parsed(.items, reply) == list(["Read:\n\n\(code)", "Sort the list [\"b\", \"a\"].", "```\n- c\n```"]))
  }

  @Test("paragraphs between marks belong to their item")
  func paragraphs() {
    let reply = "1. Read.\n\nThen answer.\n\n2. Write.\n\nThen stop."
    #expect(parsed(.items, reply) == list(["Read.\n\nThen answer.", "Write.\n\nThen stop."]))
  }

  @Test("strings keep what JSON cannot hold raw")
  func repaired() {
    #expect(parsed(.items, "[\"a\nb\tc\", \"\\(x\\) \\d, {y}\"]") == list(["a\nb\tc", "\\(x\\) \\d, {y}"]))
  }

  @Test(
    "a reply without items is unparsed",
    arguments: [
      "", "[]", "[1, 2]", "I cannot help with that.", "[\"One?\", \"Two", "{\"items\": []}", "[[\"a\"]]",
      "{\"a\": [\"x\"], \"b\": [\"y\"]}", "[{\"question\": \"Which?\", \"options\": [\"a\", \"b\"]}]", "[\"\", \" \"]",
      "7. seven\n8. eight", "2024. was a year", "1.5 is a number", "<think>1. One?</think>",
    ])
  func none(reply: String) { #expect(parsed(.items, reply) == nil) }

  @Test("a reply of nothing but brackets is refused in little time")
  func brackets() {
    let reply = String(repeating: "[{\"a\": [", count: 50_000)
    let time = ContinuousClock().measure { #expect(parsed(.items, reply) == nil) }
    #expect(time < .seconds(20))
  }
}
