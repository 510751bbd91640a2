// The wording that ships with Spar: clean, and with the inputs the engine gives.

import Foundation
import SparCore
import Testing

@testable import SparPrompts

@Suite("The shipped prompts") struct ShippedPromptsTests {
  private let library: PromptLibrary

  init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
    library = try PromptLibrary(folders: [root.appending(path: "Prompts").path()])
  }

  @Test("every file is clean")
  func clean() {
    #expect(library.check() == [])
    #expect(!library.agents.isEmpty)
  }

  @Test(
    "agents take what their stage gives, and reply in a form it works with",
    arguments: [
      ("transform", ["seed", "language", "seed_type"], [.text, .json], .author),
      (
        "instruct",
        [
          "passage", "transformation", "type", "definition", "answer_format", "count", "answerability", "language",
          "seed_type", "skill",
        ], [.items], .author
      ),
      ("suggest", ["instruction", "type", "count"], [.items], .suggester),
      ("edit", ["instruction", "suggestion"], [.edit], .editor),
      ("respond", ["instruction"], [.text], .contender),
      (
        "judge", ["instruction", "first", "second", "answerability", "responses", "reference", "rubric"],
        [.scores, .pair, .fiveWay, .sentence, .token, .ranking], .judge
      ),
      ("rubric", ["instruction", "answerability"], [.items], .judge),
      ("improve", ["instruction", "answerability", "response", "critique"], [.text], .editor),
      ("score", ["instruction", "response", "answerability"], [.score], .judge),
    ] as [(String, Set<String>, [ReplyFormat], AgentRole)])
  func inputs(stage: String, given: Set<String>, replies: [ReplyFormat], role: AgentRole) {
    let agents = library.agents(in: stage)
    #expect(!agents.isEmpty)
    for agent in agents {
      // A transformation may need what a caller passes along; the other stages work with what they know.
      let required = Set(agent.inputs.filter { !$0.isOptional }.map(\.name))
      #expect(stage == "transform" || required.isSubset(of: given), "\(agent.file)")
      #expect(replies.contains(agent.reply) && agent.role == role, "\(agent.file)")
    }
  }

  @Test("the nine transformations of the paper are there, and identity makes no call")
  func transformations() throws {
    let names = [
      "argument-passage", "conversation", "debate", "identity", "instructional-passage", "long-text",
      "meeting-transcript", "poem", "satire",
    ]
    #expect(Set(library.names(in: "transform")).isSuperset(of: names))
    #expect(try !library.agent("transform", "identity").makesCall)
  }

  @Test("suggesters and editors come in pairs")
  func pairs() {
    #expect(Set(library.names(in: "suggest")).isSuperset(of: ["easier", "flip", "harder", "unanswerable"]))
    #expect(library.names(in: "edit") == library.names(in: "suggest"))
  }

  @Test("two goals live in the passage, and one makes an instruction unanswerable")
  func goals() throws {
    #expect(try library.agent("edit", "flip").edits == .passage)
    #expect(try library.agent("edit", "unanswerable").edits == .passage)
    #expect(try library.agent("edit", "unanswerable").answerability == .unanswerable)
    #expect(try library.agent("edit", "harder").edits == .instruction)
    #expect(try library.agent("edit", "harder").answerability == nil)
  }

  @Test("reading comprehension has its 43 types, and every kind of passage has some")
  func taxonomy() throws {
    let taxonomy = try library.taxonomy(skill: "reading-comprehension")
    #expect(taxonomy.nodes.count == 43)
    let paper = [
      "literal-comprehension", "numerical-discrete-reasoning", "critical-comprehension", "evaluative-comprehension",
      "vocabulary-and-language-use", "relationship-comprehension", "sequencing-events", "strengthen", "weaken",
      "necessary-assumption", "flaw", "inference", "principle", "method-of-reasoning",
    ]
    for name in paper { #expect(taxonomy.node(named: name) != nil, "\(name)") }
    let listed = taxonomy.head.transformations.map(\.name)
    for transformation in listed.isEmpty ? library.names(in: "transform") : listed {
      #expect(taxonomy.nodes.count { $0.applies(to: transformation) } >= 20, "\(transformation)")
    }
    #expect(taxonomy.node(named: "point-at-dispute")?.applies(to: "poem") == false)
    #expect(taxonomy.nodes.filter { $0.answerability == .unanswerable }.map(\.name) == ["unanswerable-detection"])
  }

  @Test("a contender gets the passage and the instruction and not a word more")
  func contender() throws {
    let agent = try library.agent("respond", "answer")
    #expect(try agent.render(["instruction": "Do."]) == [ChatMessage(.user, "Do.")])
    #expect(try agent.render(["instruction": "Do.", "passage": "P."]) == [ChatMessage(.user, "P.\n\nDo.")])
  }

  @Test("a judge is told what an unanswerable task asks of a response")
  func judge() throws {
    let agent = try library.agent("judge", "scores")
    var inputs: [String: JSON] = ["instruction": "Do.", "first": "A", "second": "B", "answerability": "answerable"]
    let answerable = try agent.render(inputs)[1].content
    inputs["answerability"] = "unanswerable"
    let unanswerable = try agent.render(inputs)[1].content
    #expect(answerable.contains("declines it") && !answerable.contains("makes nothing up"))
    #expect(unanswerable.contains("makes nothing up") && !unanswerable.contains("declines it"))
    #expect(unanswerable.contains("BEGINS -----\nA\n-----") && unanswerable.contains("BEGINS -----\nB\n-----"))
  }
}
