// The forms in which others write, by rows as their projects publish them.

import SparCore
import SparDatasets
import Testing

@Suite("Forms of instructions and responses")
struct ExchangeFormTests {
  @Test("Alpaca's input stands below its instruction, its output is an answer")
  func alpaca() throws {
    let text = #"{"instruction": "Sum up.", "input": "A tale.", "output": "Tale."}"#
    let read = try ImportRows(.instructions, text)
    #expect(read.report.forms == ["alpaca"])
    #expect(read.exchanges[0].task?.text == "Sum up.\n\nA tale.")
    #expect(read.exchanges[0].replies == [ImportedReply(turns: ["Tale."])])
  }

  @Test("an Alpaca row with an empty input is its instruction alone")
  func alpacaWithoutInput() throws {
    let read = try ImportRows(
      .instructions, #"[{"instruction": "Name a river.", "input": "", "output": ""}]"#, name: "a.json")
    #expect(read.exchanges == [ImportedExchange(task: ImportedTask(text: "Name a river."))])
  }

  @Test("Self-Instruct's seed tasks give an instruction for each instance")
  func seedTask() throws {
    let text = """
      {"id": "t1", "name": "n", "instruction": "Rhyme.", "instances": [{"input": "sea", "output": "tea"}, \
      {"input": "", "output": "me"}], "is_classification": false}
      """
    let read = try ImportRows(.instructions, text)
    #expect(read.report.forms == ["self-instruct"])
    #expect(read.exchanges.map(\.task?.text) == ["Rhyme.\n\nsea", "Rhyme."])
    #expect(read.exchanges.map(\.question) == ["t1", "t1#2"])
    #expect(JSON.object(read.rows[0].rest) == ["name": "n", "is_classification": false])
  }

  @Test("ShareGPT's conversation becomes turns and replies")
  func shareGPT() throws {
    let text = """
      {"id": "c1", "conversations": [{"from": "human", "value": "Hi"}, {"from": "gpt", "value": "Hello"}, \
      {"from": "human", "value": "Bye"}, {"from": "gpt", "value": "Farewell"}]}
      """
    let exchange = try ImportRows(.instructions, text).exchanges[0]
    #expect(exchange.task == ImportedTask(text: "Hi", turns: ["Bye"]))
    #expect(exchange.replies == [ImportedReply(turns: ["Hello", "Farewell"])])
    #expect(exchange.question == "c1")
  }

  @Test("messages keep their tools, and what the system says stands before the first turn")
  func messages() throws {
    let text = """
      {"messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": \
      [{"type": "text", "text": "Weather?"}]}, {"role": "assistant", "content": null, "tool_calls": []}, \
      {"role": "tool", "content": "sun"}, {"role": "assistant", "content": "Sun."}], \
      "tools": [{"type": "function", "function": {"name": "weather", "description": "d", "parameters": {}}}]}
      """
    let exchange = try ImportRows(.instructions, text).exchanges[0]
    #expect(exchange.task?.text == "Be brief.\n\nWeather?")
    #expect(exchange.task?.tools.map(\.name) == ["weather"])
    #expect(exchange.replies == [ImportedReply(turns: ["Sun."])])
  }

  @Test("a conversation that begins with the model, and one with two turns of the user's in a row, are refused")
  func disorder() throws {
    let text = """
      {"conversations": [{"from": "gpt", "value": "Hello"}]}
      {"conversations": [{"from": "human", "value": "a"}, {"from": "human", "value": "b"}]}
      {"conversations": [{"from": "narrator", "value": "a"}]}
      {"conversations": [{"from": "human", "value": "unanswered"}]}
      """
    let read = try ImportRows(.instructions, text)
    #expect(
      read.bad.map(\.reason) == [
        "the conversation does not begin with the user", "message 2 is the user's, and so is the one before",
        "message 1 is by 'narrator', who is neither user nor model",
      ])
    #expect(read.exchanges == [ImportedExchange(task: ImportedTask(text: "unanswered"))])
  }

  @Test("FastChat's questions have an id, a category and turns")
  func questions() throws {
    let text = """
      {"question_id": 81, "category": "writing", "turns": ["Compose.", "Rewrite."], "reference": ["x"]}
      {"question_id": 1, "text": "How?", "category": "generic"}
      """
    let read = try ImportRows(.instructions, text)
    #expect(read.exchanges[0].task == ImportedTask(text: "Compose.", turns: ["Rewrite."], category: "writing"))
    #expect(read.exchanges.map(\.question) == ["81", "1"])
  }

  @Test("FastChat's model_answer has choices with turns, older files a text")
  func modelAnswer() throws {
    let text = """
      {"question_id": 81, "answer_id": "x", "model_id": "gpt-4", "choices": [{"index": 0, "turns": ["One", "Two"]}], \
      "tstamp": 1.5}
      {"text": "Old", "question_id": 2, "model_id": "vicuna:v1", "answer_id": "y"}
      """
    let read = try ImportRows(.responses, text)
    #expect(read.report.forms == ["model-answer"])
    #expect(read.exchanges[0].replies == [ImportedReply(model: "gpt-4", turns: ["One", "Two"])])
    #expect(read.exchanges[1].replies == [ImportedReply(model: "vicuna:v1", turns: ["Old"])])
  }

  @Test("AlpacaEval's model_outputs bring their instruction")
  func modelOutputs() throws {
    let text = #"[{"instruction": "Ask.", "output": "Say.", "generator": "gpt4", "dataset": "helpful_base"}]"#
    let read = try ImportRows(.responses, text, name: "model_outputs.json")
    #expect(read.report.forms == ["model-outputs"])
    #expect(read.exchanges[0].task?.text == "Ask.")
    #expect(read.exchanges[0].replies == [ImportedReply(model: "gpt4", turns: ["Say."])])
  }
}

@Suite("Forms of battles and votes")
struct BattleFormTests {
  @Test("each winner of the LMSYS form is read, bothbad as a tie that says more")
  func winners() throws {
    let winners = ["model_a", "model_b", "tie", "tie (bothbad)", "bothbad", "A", "vicuna"]
    let text = winners.map { #"{"question_id": "q", "model_a": "gpt", "model_b": "vicuna", "winner": "\#($0)"}"# }
    let battles = try ImportRows(.battles, text.joined(separator: "\n")).battles
    #expect(battles.map(\.share) == [1, 0, 0.5, 0.5, 0.5, 1, 0])
    #expect(battles.map(\.isBothBad) == [false, false, false, true, true, false, false])
  }

  @Test("judge, weight, category, language and time are read")
  func circumstances() throws {
    let text = """
      {"question_id": 7, "model_a": "x", "model_b": "y", "winner": "tie", "judge": "arena_user_1", "weight": 0.5, \
      "category": "math", "language": "German", "tstamp": 1682351591.1322}
      """
    let battle = try ImportRows(.battles, text).battles[0]
    #expect(battle.question == "7")
    #expect(battle.judge == "arena_user_1")
    #expect(battle.weight == 0.5)
    #expect(battle.category == "math")
    #expect(battle.language == "German")
    #expect(battle.time == "2023-04-24T15:53:11.132Z")
  }

  @Test("a soft outcome stands in place of the winner")
  func soft() throws {
    let rows = ["0.8", "0", "1"].map { #"{"model_a": "x", "model_b": "y", "outcome": \#($0)}"# }
    #expect(try ImportRows(.battles, rows.joined(separator: "\n")).battles.map(\.share) == [0.8, 0, 1])
    let far = #"{"model_a": "x", "model_b": "y", "outcome": 1.2}"# + "\n" + rows[0]
    #expect(try ImportRows(.battles, far).bad.map(\.reason) == ["outcome is 1.2, not between 0 and 1"])
  }

  @Test("conversations bring the words of both sides")
  func words() throws {
    let text = """
      {"model_a": "x", "model_b": "y", "winner": "model_a", \
      "conversation_a": [{"role": "user", "content": "Q"}, {"role": "assistant", "content": "A1"}], \
      "conversation_b": [{"role": "user", "content": "Q"}, {"role": "assistant", "content": "A2"}]}
      """
    let battle = try ImportRows(.battles, text).battles[0]
    #expect(battle.task == ImportedTask(text: "Q"))
    #expect(battle.replyA == ImportedReply(model: "x", turns: ["A1"]))
    #expect(battle.replyB == ImportedReply(model: "y", turns: ["A2"]))
  }

  @Test("a column for each way to win, and texts that are lists")
  func columns() throws {
    let text = """
      id,model_a,model_b,prompt,response_a,response_b,winner_model_a,winner_model_b,winner_tie
      1,x,y,"[""Q1"",""Q2""]","[""a1"",""a2""]","[""b1"",""b2""]",0,1,0
      2,x,y,Q,a,b,1,1,0
      """
    let read = try ImportRows(.battles, text, name: "train.csv")
    #expect(read.battles[0].share == 0)
    #expect(read.battles[0].task == ImportedTask(text: "Q1", turns: ["Q2"]))
    #expect(read.battles[0].replyB?.turns == ["b1", "b2"])
    #expect(read.bad.map(\.reason) == ["the three fields winner_… do not say one thing"])
  }

  @Test("FastChat's pairs name a winner for each game")
  func seatedPair() throws {
    let row = #"{"model_1": "x", "model_2": "y", "g1_winner": "model_2", "g2_winner": "error", "g1_judgment": "[[B]]"}"#
    let battles = try ImportRows(.battles, row).battles
    #expect(battles.map(\.order) == [.ab, .ba] && battles.map(\.share) == [0, 0.5])
    #expect(battles.map(\.isUnread) == [false, true] && battles.map(\.explanation) == ["[[B]]", nil])
    #expect(throws: DatasetError.self) { try ImportRows(.battles, row.replacing("error", with: "B")) }
  }

  @Test("AlpacaEval's preference is 1 for the first and 2 for the second")
  func annotations() throws {
    let rows = [("1", 1.0), ("2", 0), ("1.5", 0.5), ("1.25", 0.75)]
    let text = rows.map { preference, _ in
      """
      {"instruction": "Q", "output_1": "a", "generator_1": "x", "output_2": "b", "generator_2": "y", \
      "annotator": "weighted", "preference": \(preference)}
      """
    }
    let read = try ImportRows(.battles, text.joined(separator: "\n"))
    #expect(read.report.forms == ["alpaca-eval"])
    #expect(read.battles.map(\.share) == rows.map(\.1))
    #expect(read.battles[0].judge == "weighted")
    #expect(read.battles[0].replyA == ImportedReply(model: "x", turns: ["a"]))
  }

  @Test("a vote names its battle and its voter")
  func votes() throws {
    let read = try ImportRows(.votes, "battle,vote,voter\nb3,a,me\nb4,bothbad,me\n", name: "votes.csv")
    #expect(read.report.forms == ["votes"])
    #expect(read.battles.map(\.battle) == ["b3", "b4"])
    #expect(read.battles.map(\.judge) == ["me", "me"])
    #expect(read.battles.map(\.isBothBad) == [false, true])
  }
}
