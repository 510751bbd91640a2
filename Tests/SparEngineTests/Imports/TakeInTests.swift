// What imports store, and that storing it again adds nothing.

import LoopKit
import SparCore
import SparDatasets
import SparEngine
import SparStore
import SparTesting
import Testing

@Suite("Taking in what others have recorded", .timeLimit(.minutes(5)))
@Host
struct TakeInTests {
  private func take(
    _ kind: ImportKind, _ text: String, name: String = "rows.jsonl", in test: TestEngine,
    _ change: (inout ImportOptions) -> Void = { _ in }
  ) async throws -> TakenIn {
    var options = ImportOptions()
    change(&options)
    return try await test.engine.takeIn([try test.folder.write(text, to: name)], kind: kind, options: options)
  }

  private func battles(_ test: TestEngine) throws -> [Stored<Battle>] {
    try test.engine.store.read { try $0.records(Battle.self) }
  }

  private func verdicts(_ test: TestEngine) throws -> [Stored<Verdict>] {
    try test.engine.store.read { try $0.records(Verdict.self) }
  }

  private static let log = """
    {"question_id": 1, "model_a": "x", "model_b": "y", "winner": "model_a", "category": "math", "language": "German"}
    {"question_id": 2, "model_a": "y", "model_b": "x", "winner": "tie (bothbad)", "tstamp": 1682351591, "anony": true}
    {"question_id": 3, "model_a": "x", "model_b": "z", "outcome": 0.75, "weight": 2}

    """

  @Test("a log becomes battles without words, each with a verdict")
  func log() async throws {
    let test = try TestEngine()
    let taken = try await take(.battles, Self.log, in: test)
    #expect(taken.report.summary == "1 file, 3 rows (lmsys): 3 battles and 3 verdicts new")
    let battles = try battles(test), verdicts = try verdicts(test)
    #expect(battles.map(\.modelA) == ["x", "y", "x"])
    #expect(battles.allSatisfy { $0.instruction == nil && $0.responseA == nil })
    #expect(battles[0].category == "math")
    #expect(battles[0].language == "German")
    #expect(battles.map(\.question) == ["1", "2", "3"])
    #expect(battles[1].foughtAt == "2023-04-24T15:53:11.000Z")
    #expect(verdicts.map(\.state) == [.a, .tie, .a])
    #expect(verdicts.map(\.isBothBad) == [false, true, false])
    #expect(verdicts.map(\.preference) == [nil, nil, 0.75])
    #expect(verdicts.map(\.weight) == [1, 1, 2])
    #expect(try test.count(.call) == 0)
  }

  @Test("importing twice adds nothing, from another name neither")
  func twice() async throws {
    let test = try TestEngine()
    _ = try await take(.battles, Self.log, in: test)
    let again = try await take(.battles, Self.log, name: "copy.jsonl", in: test)
    #expect(again.report.summary == "1 file, 3 rows (lmsys): nothing new, 3 rows known")
    #expect(try test.count(.battle) == 3)
    #expect(try test.count(.verdict) == 3)
  }

  @Test("rows that say the same in one file are as many battles, and again known the second time")
  func sameRows() async throws {
    let test = try TestEngine()
    let text = String(repeating: "x,y,model_a\n", count: 5) + "y,x,model_a\n"
    let first = try await take(.battles, "model_a,model_b,winner\n" + text, name: "log.csv", in: test)
    #expect(first.report.added == ["battles": 6, "verdicts": 6])
    let again = try await take(.battles, "model_a,model_b,winner\n" + text + "x,y,model_a\n", name: "log.csv", in: test)
    #expect(again.report.added == ["battles": 1, "verdicts": 1])
    #expect(again.report.known == 6)
  }

  @Test("judges of the same question read one battle; what one of them says twice in different ways are two")
  func judges() async throws {
    let test = try TestEngine()
    let rows = [("gpt-4", "model_a"), ("claude", "model_b"), ("gpt-4", "model_a"), ("gpt-4", "model_b")]
    let text = rows.map {
      #"{"question_id": 1, "model_a": "x", "model_b": "y", "winner": "\#($1)", "judge": "\#($0)"}"#
    }
    let joined = text.joined(separator: "\n")
    let taken = try await take(.battles, joined, in: test)
    #expect(taken.report.added == ["battles": 2, "verdicts": 3])
    #expect(taken.report.known == 1)
    #expect(try verdicts(test).map(\.judge) == ["gpt-4", "claude", "gpt-4"])
    #expect(try await take(.battles, joined, in: test).report.added.isEmpty)
  }

  @Test("FastChat's pairs are readings of one battle in both seat orders, and what it could not read is not rated")
  func seatedPairs() async throws {
    let test = try TestEngine()
    let games = [("model_1", "model_2"), ("model_2", "error"), ("tie", "tie")]
    let text = games.enumerated().map { turn, game in
      """
      {"question_id": 81, "model_1": "x", "model_2": "y", "g1_winner": "\(game.0)", "g2_winner": "\(game.1)", \
      "judge": ["gpt-4", "pair-v2"], "g1_judgment": "One.", "g2_judgment": "Two.", "turn": \(turn + 1)}
      """
    }.joined(separator: "\n")
    let taken = try await take(.battles, text, in: test)
    #expect(taken.report.added == ["battles": 3, "verdicts": 6] && taken.report.badRowCount == 0)
    #expect(try verdicts(test).map(\.state) == [.a, .b, .b, .unparsed, .tie, .tie])
    #expect(try verdicts(test).map(\.order) == [.ab, .ba, .ab, .ba, .ab, .ba])
    #expect(try verdicts(test).prefix(2).map(\.explanation) == ["One.", "Two."])
    let judged = try test.engine.judgedBattles()
    #expect(judged.map(\.outcome) == [.tie, .unparsed, .tie] && judged.map(\.isFlipped) == [true, false, false])
    let again = try await take(.battles, text, name: "copy.jsonl", in: test).report
    #expect(again.summary == "1 file, 3 rows (fastchat-pair): nothing new, 3 rows known")
  }

  @Test("bad rows are counted with file and line, and as failed items")
  func badRows() async throws {
    let test = try TestEngine()
    let text = #"{"model_a": "x", "model_b": "x", "winner": "tie"}"# + "\n" + Self.log + "{\n"
    let report = try await take(.battles, text, in: test).report
    #expect(report.badRowCount == 2)
    #expect(Set(report.badRows.map(\.line)) == [1, 5])
    #expect(report.badRows.contains { $0.sentence.hasSuffix("rows.jsonl:1: x meets itself") })
    #expect(test.engine.failedItems == 2)
  }

  @Test("instructions bring their answers, which stand in for calls")
  func instructions() async throws {
    let test = try TestEngine()
    let text = #"{"instruction": "Name a river.", "input": "", "output": "Rhine", "source": "s"}"#
    let taken = try await take(.instructions, text, in: test) { $0.model = "davinci" }
    #expect(taken.report.added == ["instructions": 1, "responses": 1])
    let instruction = try await test.engine.instruction("Name a river.")
    #expect(taken.instructions.numbers == [instruction.id.number])
    let response = try await test.engine.respond(instruction, model: "davinci")
    #expect(response.text == "Rhine")
    #expect(test.model.requests.isEmpty)
    let origins = try test.engine.store.read { try $0.origins(of: response.id) }
    #expect(origins.map(\.line) == [1])
    #expect(origins.map(\.fields) == [["source": "s"]])
    #expect(origins[0].file.form == "alpaca")
  }

  @Test("a recorded response battles without a call for it")
  func battle() async throws {
    let test = try TestEngine()
    _ = try await take(.instructions, #"{"question_id": 5, "turns": ["Name a river."], "category": "geo"}"#, in: test)
    let answers = #"{"question_id": 5, "model_id": "gpt-4", "choices": [{"index": 0, "turns": ["Rhine"]}]}"#
    let taken = try await take(.responses, answers, name: "answers.jsonl", in: test)
    let instruction = try test.engine.record(Instruction.self, RecordID(.instruction, taken.instructions.numbers[0]))
    #expect(instruction.type == "geo")
    let battles = try await test.engine.battle(
      instruction, models: ["gpt-4", test.model.name], options: JudgeOptions())
    #expect(battles[0].battle.responseA == RecordID(.response, taken.responses.numbers[0]))
    #expect(test.model.requests.filter { $0.task.stage == "respond" }.count == 1)
  }

  @Test("a response to a question that nobody knows is refused, and so is one with too many turns")
  func unknownQuestion() async throws {
    let test = try TestEngine()
    _ = try await take(.instructions, #"{"question_id": 5, "turns": ["Name a river."]}"#, in: test)
    let answers = """
      {"question_id": 5, "model_id": "m", "choices": [{"turns": ["a", "b"]}]}
      {"question_id": 6, "model_id": "m", "text": "a"}
      {"question_id": 5, "text": "a"}
      """
    let report = try await take(.responses, answers, name: "answers.jsonl", in: test).report
    #expect(
      report.badRows.map(\.reason) == [
        "2 answers to an instruction of 1 turns", "question 6 is not known: import its instructions first",
        "no model: name it with the option model",
      ])
  }

  @Test("question ids of two sets have nothing to do with each other, and in one set they mean one thing")
  func sets() async throws {
    let test = try TestEngine()
    _ = try await take(.instructions, #"{"question_id": 1, "turns": ["One."]}"#, in: test)
    let other = #"{"question_id": 1, "turns": ["Another."]}"#
    let refused = try await take(.instructions, other, name: "b.jsonl", in: test).report
    #expect(refused.badRows[0].reason.hasPrefix("question 1 is another instruction already, i1"))
    _ = try await take(.instructions, other, name: "b.jsonl", in: test) { $0.set = "b" }
    let answers = #"{"question_id": 1, "model_id": "m", "text": "a"}"#
    let taken = try await take(.responses, answers, name: "answers.jsonl", in: test) { $0.set = "b" }
    let id = RecordID(.instruction, taken.instructions.numbers[0])
    #expect(try test.engine.record(Instruction.self, id).text == "Another.")
  }

  @Test("a log of known questions and responses makes battles that can be judged again")
  func knownWords() async throws {
    let test = try TestEngine()
    _ = try await take(.instructions, #"{"question_id": 1, "turns": ["Name a river."]}"#, in: test)
    let answers = ["x", "y"].map { #"{"question_id": 1, "model_id": "\#($0)", "text": "River \#($0)"}"# }
    _ = try await take(.responses, answers.joined(separator: "\n"), name: "answers.jsonl", in: test)
    let rows = [("x", "y", "model_a"), ("y", "x", "model_a")].map {
      #"{"question_id": 1, "model_a": "\#($0)", "model_b": "\#($1)", "winner": "\#($2)", "judge": "gpt-4"}"#
    }
    _ = try await take(.battles, rows.joined(separator: "\n"), name: "log.jsonl", in: test)
    let battles = try battles(test), verdicts = try verdicts(test)
    #expect(battles.count == 1)
    #expect(verdicts.map(\.order) == [.ab, .ba])
    #expect(verdicts.map(\.state) == [.a, .b])
    let judged = try await test.engine.judge(battles[0], options: JudgeOptions())
    #expect(judged.verdicts.count == 2)
    #expect(test.model.requests.allSatisfy { $0.task.stage == "judge" })
  }

  @Test("a battle without its words cannot be judged, and says how it could")
  func wordless() async throws {
    let test = try TestEngine()
    _ = try await take(.battles, Self.log, in: test)
    let battle = try battles(test)[0]
    #expect {
      _ = try battle.words()
    } throws: { error in
      (error as? EngineError)?.message == "The battle b1 was imported without its responses."
    }
  }

  @Test("votes are verdicts of people, on battles named by id or key")
  func votes() async throws {
    let test = try TestEngine()
    _ = try await take(.battles, Self.log, in: test)
    let key = try battles(test)[1].key.short
    let text = "battle,vote,voter\nb1,b,me\n\(key),a,\nb99,a,me\n"
    let report = try await take(.votes, text, name: "votes.csv", in: test) { $0.judge = "ben" }.report
    #expect(report.added == ["verdicts": 2])
    #expect(report.badRows.map(\.reason) == ["there is no battle b99"])
    let votes = try verdicts(test).suffix(2)
    #expect(votes.map(\.judge) == ["human:me", "human:ben"])
    #expect(votes.map(\.state) == [.b, .a])
    #expect(votes.map(\.battle.description) == ["b1", "b2"])
  }

  @Test("a vote needs somebody who votes")
  func voter() async throws {
    let test = try TestEngine()
    _ = try await take(.battles, Self.log, in: test)
    let report = try await take(.votes, "battle,vote\nb1,b\n", name: "votes.csv", in: test).report
    #expect(report.badRows.map(\.reason) == ["nobody is named who votes: name one with the option voter"])
  }

  @Test("a later vote of the same person takes the place of the earlier one")
  func revote() async throws {
    let test = try TestEngine()
    let rows = ["model_a", "model_b"].map {
      #"{"question_id": 1, "model_a": "x", "model_b": "y", "winner": "\#($0)", "voter": "me"}"#
    }
    _ = try await take(.votes, rows.joined(separator: "\n"), in: test)
    #expect(try test.engine.judgedBattles().map(\.outcome) == [.b])
  }

  @Test("an import that was broken off goes on where it stopped")
  func resumed() async throws {
    let test = try TestEngine()
    let rows = (0..<40_000).map { #"{"question_id": \#($0), "model_a": "x", "model_b": "y", "winner": "tie"}"# }
    _ = try await take(.battles, rows.prefix(17_000).joined(separator: "\n"), in: test)
    let taken = try await take(.battles, rows.joined(separator: "\n"), in: test)
    #expect(taken.report.known == 17_000)
    #expect(try test.count(.battle) == 40_000)
  }
}
