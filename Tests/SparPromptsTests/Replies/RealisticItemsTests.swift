// Lists as models really write them: code, marks, headings, prose around, answers that nobody asked for.

import SparCore
import Testing

@testable import SparPrompts

@Suite("Item replies as models write them") struct RealisticItemsTests {
  @Test(
    "code in JSON strings survives byte for byte",
    arguments: [
      "What does `a * b ** 2` give for a = 3 and b = 2?", "Rename `my_func` in `__init__` to `_my_func_`.",
      "Fix it:\n```python\ndef f(x):\n\n    return x  # *not* **bold**\n\n\n1. no item\n- no item\n```",
      "    total = 0\n    for i in xs:\n        total += i\nWhat is total?",
      "Read the JSON:\n```json\n[{\"a\": [1, 2]}, \"]\"]\n```\nHow many keys?",
      "print(\"a\\nb\\t\\\\\")", "Use the regex `^\\d+(?:\\.\\d*)?$`.", "Say \"yes\" or 'no': {x} [y] <z>",
      "| a | b |\n|---|---|\n| 1 | 2 |", "Order:\nA. one\nB. two\n\nC. three", "~~~\n```\n~~~",
      "Steps:\n1. first\n2. second\n   - deep\n\n3. third",
    ])
  func code(text: String) {
    let array = JSON.array([.string(text), "Two?"]).text
    let pretty = JSON.array([.string(text), "Two?"]).indentedText
    let whole = "Sure! Here are the instructions:\n\n```json\n\(pretty)\n```\n\nEach of them can be done alone."
    for reply in [array, pretty, whole, "\(array)\n\nNotes:\n1. First.\n2. [\"x\"] is used."] {
      #expect(parsed(.items, reply) == list([text, "Two?"]), "\(reply)")
    }
  }

  @Test("fenced code in a written list survives, blank lines, numbers and bullets in it included")
  func writtenCode() {
    let code = "```python\nclass A:\n\n    def __init__(self):\n        self.x = a * b ** 2\n\n1. no\n- no\n```"
    let reply =
      "1. What does this print?\n\n\(code)\n\n2. Rename `my_func`.\n3. Explain:\n\n\(code)\n\nHope this helps!"
    #expect(
      parsed(.items, reply)
        == list(["What does this print?\n\n\(code)", "Rename `my_func`.", "Explain:\n\n\(code)"]))
  }

  @Test("indented code in an indented item keeps its shape")
  func indentedItem() {
    let reply = """
      1. Read this:

         ```c
         if (a <= b) {
             return *p ** 2;
         }
         ```

         What does it return?
      2. And this:
         ```
         x
           y
         ```
      """
    #expect(
      parsed(.items, reply)
        == list([
          "Read this:\n\n```c\nif (a <= b) {\n    return *p ** 2;\n}\n```\n\nWhat does it return?",
          "And this:\n```\nx\n  y\n```",
        ]))
  }

  @Test("a lone item keeps the question that follows its code, and loses the leave-taking")
  func loneItem() {
    let code = "```js\nlet x = 1;\n\nx += 1;\n```"
    for end in ["", "\n\nLet me know if you need more!", "\n\nI hope these are useful."] {
      let reply = "1. Consider:\n\n\(code)\n\nWhat is x?\(end)"
      #expect(parsed(.items, reply) == list(["Consider:\n\n\(code)\n\nWhat is x?"]), "\(reply)")
    }
  }

  @Test(
    "headings open items too, with paragraphs below them",
    arguments: [
      "### 1. Order\n\nPut in order:\n1. a\n2. b\n\n### 2. Count\n\nHow many?",
      "**1. Order**\n\nPut in order:\n1. a\n2. b\n\n**2. Count**\n\nHow many?",
    ])
  func headings(reply: String) {
    let titles = reply.hasPrefix("#") ? ("Order", "Count") : ("**Order**", "**Count**")
    #expect(parsed(.items, reply) == list(["\(titles.0)\n\nPut in order:\n1. a\n2. b", "\(titles.1)\n\nHow many?"]))
  }

  @Test(
    "named headings hold nothing but the item",
    arguments: [
      "Instruction 1: Put in order.\n\nInstruction 2: How many?",
      "**Instruction 1:** Put in order.\n**Instruction 2:** How many?",
      "### Instruction 1\nPut in order.\n\n---\n\n### Instruction 2\nHow many?\n\n---\n\nLet me know!",
      "**Question 1**\n\nPut in order.\n\n**Question 2**\n\nHow many?", "Task #1: Put in order.\nTask #2: How many?",
      "## Task 1:\nPut in order.\n## Task 2:\nHow many?", "```markdown\n1. Put in order.\n2. How many?\n```",
      "```\n- Put in order.\n- How many?\n```",
    ])
  func named(reply: String) { #expect(parsed(.items, reply) == list(["Put in order.", "How many?"])) }

  @Test("answers beside instructions are dropped and counted")
  func answerMembers() {
    let reply = """
      [
        {"instruction": "Which fuel came last?", "answer": "Kerosene.", "explanation": "It says so."},
        {"instruction": "Which came first?", "solution": "", "Correct Answer": ["whale oil"], "type": "x"},
        {"question": "How many?", "rationale": null}
      ]
      """
    #expect(
      parsed(.items, reply)
        == .items([
          ReplyItem("Which fuel came last?", leaks: 2), ReplyItem("Which came first?", leaks: 1),
          ReplyItem("How many?"),
        ]))
  }

  @Test(
    "a list of the answers is none of items",
    arguments: [
      "[\"One?\", \"Two?\"]\n\nAnswers: [\"B\", \"C\"]", "[\"One?\", \"Two?\"]\n\n**Answers:**\n[\"B\", \"C\"]",
      "```json\n[\"One?\", \"Two?\"]\n```\n\nAnswer key:\n```json\n[\"B\", \"C\"]\n```",
    ])
  func answerLists(reply: String) { #expect(parsed(.items, reply) == list(["One?", "Two?"])) }

  @Test("a list of answers in the same object is counted once")
  func answersInObject() {
    let reply = #"{"instructions": ["One?", "Two?"], "answers": ["B", "C"]}"#
    #expect(parsed(.items, reply) == .items([ReplyItem("One?", leaks: 1), ReplyItem("Two?")]))
  }

  @Test("further turns and a text of its own belong to an item")
  func turns() {
    let reply = """
      [{"instruction": "Plan a trip.", "turns": ["Cheaper, please.", " And by train? "], "context": "Fares:\\n- bus 3"},
       {"instruction": "Book it.", "turns": [{"role": "user", "content": "For two."},
        {"role": "assistant", "content": "Done."}, {"content": "Thanks, and back?"}]},
       {"instruction": "Cancel.", "turns": []}]
      """
    #expect(
      parsed(.items, reply)
        == .items([
          ReplyItem("Plan a trip.", turns: ["Cheaper, please.", "And by train?"], context: "Fares:\n- bus 3"),
          ReplyItem("Book it.", turns: ["For two.", "Thanks, and back?"], leaks: 1), ReplyItem("Cancel."),
        ]))
    #expect(parsed(.items, #"[{"instruction": "a", "turns": [3]}]"#) == nil)
  }
}
