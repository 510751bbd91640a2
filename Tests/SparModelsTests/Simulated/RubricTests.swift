// What an instruction asks for, read from its text and its passage.

import Testing

@testable import SparModels

@Suite("Rubrics")
struct RubricTests {
  private func rubric(_ instruction: String, _ passage: String = Passages.lighthouse, declines: Bool? = nil) -> Rubric {
    Rubric(instruction: instruction, passage: passage, declines: declines)
  }

  @Test("the evidence is the statement that the instruction quotes or speaks of")
  func evidence() {
    #expect(rubric("How many steps must visitors climb to the gallery?").evidence == [9])
    #expect(rubric("The passage claims: \"Two keepers lived in the tower at a time\" Why?").evidence.first == 5)
    #expect(
      rubric("Match each of these with what the passage says about it: \"Tomas Hale\", \"Lorne\".").evidence.prefix(2)
        == [6, 4])
  }

  @Test("keys are the filling, the number, the difference, the truth values, the letter, the order")
  func keys() {
    #expect(
      rubric("Fill in the blank: \"The tower is now a ____ that is open from May to September.\"").key
        == .words("museum"))
    #expect(rubric("How many steps must visitors climb to reach the gallery?").key == .words("158"))
    #expect(rubric("What is the difference between the numbers 1962 and 1851?").key == .words("111"))
    #expect(
      rubric("Is it true or false: (1) \"It stands 34 metres above the sea\" (2) \"It stands 37 metres above the sea\"")
        .key
        == .truths([true, false]))
    #expect(
      rubric(
        "Which of these must be true?\nA) The tower is now a hotel.\nB) The tower is now a museum that is open from May"
      ).key
        == .letter("B"))
    #expect(
      rubric(
        "Put these in the order of the passage: \"Visitors must climb 158 steps\" \"Two keepers lived in the tower\""
      ).key
        == .order(["Two keepers lived in the tower", "Visitors must climb 158 steps"]))
  }

  @Test("demands are found by their own words, outside quotations only")
  func demands() {
    let all: [Demand] = [
      .quote, .reason, .counterpoint, .confidence, .mention("oak barrels"), .avoid("clearly"), .points(3), .limit(60),
    ]
    let text = "What is said?" + all.map { " " + $0.sentence }.joined()
    #expect(rubric(text).demands == all)
    #expect(rubric("What of \"Quote the sentence of the passage that supports it.\"?").demands.isEmpty)
  }

  @Test("a task is to be declined where it is said so, or where the passage has none of its words")
  func declining() {
    #expect(rubric("What does the passage say about steps to the gallery?").declines == false)
    #expect(rubric("Which penguins inhabit Antarctic glaciers permanently?").declines)
    #expect(rubric("Which penguins inhabit Antarctic glaciers permanently?", declines: false).declines == false)
    #expect(rubric("What was built in 1851?", declines: true).declines)
    #expect(rubric("Which penguins inhabit Antarctic glaciers permanently?", "").declines == false)
  }

  @Test("demands and harder forms raise the difficulty, hints lower it")
  func difficulty() {
    let plain = rubric("What does the passage say about the gallery?").difficulty
    #expect(rubric("What does the passage say about the gallery? Use at most 60 words.").difficulty > plain)
    #expect(
      rubric("What does the passage say about the gallery? Hint: the answer is in the last sentence.").difficulty
        < plain)
  }
}
