// What a taxonomy file says, and what is refused in one.

import SparCore
import Testing

@testable import SparPrompts

@Suite("Taxonomy files") struct TaxonomyFileTests {
  private func load(_ text: String) throws -> TaxonomyFile {
    let source = try PromptSource(file: "reading.yaml", bytes: Array(text.utf8), kind: .taxonomyInvalid)
    return try TaxonomyFile(skill: "reading", source, transformations: ["debate", "poem"])
  }

  @Test("every field of a type is read, and defaults fill the rest")
  func fields() throws {
    let file = try load(
      """
      skill: reading
      about: Reading.
      source: a paper
      types:
        - name: point-at-dispute
          parent: argument
          definition: >
            What two speakers
            disagree about.
          answer_format: one sentence
          answerability: unanswerable
          transformations: [debate]
          weight: 0.5
        - {name: tone, definition: d, answer_format: a}
      """)
    #expect(file.about == "Reading." && file.source == "a paper")
    #expect(
      file.taxonomy.nodes == [
        TaxonomyNode(
          name: "point-at-dispute", definition: "What two speakers disagree about.", answerFormat: "one sentence",
          answerability: .unanswerable, transformations: ["debate"], weight: 0.5, parent: "argument"),
        TaxonomyNode(name: "tone", definition: "d", answerFormat: "a"),
      ])
    #expect(file.taxonomy.node(named: "tone")?.applies(to: "poem") == true)
    #expect(file.taxonomy.node(named: "point-at-dispute")?.applies(to: "poem") == false)
  }

  @Test(
    "an unusable file is refused with the line at fault",
    arguments: [
      ("- {name: a, definition: d, answer_format: a, wieght: 1}", "weight"),
      ("- {name: a, definition: d, answer_format: a, weight: -1}", "negative"),
      ("- {name: a, definition: d, answer_format: a, weight: .inf}", "finite"),
      ("- {name: a, definition: d, answer_format: a, weight: .nan}", "finite"),
      ("- {name: a, definition: d, answer_format: a, transformations: [debat]}", "debate"),
      ("- {name: a, definition: d, answer_format: a, answerability: no}", "unanswerable"),
      ("- {name: a, answer_format: a}", "definition"),
      ("- {name: a, definition: ' ', answer_format: a}", "definition"),
      ("- {name: a, definition: d}", "answer_format"),
      ("- {definition: d, answer_format: a}", "name"),
      ("- {name: A b, definition: d, answer_format: a}", "kebab"),
      ("- {name: b, definition: d, answer_format: a}", "twice"),
      ("- text", "fields"),
    ])
  func refused(type: String, word: String) {
    let text = """
      skill: reading
      about: Reading.
      types:
      - {name: b, definition: d, answer_format: a}
      \(type)
      """
    let error = promptError { _ = try load(text) }
    #expect(error?.code == "prompt.taxonomy_invalid")
    #expect(error?.line == 5)
    #expect(error?.description.contains(word) == true, "\(error?.description ?? "")")
  }

  @Test(
    "a file as a whole must be right too",
    arguments: [
      "skill: writing\nabout: x\ntypes: [{name: a, definition: d, answer_format: a}]", "skill: reading\nabout: x",
      "skill: reading\nabout: x\ntypes: []", "skill: reading\nabout: x\ntypes: {name: a}", "", "- a", "skill: [",
      "skill: reading\nabout: x\ntypes: [{name: a, definition: d, answer_format: a, weight: 0}]",
      "skill: reading\ntypes: [{name: a, definition: d, answer_format: a}]",
    ])
  func whole(text: String) {
    #expect(promptError { _ = try load(text) }?.code == "prompt.taxonomy_invalid")
  }
}
