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
    "agents declare the inputs their stage is given",
    arguments: [
      ("transform", ["seed"], ["language"], ReplyFormat.text, AgentRole.author),
      ("instruct", ["passage", "transformation", "type", "definition", "answer_format", "count"], [], .items, .author),
      ("suggest", ["instruction", "type", "count"], ["passage"], .items, .suggester),
      ("edit", ["instruction", "suggestion"], ["passage"], .edit, .editor),
      ("respond", ["instruction"], ["passage"], .text, .contender),
      ("judge", ["instruction", "first", "second", "answerability"], ["passage"], .scores, .judge),
      ("score", ["instruction", "response", "answerability"], ["passage"], .score, .judge),
    ] as [(String, Set<String>, Set<String>, ReplyFormat, AgentRole)])
  func inputs(stage: String, required: Set<String>, optional: Set<String>, reply: ReplyFormat, role: AgentRole) {
    let agents = library.agents(in: stage)
    #expect(!agents.isEmpty)
    for agent in agents {
      #expect(Set(agent.inputs.filter { !$0.isOptional }.map(\.name)) == required, "\(agent.file)")
      #expect(Set(agent.inputs.filter(\.isOptional).map(\.name)) == optional, "\(agent.file)")
      #expect(agent.reply == reply && agent.role == role, "\(agent.file)")
    }
  }

  @Test("the nine transformations of the paper are there, and only identity makes no call")
  func transformations() {
    let names = [
      "argument-passage", "conversation", "debate", "identity", "instructional-passage", "long-text",
      "meeting-transcript", "poem", "satire",
    ]
    #expect(library.names(in: "transform") == names)
    #expect(library.agents.filter { !$0.makesCall }.map(\.name) == ["identity"])
  }

  @Test("suggesters and editors come in pairs")
  func pairs() {
    #expect(library.names(in: "suggest") == ["easier", "flip", "harder", "unanswerable"])
    #expect(library.names(in: "edit") == library.names(in: "suggest"))
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
    for transformation in library.names(in: "transform") {
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
