// The wording of the simulated author's questions, by instruction type. `{claim}` is a sentence of the passage, `{topic}`
// what it is about, `{other}` and `{third}` what other sentences are about. Types that need more than a sentence (blanks, true
// or false, matching …) stand in QuestionWriter.

enum QuestionTemplates {
  /// The templates of the known type whose name is (or stands in) `type`; `nil` for an unknown type.
  static func named(_ type: String) -> [String]? {
    if let exact = byType.first(where: { $0.type == type }) { return exact.templates }
    return byType.first { type.holds($0.type) }?.templates
  }

  /// The template with each `{name}` replaced once; braces in what is inserted stay what they are.
  static func fill(_ template: String, with value: (Substring) -> String) -> String {
    let pieces = template.split(separator: "{", omittingEmptySubsequences: false)
    return pieces.dropFirst().reduce(String(pieces[0])) { text, piece in
      let parts = piece.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
      return text + value(parts[0]) + parts[1]
    }
  }

  private static let byType: [(type: String, templates: [String])] = [
    (
      "evaluative",
      [
        "Write a short essay that evaluates how convincing \"{claim}\" is in the light of the whole passage.",
        "Discuss in two paragraphs whether the passage does justice to {topic}, and point to {other} as well.",
      ]
    ),
    (
      "strengthen",
      [
        "The passage claims: \"{claim}\" Which further finding would strengthen this claim most? Explain why.",
        "Somebody doubts that \"{claim}\" Give an argument that supports it, resting on the passage.",
      ]
    ),
    (
      "weaken",
      [
        "The passage claims: \"{claim}\" Which further finding would weaken this claim most? Explain why.",
        "Give the strongest argument against the statement \"{claim}\" and say which part of the passage it touches.",
      ]
    ),
    (
      "necessary-assumption",
      [
        "Which assumption must hold if the claim \"{claim}\" is to follow from the passage? Explain why it is needed."
      ]
    ),
    (
      "sufficient-assumption",
      [
        "Which assumption about {topic}, added to the passage, would be enough to prove the claim \"{claim}\"?"
      ]
    ),
    (
      "evaluate-the-argument",
      [
        "What would one have to find out about {topic} in order to evaluate the argument \"{claim}\"? Explain."
      ]
    ),
    (
      "flaw",
      [
        "Somebody concludes from \"{claim}\" that {other} matters more than anything else. What is the flaw in this reasoning?"
      ]
    ),
    ("principle", ["Which general principle lies behind the claim \"{claim}\"? Explain how the passage applies it."]),
    (
      "method-of-reasoning",
      ["By which method of reasoning does the passage arrive at the claim \"{claim}\"? Explain the steps."]
    ),
    ("main-conclusion", ["What is the main conclusion of the passage, and how does the claim \"{claim}\" bear on it?"]),
    (
      "most-strongly-supported",
      ["Which conclusion about {topic} is most strongly supported by the passage? Explain why."]
    ),
    (
      "paradox",
      ["It seems odd that \"{claim}\" and that the passage also speaks of {other}. Explain how both can hold."]
    ),
    ("point-at-dispute", ["Two readers dispute the claim \"{claim}\" Explain the point on which they differ."]),
    ("role-of-a-statement", ["Which role does the statement \"{claim}\" play in the argument of the passage?"]),
    (
      "match-the-flaw",
      ["Describe reasoning about another subject that has the same flaw as concluding {other} from \"{claim}\""]
    ),
    (
      "parallel",
      [
        "Give an argument about another subject with the same structure as the claim \"{claim}\" and explain the likeness."
      ]
    ),
    ("main-idea", ["What is the main idea of the passage, and how does {topic} serve it?"]),
    ("purpose", ["For what purpose does the author bring up {topic} next to {other}?"]),
    ("tone", ["Which tone does the author take in the sentence \"{claim}\"? Name the words that show it."]),
    ("text-structure", ["How is the passage built around {topic}, {other} and {third}? List its parts."]),
    (
      "summary",
      [
        "Discuss the passage in short: sum up what it tells about {topic}, {other} and {third}.",
        "List the three points a summary of the passage must not leave out, {topic} among them.",
      ]
    ),
    ("application", ["How could somebody apply what the passage says about {topic} today?"]),
    ("comparison", ["What does the passage say about {topic} as compared with {other}?"]),
    ("cause", ["Why, according to the passage, is it that \"{claim}\"? Explain cause and effect."]),
    ("paraphrase", ["Put the sentence \"{claim}\" into your own words without losing any of its facts."]),
    ("prediction", ["What would you predict about {topic} if things go on as the passage tells? Explain."]),
    ("synthesis", ["Bring together what the passage says about {topic} and about {other} in one statement."]),
    ("fact-versus-opinion", ["Is the sentence \"{claim}\" a fact or an opinion? Explain how one can tell."]),
    ("coreference", ["In the sentence \"{claim}\", what do the pronouns and phrases such as \"{topic}\" refer to?"]),
    ("multi-hop", ["What links \"{topic}\" to \"{other}\" in the passage? Name both places."]),
    ("quotation", ["Which sentence of the passage is the evidence for what it says about \"{topic}\"?"]),
    (
      "extraction",
      ["Set out what the passage says about \"{topic}\", \"{other}\" and \"{third}\" as a table with two columns."]
    ),
    ("attribution", ["Who in the passage says or is said to hold that \"{claim}\"?"]),
    (
      "counterfactual",
      ["Suppose it were not the case that \"{claim}\" What else in the passage would change? Explain."]
    ),
    ("infer", ["Which conclusion about {topic} must be true if \"{claim}\"? Explain why."]),
    ("must-be-true", ["Which conclusion about {topic} must be true if \"{claim}\"? Explain why."]),
    ("cannot-be-true", ["What about {topic} cannot be true if \"{claim}\"? Explain why."]),
    ("numer", ["List what the passage says about {topic}, with every amount that it puts in words."]),
    ("relationship", ["How does the passage relate {topic} to the rest of what it tells?"]),
    ("sequenc", ["What does the passage say before it comes to {topic}, and what of {topic} itself?"]),
    (
      "literal",
      [
        "What does the passage say about \"{topic}\"?",
        "According to the passage, what is told about {topic} and {other}?",
        "List what the passage states about {topic}.",
      ]
    ),
  ]
}
