// Every built-in form of a judge: what its reply becomes, and that nothing of a broken one is ever rated.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparPrompts
import SparStore
import SparTesting
import Testing

@Suite("Forms of judges", .timeLimit(.minutes(5)))
@Host
struct JudgeFormTests {
  /// A battle of x, who responds "x", and y, who responds "y", judged with one prompt.
  private func battle(
    _ test: TestEngine, _ agent: String, change: (inout Judge) -> Void = { _ in },
    answer: @escaping ScriptedModel.Answer
  ) async throws -> JudgedBattle {
    let names = ["x", "y"].map { name in test.script(name) { _ in ChatReply(text: name) }.name }
    var judge = Judge("j", model: test.script("judge", answer).name)
    judge.agent = agent
    change(&judge)
    var options = JudgeOptions()
    options.panel = [judge]
    return try await test.engine.battle(
      try await test.engine.instruction("Name a fuel."), models: names, options: options)[0]
  }

  private func says(_ first: String, _ second: String) -> ScriptedModel.Answer {
    { request in ChatReply(text: request.task.text("first") == "x" ? first : second) }
  }

  @Test("labels by seat become winners by model, with a ranking and the reasons")
  func pair() async throws {
    let battle = try await battle(try TestEngine(), "pair", answer: says("Good.\n\n[[A]]", "Good.\n\n[[B]]"))
    #expect(battle.outcome == .a && battle.verdicts.map(\.state) == [.a, .a] && !battle.isFlipped)
    #expect(battle.verdicts.map(\.ranking) == [[["scripted/x"], ["scripted/y"]], [["scripted/x"], ["scripted/y"]]])
    #expect(battle.verdicts[0].explanation == "Good." && battle.verdicts[0].scoreA == nil)
  }

  @Test("a clear win weighs more, in a column and not as more battles")
  func fiveWay() async throws {
    let clear = try await battle(try TestEngine(), "five-way", answer: says("[[A>>B]]", "[[B>>A]]"))
    #expect(clear.outcome == .a && clear.weight == 3 && clear.verdicts.count == 2)
    let slight = try await battle(try TestEngine(), "five-way", answer: says("[[A>>B]]", "[[B>A]]"))
    #expect(slight.outcome == .a && slight.weight == 2)
    let other = try await battle(
      try TestEngine(), "five-way", change: { $0.strong = 1 }, answer: says("[[A>>B]]", "[[B>>A]]"))
    #expect(other.weight == 1)
  }

  @Test("a sentence decides")
  func sentence() async throws {
    let battle = try await battle(
      try TestEngine(), "sentence", answer: says("Response (b) is better.", "Response (a) is better."))
    #expect(battle.outcome == .b)
  }

  @Test("one letter with its probability is a soft outcome, the mean of both seat orders")
  func token() async throws {
    let test = try TestEngine()
    let battle = try await battle(test, "token") { request in
      #expect(request.topLogprobs == 5)
      let isFirst = request.task.text("first") == "x"
      var reply = ChatReply(text: isFirst ? "A" : "B")
      // A with 0.8, then with 0.4.
      let a = isFirst ? -0.22314355 : -0.91629073, b = isFirst ? -1.60943791 : -0.51082562
      reply.logprobs = [
        [
          "token": .string(reply.text), "logprob": .double(isFirst ? a : b),
          "top_logprobs": [["token": "A", "logprob": .double(a)], ["token": "B", "logprob": .double(b)]],
        ]
      ]
      return reply
    }
    let preferences = battle.verdicts.compactMap(\.preference)
    #expect(abs(preferences[0] - 0.8) < 1e-6 && abs(preferences[1] - 0.6) < 1e-6)
    #expect(battle.outcome == .a && abs((battle.points ?? 0) - 0.7) < 1e-6)
    let again = try test.engine.judgedBattles()[0]
    #expect(again.points == battle.points && test.model.requests.isEmpty)
  }

  @Test("a letter without probabilities is no verdict of this form")
  func noLogprobs() async throws {
    let battle = try await battle(try TestEngine(), "token", answer: says("A", "B"))
    #expect(battle.outcome == .unparsed && battle.points == nil)
    #expect(battle.verdicts[0].explanation?.contains("probabilities") == true)
  }

  @Test("a reference is written by a model once, and shown to the judge in both orders")
  func reference() async throws {
    let test = try TestEngine()
    let writer = test.script("writer") { _ in ChatReply(text: "Kerosene.") }
    let battle = try await battle(test, "reference", change: { $0.reference = writer.name }) { request in
      #expect(request.task.text("reference") == "Kerosene." && request.messages[1].content.contains("Kerosene."))
      return ChatReply(text: "[[C]]")
    }
    #expect(battle.outcome == .tie && writer.requests.count == 1)
  }

  @Test("without a reference the verdict is an error that says what is missing")
  func noReference() async throws {
    let battle = try await battle(try TestEngine(), "reference", answer: says("[[A]]", "[[B]]"))
    #expect(battle.outcome == .error && battle.verdicts[0].explanation == "The judge 'j' needs a reference.")
  }

  @Test("a rubric is written once for an instruction, by the judge's own model, or given")
  func rubric() async throws {
    let test = try TestEngine()
    let answer: ScriptedModel.Answer = { request in
      if request.task.stage == "rubric" { return .items(["Names a fuel.", "Names one."]) }
      #expect(request.task.text("rubric") == "1. Names a fuel.\n2. Names one.")
      return .scores(7, 7)
    }
    #expect(try await battle(test, "rubric", answer: answer).outcome == .tie)
    #expect(try test.calls.count { $0.stage == "rubric" } == 1)
    let given = try await battle(try TestEngine(), "rubric", change: { $0.given = ["rubric": "Rhymes."] }) { request in
      #expect(request.task.stage == "judge" && request.task.text("rubric") == "Rhymes.")
      return .scores(7, 7)
    }
    #expect(given.outcome == .tie)
  }

  @Test("a judge may read one order only, and have a policy and a margin of its own")
  func ownSettings() async throws {
    let single = try await battle(
      try TestEngine(), "pair", change: { $0.inBothOrders = false }, answer: says("[[A]]", "[[A]]"))
    #expect(single.verdicts.map(\.order) == [.ab] && single.outcome == .a)
    let abstaining = try await battle(
      try TestEngine(), "pair", change: { $0.policy = .abstain }, answer: says("[[A]]", "[[A]]"))
    #expect(abstaining.outcome == .inconsistent)
    let wide = try await battle(try TestEngine(), "scores", change: { $0.margin = 1 }) { _ in .scores(7, 6) }
    #expect(wide.outcome == .tie && !wide.isFlipped)
  }

  @Test("a function judges without a call, and its source is the definition")
  func function() async throws {
    let test = try TestEngine()
    let battle = try await battle(
      test, "scores",
      change: { judge in
        judge.model = nil
        judge.inBothOrders = false
        judge.function = JudgeFunction(source: "shorter") { pair in
          #expect(pair.instruction.text == "Name a fuel." && pair.first == "x" && pair.second == "y")
          return SeatReading(preference: 0.25, margin: 0, explanation: "By rule.")
        }
      }
    ) { _ in throw ModelError(code: "model.bad_request", message: "Nobody asks.") }
    #expect(battle.outcome == .b && battle.points == 0.25 && battle.verdicts[0].explanation == "By rule.")
    let definition = try test.engine.store.read { try $0.definitions(kind: "judge", name: "j") }[0].definition
    #expect(definition.text.contains("shorter") && battle.verdicts[0].definition == definition.hash)
  }

  @Test("the definition names prompt, parser, model, parameters and policy, and another one gives another hash")
  func definition() async throws {
    let test = try TestEngine()
    let first = try await battle(test, "pair", answer: says("[[A]]", "[[B]]"))
    let second = try await battle(test, "pair", change: { $0.policy = .sum }, answer: says("[[A]]", "[[B]]"))
    #expect(first.verdicts[0].definition != nil && first.verdicts[0].definition != second.verdicts[0].definition)
    let text = try test.engine.store.read { try $0.definitions(kind: "judge") }[0].definition.text
    for part in ["scripted/judge", "judge/pair", "prompt_hash", #""parser": "pair""#, "temperature", "policy"] {
      #expect(text.contains(part))
    }
    #expect(try test.calls.count { $0.stage == "judge" } == 2)
  }

  @Test(
    "a judge that breaks in any of twelve ways is never rated",
    arguments: [
      ("pair", "A is better, I think."), ("pair", "[[A]] … no, [[B]]"), ("pair", "<think>It is [[A]]"), ("pair", "   "),
      ("pair", "[[D]]"), ("scores", #"{"first": 9}"#), ("scores", #"{"first": 15, "second": 3}"#),
      ("scores", #"{"first": 2, "second": 9, "ranking": "first"}"#), ("five-way", "[[A]]"), ("token", "Perhaps A"),
      ("sentence", "Neither (a) nor (b) is better."), ("ranking", #"{"ranking": [1, 1]}"#),
    ])
  func broken(agent: String, reply: String) async throws {
    let test = try TestEngine()
    let battle = try await battle(test, agent) { _ in ChatReply(text: reply) }
    #expect(battle.outcome == .unparsed && battle.points == nil && battle.scoreA == nil)
    #expect(battle.verdicts.allSatisfy { $0.state == .unparsed && $0.explanation?.isEmpty == false })
    #expect(try test.engine.judgedBattles().allSatisfy { !$0.outcome.isRated })
  }

  @Test("nor is one that is cut, withheld, refused, or fails in one order alone")
  func brokenServers() async throws {
    let answers: [ScriptedModel.Answer] = [
      { _ in ChatReply(text: "[[A]]", finish: .length) }, { _ in ChatReply(text: "[[A]]", finish: .filtered) },
      { _ in throw ModelError(code: "model.bad_request", message: "No.") },
      { request in
        guard request.task.text("first") == "x" else { throw ModelError(code: "model.bad_request", message: "No.") }
        return ChatReply(text: "[[A]]")
      },
    ]
    for answer in answers {
      let battle = try await battle(try TestEngine(), "pair", answer: answer)
      #expect(battle.outcome == .error && battle.points == nil)
    }
  }

  @Test("a prompt that gives no verdict is refused before anybody is asked")
  func wrongForm() async throws {
    let folder = try TemporaryFolder()
    let text = "---\nabout: Chats.\nrole: judge\nreply: text\n---\n=== user ===\nHello.\n"
    try folder.write(text, to: "Prompts/judge/chatty.md")
    let test = try TestEngine(prompts: [folder.file("Prompts")])
    let error = await #expect(throws: EngineError.self) {
      try await battle(test, "chatty") { _ in ChatReply(text: "Hello.") }
    }
    #expect(error?.kind == .argument && error?.message.contains("which is no verdict") == true)
  }

  @Test(
    "simulated models play every form",
    arguments: ["scores", "pair", "five-way", "reference", "rubric", "sentence", "token", "ranking"])
  func simulated(agent: String) async throws {
    let test = try TestEngine()
    let passage = "The lighthouse was built in 1851. It burned whale oil, then lard oil, then kerosene."
    let instruction = try await test.instruction(passage)
    var judge = Judge("j", model: "sim/judge?noise=0")
    judge.agent = agent
    judge.reference = "sim/master"
    var options = JudgeOptions()
    options.panel = [judge]
    let battles = try await test.engine.battle(
      instruction, models: ["sim/novice", "sim/master?skill=1", "sim/journeyman"], options: options)
    #expect(battles.count == 3 && battles.allSatisfy { $0.outcome.isRated })
    #expect(battles.allSatisfy { $0.verdicts.allSatisfy { !$0.ranking.isEmpty } })
  }
}
