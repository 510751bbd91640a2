// The head of a taxonomy file, and what `check` finds out about a skill as a whole.

import SparCore
import Testing

@testable import SparPrompts

@Suite("The head of a taxonomy") struct SkillHeadTests {
  private func load(_ head: String, type: String = "") throws -> TaxonomyFile {
    let text = """
      skill: coding
      about: Code.
      \(head)
      types:
        - {name: repair, definition: d, answer_format: a\(type)}
      """
    let source = try PromptSource(file: "coding.yaml", bytes: Array(text.utf8), kind: .taxonomyInvalid)
    return try TaxonomyFile(skill: "coding", source, transformations: ["identity", "code-task", "poem"])
  }

  @Test("seeds, weighted transformations and weighted goals are read in their order")
  func head() throws {
    let head = try load(
      """
      seeds: [code, text]
      transformations: {identity: 2, code-task: 0.5}
      goals:
        harder: 2
        easier: 0
      """
    ).taxonomy.head
    #expect(
      head
        == SkillHead(
          about: "Code.", seeds: ["code", "text"],
          transformations: [WeightedName("identity", 2), WeightedName("code-task", 0.5)],
          goals: [WeightedName("harder", 2), WeightedName("easier", 0)]))
    #expect(head.takes(seedsOf: "code") && !head.takes(seedsOf: "table"))
  }

  @Test("a list of names is one of weight 1 each, and a file without a head has an empty one")
  func list() throws {
    let head = try load("transformations: [identity, poem]\ngoals: harder").taxonomy.head
    #expect(head.transformations == [WeightedName("identity"), WeightedName("poem")])
    #expect(head.goals == [WeightedName("harder")])
    #expect(try load("").taxonomy.head == SkillHead(about: "Code.") && load("").taxonomy.head.isBare)
  }

  @Test("a type may suit some of the skill's seeds")
  func typeSeeds() throws {
    let node = try load("seeds: [code, text]", type: ", seeds: [code]").taxonomy.nodes[0]
    #expect(node.applies(toSeedsOf: "code") && !node.applies(toSeedsOf: "text"))
    #expect(try load("seeds: [code]").taxonomy.nodes[0].applies(toSeedsOf: "table"))
  }

  @Test(
    "every answerability is read",
    arguments: [
      ("answerable", Answerability.answerable), ("unanswerable", .unanswerable),
      ("missing-information", .missingInformation), ("missing-api", .missingAPI),
    ])
  func answerability(word: String, value: Answerability) throws {
    #expect(try load("", type: ", answerability: \(word)").taxonomy.nodes[0].answerability == value)
  }

  @Test(
    "what cannot be used is refused with its line",
    arguments: [
      ("transformations: {identity: 1, code-tsak: 1}", "", 3, "code-task"),
      ("transformations: {identity: -1}", "", 3, "weight"), ("transformations: {identity: x}", "", 3, "number"),
      ("transformations: {identity: 0}", "", 3, "above 0"), ("transformations: [poem, poem]", "", 3, "twice"),
      ("goals: {Too hard: 1}", "", 3, "kebab"), ("goals: [[harder]]", "", 3, "list of texts"),
      ("seeds: [Source Code]", "", 3, "kebab"), ("seeds: [code]", ", seeds: [text]", 5, "type of seed"),
      ("transformations: [poem]", ", transformations: [identity]", 5, "identity"), ("goal: [harder]", "", 3, "goals"),
    ])
  func refused(head: String, type: String, line: Int, word: String) {
    let error = promptError { _ = try load(head, type: type) }
    #expect(error?.code == "prompt.taxonomy_invalid" && error?.line == line)
    #expect(error?.description.contains(word) == true, "\(error?.description ?? "")")
  }

  @Test("check says what of a skill could never be done, with its line")
  func unreachable() throws {
    let folder = try PromptFolder([
      "transform/poem.md": prompt("{{ seed }}", extra: "seeds: [text]\n"),
      "transform/debate.md": prompt("{{ seed }}", extra: "seeds: [api, code]\n"),
      "suggest/harder.md": prompt("{{ seed }}"),
      "taxonomy/coding.yaml": """
      skill: coding
      about: Code.
      seeds: [code]
      transformations: {poem: 1, debate: 1}
      goals: {harder: 1}
      types:
        - {name: repair, definition: d, answer_format: a, transformations: [debate]}
        - {name: rhyme, definition: d, answer_format: a, transformations: [poem]}
        - {name: any, definition: d, answer_format: a}
      """,
    ])
    let problems = try folder.library.check().map { "\($0.line ?? 0) \($0.sentence)" }
    #expect(
      problems == [
        "0 has no agent instruct/coding.md.", "5 has the goal 'harder' without an agent edit/harder.md.",
        "4 takes seeds of the types code, and 'poem' suits none of them.",
        "8 has the type 'rhyme', which no transformation of the skill reaches.",
      ])
  }
}
