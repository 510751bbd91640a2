// Suggestions and edits: what each goal does to an instruction and its passage.

import SparCore
import SparModels
import Testing

@Suite("Suggester and editor")
struct EditingTests {
  private let question = "According to the passage, what was built in 1851 by the engineer Ada Field?"

  @Test("going harder adds a demand, round after round")
  func harder() throws {
    var text = question
    for _ in 0..<4 {
      let edited = try PoolDriver.edit("harder", text, Passages.lighthouse).instruction
      #expect(edited.hasPrefix(text) && edited.count > text.count)
      text = edited
    }
  }

  @Test("going easier takes a demand back or adds a hint")
  func easier() throws {
    let harder = try PoolDriver.edit("harder", question, Passages.lighthouse).instruction
    #expect(try PoolDriver.edit("easier", harder, Passages.lighthouse).instruction == question)
    let hinted = try PoolDriver.edit("easier", question, Passages.lighthouse).instruction
    #expect(hinted.contains("Hint: the answer is in the sentence about"))
  }

  @Test("unanswerable takes the key sentence out of the passage and keeps the question")
  func unanswerable() throws {
    let edit = try PoolDriver.edit("unanswerable", question, Passages.lighthouse)
    let passage = try #require(edit.passage)
    #expect(edit.instruction == question)
    #expect(!passage.contains("Ada Field"))
    #expect(passage.contains("It stands 34 metres above the sea"))
  }

  @Test("flip changes a fact of the key sentence and nothing else")
  func flip() throws {
    let edit = try PoolDriver.edit("flip", question, Passages.lighthouse)
    let passage = try #require(edit.passage)
    #expect(passage != Passages.lighthouse)
    #expect(passage.count == Passages.lighthouse.count)
    #expect(!passage.contains("1851"))
    #expect(passage.hasSuffix("Visitors must climb 158 steps to reach the gallery."))
  }

  @Test("without a passage the question itself changes")
  func noPassage() throws {
    for goal in ["unanswerable", "flip"] {
      let edit = try PoolDriver.edit(goal, question, "")
      #expect(edit.passage == nil)
      #expect(edit.instruction.hasPrefix(question) && edit.instruction != question)
    }
  }

  @Test("a suggestion in words of its own is carried into the instruction")
  func foreignSuggestion() throws {
    let inputs: [String: JSON] = [
      "instruction": .string(question), "suggestion": "Compare it with a windmill.",
      "passage": .string(Passages.lighthouse),
    ]
    let reply = PoolDriver.object(try PoolDriver.ask("editor?idle=0", "edit", "harder", inputs))
    #expect(reply["instruction"]?.string?.hasSuffix("Compare it with a windmill.") == true)
  }

  @Test("a few edits in a hundred change nothing")
  func idle() throws {
    let inputs: [String: JSON] = ["instruction": .string(question), "suggestion": "Ask for the cause as well."]
    let unchanged = try (0..<300).count { ordinal in
      let reply = PoolDriver.object(try PoolDriver.ask("editor", "edit", "harder", inputs, ordinal: ordinal))
      return reply["instruction"]?.string == question
    }
    #expect((3...27).contains(unchanged))
  }
}
