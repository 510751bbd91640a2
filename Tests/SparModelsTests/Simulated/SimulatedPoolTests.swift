// The pool as a provider: same bytes for the same request, replies that parse, any text, any stage.

import LoopKit
import SparCore
import SparModels
import Testing

@Suite("The simulated pool")
struct SimulatedPoolTests {
  private let stages: [(model: String, stage: String, agent: String)] = [
    ("author", "transform", "debate"), ("author", "instruct", "reading-comprehension"),
    ("suggester", "suggest", "harder"),
    ("editor", "edit", "easier"), ("master", "respond", "answer"), ("judge", "judge", "scores"),
  ]

  private func inputs(_ passage: String, count: Int = 3) -> [String: JSON] {
    [
      "seed": .string(passage), "passage": .string(passage),
      "instruction": "What does the passage say about the tower?",
      "suggestion": "Ask for the cause as well.", "type": "strengthen", "definition": "", "answer_format": "",
      "count": .int(Int64(count)), "first": .string(passage), "second": "The tower is old.",
      "answerability": "answerable",
    ]
  }

  @Test("the same request gives the same bytes, in every stage")
  func deterministic() throws {
    for (model, stage, agent) in stages {
      let request = PoolDriver.request(stage, agent, inputs(Passages.lighthouse))
      let reply = try SimulatedPool().answer(request, model: model)
      #expect(try SimulatedPool().answer(request, model: model) == reply)
      #expect(!reply.text.isEmpty)
    }
  }

  @Test("another ordinal, seed, message or model gives another reply")
  func varied() throws {
    let pool = SimulatedPool()
    let request = PoolDriver.request("transform", "debate", inputs(Passages.lighthouse))
    let reply = try pool.answer(request, model: "author").text
    var others = [request, request, request]
    others[0].ordinal = 1
    others[1].sampling.seed = 7
    others[2].messages[0].content += " Be brief."
    for other in others { #expect(try pool.answer(other, model: "author").text != reply) }
    #expect(try pool.answer(request, model: "editor").text != reply)
  }

  @Test("the provider answers on the host's loop what the pool answers")
  func provider() async throws {
    let request = PoolDriver.request("respond", "answer", inputs(Passages.lighthouse))
    let provider: any Provider = SimulatedPool()
    let reply = try await Host.task { try await provider.reply(to: request, model: "master?skill=0.7", in: nil) }.value
    #expect(try reply == SimulatedPool().answer(request, model: "master?skill=0.7"))
  }

  @Test("usage is an estimate of a token per four bytes")
  func usage() throws {
    let request = PoolDriver.request("respond", "answer", inputs(Passages.lighthouse))
    let reply = try SimulatedPool().answer(request, model: "master")
    let usage = try #require(reply.usage)
    #expect(usage.isEstimate)
    #expect(usage.output == (reply.text.utf8.count + 3) / 4)
    #expect(usage.input > 0)
  }

  @Test("a token limit cuts the reply between scalars and says so")
  func limit() throws {
    let request = PoolDriver.request(
      "transform", "debate", ["seed": .string(Passages.chinese)], sampling: Sampling(maxTokens: 30))
    let reply = try SimulatedPool().answer(request, model: "author")
    #expect(reply.finish == .length)
    #expect((100...120).contains(reply.text.utf8.count))
    #expect(!reply.text.unicodeScalars.contains("\u{FFFD}"))
  }

  @Test("instructions and suggestions are lists of as many strings as asked for", arguments: Passages.all)
  func lists(passage: String) throws {
    for ordinal in 0..<20 {
      for (stage, agent) in [
        ("instruct", "any"), ("suggest", "harder"), ("suggest", "easier"), ("suggest", "unanswerable"),
        ("suggest", "flip"),
      ] {
        let reply = try PoolDriver.ask("author?sloppy=0.5", stage, agent, inputs(passage), ordinal: ordinal)
        let items = PoolDriver.list(reply)
        #expect(items.count == 3, "\(stage)/\(agent): \(reply)")
        #expect(items.allSatisfy { !$0.isEmpty })
      }
    }
  }

  @Test("edits and scores are objects with their members", arguments: Passages.all)
  func objects(passage: String) throws {
    for agent in ["harder", "easier", "unanswerable", "flip"] {
      let edit = PoolDriver.object(try PoolDriver.ask("editor?sloppy=0.5", "edit", agent, inputs(passage)))
      #expect(edit["instruction"]?.string?.isEmpty == false)
    }
    for ordinal in 0..<10 {
      let scores = PoolDriver.object(
        try PoolDriver.ask("judge?sloppy=0.5", "judge", "scores", inputs(passage), ordinal: ordinal))
      let first = try #require(scores["first"]?.double), second = try #require(scores["second"]?.double)
      #expect((1...10).contains(first) && (1...10).contains(second))
      #expect(first * 2 == (first * 2).rounded())
      #expect(scores["ranking"]?.string == (first == second ? "tie" : first > second ? "first" : "second"))
      #expect(scores["explanation"]?.string?.isEmpty == false)
    }
  }

  @Test("every transformation keeps the facts of the seed", arguments: Passages.transformations)
  func transformations(form: String) throws {
    let text = try PoolDriver.ask("author", "transform", form, ["seed": .string(Passages.lighthouse)])
    for fact in ["1851", "Ada Field", "granite", "Tomas Hale", "158"] { #expect(text.contains(fact)) }
    #expect(text != Passages.lighthouse)
  }

  @Test("every transformation, type and contender gets along with any text", arguments: Passages.all)
  func anyText(passage: String) throws {
    for form in Passages.transformations {
      #expect(
        try !PoolDriver.ask("author", "transform", form, ["seed": .string(passage), "language": "python"]).isEmpty)
    }
    for type in Passages.types {
      let instruction = try PoolDriver.instructions(passage, type: type)[0]
      let edited = try PoolDriver.edit("harder", instruction, passage).instruction
      for model in ["novice", "master"] {
        #expect(try !PoolDriver.response(model, edited, passage, ["type": .string(type)]).isEmpty)
      }
    }
  }

  @Test("questions quote or name what the passage holds", arguments: Passages.types)
  func concrete(type: String) throws {
    let words = Set(Passages.lighthouse.split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 3 })
    for instruction in try PoolDriver.instructions(Passages.lighthouse, type: type, count: 4) {
      #expect(words.contains { instruction.contains($0) }, "\(instruction)")
    }
  }

  @Test("braces of the passage stay as they are in a question")
  func braces() throws {
    let passage = "The {topic} of the day is written between the {other} braces of this template."
    for instruction in try PoolDriver.instructions(passage, type: "strengthen", count: 4) {
      #expect(instruction.contains("The {topic} of the day is written between the {other} braces"))
    }
  }

  @Test("a response is never empty, not even a vague one without its forbidden words")
  func neverEmpty() throws {
    let instruction = "What of it? Do not use the word \"generally\"."
    for ordinal in 0..<300 {
      let inputs: [String: JSON] = ["instruction": .string(instruction), "passage": "G1 stands alone."]
      let text = try PoolDriver.ask("novice?skill=0.2&spread=0", "respond", "answer", inputs, ordinal: ordinal)
      #expect(text.contains { $0.isLetter })
    }
  }

  @Test("any simulated model does any stage")
  func anyStage() throws {
    for (name, _) in SimulatedModel.builtIn {
      for (_, stage, agent) in stages {
        #expect(try !PoolDriver.ask(name, stage, agent, inputs(Passages.lighthouse)).isEmpty)
      }
      #expect(try !PoolDriver.ask(name, "unheard-of", "agent", [:]).isEmpty)
    }
  }

  @Test("a few lists in a hundred are not bare JSON")
  func sloppy() throws {
    let replies = try (0..<400).map { ordinal in
      try PoolDriver.ask("author", "suggest", "harder", inputs(Passages.sentence), ordinal: ordinal)
    }
    #expect((4...25).contains(replies.count { !$0.hasPrefix("[") }))
  }
}
