// Answers that leak into tasks, and tasks that only look as if one had.

import Testing

@testable import SparPrompts

@Suite("Leaked answers") struct LeakedAnswersTests {
  private static let task = "Which fuel did the light burn last?\nA) whale oil\nB) lard oil\nC) kerosene\nD) gas"

  @Test(
    "an answer after the task is taken out",
    arguments: [
      "Answer: C", "**Answer:** C", "Answer: **C) kerosene**", "Correct answer: C", "*Correct Answer: C*",
      "Correct option: C", "The correct answer: C", "The correct answer is C.", "Correct answer is option (C)",
      "Answer key: C", "Solution: kerosene came last.", "> Answer: C", "- Answer: C", "Ans: C", "ANSWER: C",
      "Expected answer: Kerosene, since the list ends with it.", "**Answer**\nC", "## Answer\n\nC, kerosene.",
      "Answer:\nC", "(Answer: C)", "[Answer: C]", "*(Correct answer: C)*",
      "Answer: C\nExplanation: kerosene ends the list.", "Answer: C\n\n**Explanation:** Kerosene ends the list.",
      "**Answer:** C\n\nThe passage lists the fuels in order, and kerosene stands last.",
      "Solution:\n```\nsort(fuels)[-1]\n\n# kerosene\n```", "**Answer:** C\n**Solution:** See the list.",
    ])
  func stripped(answer: String) {
    for gap in ["\n", "\n\n"] {
      let leaked = LeakedAnswers(strippedFrom: Self.task + gap + answer)
      #expect(leaked.text == Self.task && leaked.count > 0, "\(answer)")
    }
  }

  @Test(
    "an answer inside the task is taken out, and what follows it stays",
    arguments: [
      (
        "Which came last? (Answer: kerosene)\nWhich came first? (Answer: whale oil)",
        "Which came last?\nWhich came first?", 2
      ),
      ("Q: Which came last?\nA: Kerosene.", "Q: Which came last?", 1),
      ("**Question:** Which came last?\n\n**A:** Kerosene.", "**Question:** Which came last?", 1),
      ("Which came last?\n\nAnswer: kerosene\n\nWrite one word.", "Which came last?\n\nWrite one word.", 1),
      (
        "Which came last?\nA) lard oil\nB) kerosene (correct)\nC) gas",
        "Which came last?\nA) lard oil\nB) kerosene\nC) gas", 1
      ),
      ("Which came last?\n- A. lard oil\n- B. kerosene ✓", "Which came last?\n- A. lard oil\n- B. kerosene", 1),
      (
        "Which came last? Choose the correct answer.\nA) gas\nB) oil\n\nAnswer: B",
        "Which came last? Choose the correct answer.\nA) gas\nB) oil", 1
      ),
      ("Answer: kerosene", "", 1),
    ])
  func inside(text: String, rest: String, count: Int) {
    let leaked = LeakedAnswers(strippedFrom: text)
    #expect(leaked.text == rest && leaked.count == count)
  }

  @Test(
    "an answer on the line of its task is taken out",
    arguments: [
      ("Which fuel came last? Answer: kerosene", "Which fuel came last?"),
      ("Which fuel came last? **Answer:** Kerosene.", "Which fuel came last?"),
      ("Which fuel came last? *Correct answer: kerosene*", "Which fuel came last?"),
      ("Which fuel came last? — Answer: 42", "Which fuel came last?"),
      ("Read the log. Which fuel came last? Answer: kerosene", "Read the log. Which fuel came last?"),
      (
        "The lamp burnt three fuels.\n\nWhich came last? Answer: kerosene",
        "The lamp burnt three fuels.\n\nWhich came last?"
      ),
      ("Q: Which fuel came last? A: Kerosene.", "Q: Which fuel came last?"),
      ("**Question:** Which fuel came last? **Answer:** kerosene", "**Question:** Which fuel came last?"),
      ("Which came last? A) gas B) oil C) tallow Answer: B", "Which came last? A) gas B) oil C) tallow"),
      ("Which came last? (A) gas (B) oil. Correct answer: (B) oil", "Which came last? (A) gas (B) oil."),
      ("Which came last?\nA. gas\nB. oil Answer: B", "Which came last?\nA. gas\nB. oil"),
      ("Which came last: gas or oil? A) gas B) oil The correct answer is B.", nil),
      ("Which of the options came last? The correct answer is B.", "Which of the options came last?"),
      ("How many lamps burn at night? The correct answer is 42.", "How many lamps burn at night?"),
    ] as [(String, String?)])
  func inline(text: String, rest: String?) {
    let leaked = LeakedAnswers(strippedFrom: text)
    #expect(leaked.text == rest ?? text && leaked.count == (rest == nil ? 0 : 1))
  }

  @Test(
    "what only looks like an answer on the line of its task stays",
    arguments: [
      "Which fuel came last? Answer: briefly.", "Why did it fail? Answer: in one sentence, citing the line.",
      "What is the total? Answer: Show your work.", "Which came last? Answer: yes or no", "Which came last? Answer: X",
      "Which came last? Answer:", "Which came last? Answer: ____", "Which fuel came last? Answer with one word.",
      "Is this right? What burns in a lamp? Answer: oil", "Turn the trivia card into a haiku: What burns? Answer: oil",
      "Rewrite the pair as a statement.\nQ: What burns in a lamp? Answer: oil",
      "For example: What is 2 + 2? Answer: 4", "What is 2 + 2? Answer: 4. What is 3 + 3? Answer: 6",
      "What is 2 + 2? Answer: 4\nWhat is 3 + 3?", "Q: What is 2 + 2? A: 4\nQ: What is 3 + 3? A:",
      "The card says \"What burns? Answer: oil\". Who wrote it?", "Translate into German. What burns? Answer: oil",
      "Name the option. A) gas B) oil End with a line like Answer: B", "Why does the form say Answer: B?",
      "What does the server print? answer: 42", "Who is it? The correct answer is in the text.",
      "Does the answer change? The correct answer is given in row 3.", "Is it `Which? Answer: oil`?",
      "What is the answer? Give it as a number.", "Which answer is right? Answer: B",
      "What is meant by 'the answer' in line 3?",
      "Who answered? Answer: the one who gave the longest speech, and explain why.",
    ])
  func inlineKept(text: String) {
    let leaked = LeakedAnswers(strippedFrom: text)
    #expect(leaked.text == text && leaked.count == 0)
  }

  @Test(
    "a task that asks for a label, shows a form or has an answer for its object stays as it is",
    arguments: [
      "Which came last? End with \"Answer: X\".", "Which came last? End your reply with a line 'Answer: <letter>'.",
      "Which came last?\nFinish with a line of this form:\nAnswer: <letter>", "Which came last?\nAnswer:",
      "Which came last?\nAnswer: ____", "Which came last?\n\nAnswer: [your answer]",
      "Which came last?\nAnswer: yes or no",
      "Is it true? (Answer: true/false)", "Which came last?\nAnswer: in one word.", "Answer: why did the price triple?",
      "Which came last?\nAnswer: a single letter", "Reply in this form:\n\nReasoning: …\nAnswer: …",
      "Reply in this format:\nName: Ann\nAnswer: 4", "Write `Answer:` and then the letter.\nA) x\nB) y",
      "Which came last? Put Answer: before the letter.\nAnswer: B",
      "Q: 2 + 2?\nA: 4\n\nQ: 3 + 3?\nA: 6\n\nQ: 4 + 4?\nA:", "Question: 2 + 2?\nAnswer: 4\n\nQuestion: 3 + 3?\nAnswer:",
      "Question: 2 + 2?\nAnswer: 4\n\nQuestion: 3 + 3?", "Problem: a\nSolution: b\n\nProblem: c\nSolution: d",
      "Example:\nInput: 2\nAnswer: 4\n\nWhat is the answer for 3?", "Q: Which?\nA: whale oil\nB: lard oil\nC: gas",
      "Grade the following answer from 0 to 5.\n\nQuestion: What is 2 + 2?\nAnswer: 5",
      "Find the mistake in this solution.\n\nProblem: solve x + 1 = 3\nSolution: x = 4",
      "Here is a student's answer. Is it right?\nAnswer: kerosene", "Student's answer: kerosene\nIs it right?",
      "Rewrite the solution below in Python.\n\nSolution: use a loop.",
      "Read:\n```\nQ: Which?\nAnswer: C\n```\nIs the label right?", "Explain this log:\n    Answer: 42",
      "# Answer: 42\nprint(42)\n\n# Solution: none\nx = 1", "Which of these is right? Answer with one letter.",
      "Dissolve salt. Which **solution** is stronger?", "Name the correct option.\nA) x\nB) y",
      "Which are correct?\nA) one (correct)\nB) two (correct)", "Respond to the request. Answer all parts: a, b and c.",
      "In the dialogue, who says \"the answer is C\"?",
    ])
  func kept(text: String) {
    let leaked = LeakedAnswers(strippedFrom: text)
    #expect(leaked.text == text && leaked.count == 0)
  }
}
