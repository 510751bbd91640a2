// The skills that ship with Spar: whatever is drawn for a seed leads to an instruction.

import Foundation
import SparCore
import Testing

@testable import SparPrompts

@Suite("The shipped skills") struct ShippedSkillsTests {
  private let library: PromptLibrary

  init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
    library = try PromptLibrary(folders: [root.appending(path: "Prompts").path()])
  }

  @Test("every skill has seven types or more, each in a group")
  func types() throws {
    for skill in library.skills {
      let nodes = try library.taxonomy(skill: skill).nodes
      #expect(nodes.count >= 7, "\(skill)")
      #expect(nodes.filter { $0.parent == nil }.map(\.name) == [], "\(skill)")
    }
  }

  @Test("every seed that a skill takes can be transformed, and every transformation leads to tasks that can be done")
  func reach() throws {
    for skill in library.skills {
      let taxonomy = try library.taxonomy(skill: skill)
      for seed in taxonomy.head.seeds {
        let suited = try taxonomy.head.transformations.map(\.name)
          .filter { try library.agent("transform", $0).suits(seedsOf: seed) }
        #expect(!suited.isEmpty, "\(skill): \(seed)")
        for transformation in suited {
          let types = taxonomy.nodes.filter { node in
            node.applies(to: transformation) && (node.seeds.isEmpty || node.seeds.contains(seed)) && node.weight > 0
          }
          #expect(types.contains { $0.answerability == .answerable }, "\(skill): \(seed), \(transformation)")
        }
      }
    }
  }

  @Test("tool use has its eight cases, and says which of them cannot be done as they stand")
  func toolUse() throws {
    let taxonomy = try library.taxonomy(skill: "tool-use")
    let cases: [String: Answerability] = [
      "one-api": .answerable, "one-api-superfluous": .answerable, "one-api-missing": .missingInformation,
      "several-apis": .answerable, "several-apis-superfluous": .answerable, "several-apis-missing": .missingInformation,
      "unlisted-api": .missingAPI, "several-apis-some-unlisted": .missingAPI,
    ]
    for (name, answerability) in cases {
      #expect(taxonomy.node(named: name)?.answerability == answerability, "\(name)")
    }
  }

  @Test("a judge asks of each kind of undoable task what is right for it")
  func judges() throws {
    for agent in [try library.agent("judge", "scores"), try library.agent("score", "alone")] {
      var texts: Set<String> = []
      for answerability in Answerability.allCases {
        var inputs = Dictionary(uniqueKeysWithValues: agent.inputs.map { ($0.name, $0.sample) })
        inputs["answerability"] = .string(answerability.rawValue)
        texts.insert(try agent.render(inputs)[1].content)
      }
      #expect(texts.count == Answerability.allCases.count, "\(agent.file)")
    }
  }

  @Test("retrieved documents are numbered and otherwise left as they are")
  func documents() throws {
    let agent = try library.agent("transform", "retrieved-documents")
    #expect(!agent.makesCall)
    let messages = try agent.render([
      "documents": [["title": "Oil & wicks", "text": "  a < b\n{{ c }}"], ["title": "", "text": "second"]]
    ])
    #expect(messages == [ChatMessage(.user, "[D1] Oil & wicks\n  a < b\n{{ c }}\n\n[D2]\nsecond")])
  }
}
