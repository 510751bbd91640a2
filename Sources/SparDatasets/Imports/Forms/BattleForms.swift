// Battle logs: the LMSYS form, AlpacaEval's annotations, and votes on battles of this project.

internal import SparCore

/// `{question_id, model_a, model_b, winner}` of Chatbot Arena and MT-bench, with a soft `outcome` in place of the winner,
/// and the words of both sides where the file has them.
struct BattleForm: ImportForm {
  let name = "lmsys"
  let kinds: Set<ImportKind> = [.battles, .votes]
  let fields = "model_a, model_b, winner or outcome"

  func fits(_ row: JSONObject) -> Bool {
    row.has("model_a") && row.has("model_b") && row.has("winner", "outcome", "winner_tie")
  }

  func items(of fields: inout ImportFields) throws(ImportRowError) -> [ImportedItem] {
    var battle = ImportedBattle()
    battle.modelA = try fields.required("model_a")
    battle.modelB = try fields.required("model_b")
    try battle.readOutcome(&fields)
    try battle.readCircumstances(&fields)
    try battle.readWords(&fields)
    return [.battle(battle)]
  }
}

/// `{instruction, output_1, output_2, generator_1, generator_2, preference}` of AlpacaEval: 1 is the first, 2 the second,
/// 1.5 a tie, and anything between is soft.
struct AnnotationForm: ImportForm {
  let name = "alpaca-eval"
  let kinds: Set<ImportKind> = [.battles]
  let fields = "generator_1, generator_2, preference"

  func fits(_ row: JSONObject) -> Bool { row.has("generator_1") && row.has("generator_2") && row.has("preference") }

  func items(of fields: inout ImportFields) throws(ImportRowError) -> [ImportedItem] {
    var battle = ImportedBattle()
    battle.modelA = try fields.required("generator_1")
    battle.modelB = try fields.required("generator_2")
    guard let preference = try fields.number("preference") else { throw fields.missing(["preference"]) }
    guard (1...2).contains(preference) || preference == 0 else {
      throw ImportRowError(reason: "preference is \(preference), not between 1 and 2")
    }
    battle.share = preference == 0 ? 0.5 : 2 - preference
    battle.judge = try fields.text("annotator")
    if let text = try fields.text("instruction") { battle.task = ImportedTask(text: text) }
    battle.replyA = try fields.text("output_1").map { ImportedReply(model: battle.modelA, turns: [$0]) }
    battle.replyB = try fields.text("output_2").map { ImportedReply(model: battle.modelB, turns: [$0]) }
    try battle.readCircumstances(&fields)
    return [.battle(battle)]
  }
}

/// `{question_id, model_1, model_2, g1_winner, g2_winner}` of FastChat's `model_judgment` files: one judge's readings of a
/// battle in both seat orders.
struct SeatedPairForm: ImportForm {
  let name = "fastchat-pair"
  let kinds: Set<ImportKind> = [.battles]
  let fields = "model_1, model_2, g1_winner, g2_winner"

  func fits(_ row: JSONObject) -> Bool { row.has("model_1") && row.has("model_2") && row.has("g1_winner") }

  func items(of fields: inout ImportFields) throws(ImportRowError) -> [ImportedItem] {
    var battle = ImportedBattle()
    battle.modelA = try fields.required("model_1")
    battle.modelB = try fields.required("model_2")
    try battle.readCircumstances(&fields)
    var first = battle, second = battle
    (first.order, second.order) = (.ab, .ba)
    try first.read(seated: try fields.required("g1_winner"))
    first.explanation = try fields.text("g1_judgment")
    // Files made by one order alone have no second game.
    guard let winner = try fields.text("g2_winner") else { return [.battle(first)] }
    try second.read(seated: winner)
    second.explanation = try fields.text("g2_judgment")
    return [.battle(first), .battle(second)]
  }
}

/// `{battle, vote, voter}`: what a person says of a battle of this project.
struct VoteForm: ImportForm {
  let name = "votes"
  let kinds: Set<ImportKind> = [.votes]
  let fields = "battle, vote, voter"

  func fits(_ row: JSONObject) -> Bool { row.has("battle") && row.has("vote", "winner", "outcome") }

  func items(of fields: inout ImportFields) throws(ImportRowError) -> [ImportedItem] {
    var battle = ImportedBattle()
    battle.battle = try fields.required("battle")
    try battle.readOutcome(&fields)
    try battle.readCircumstances(&fields)
    return [.battle(battle)]
  }
}

extension ImportedBattle {
  fileprivate mutating func readOutcome(_ fields: inout ImportFields) throws(ImportRowError) {
    if let outcome = try fields.number("outcome") {
      guard (0...1).contains(outcome) else {
        throw ImportRowError(reason: "outcome is \(outcome), not between 0 and 1")
      }
      share = outcome
    } else if let winner = try fields.text("winner", "vote") {
      try read(winner: winner)
    } else if let shares = try Self.flags(&fields) {
      share = shares
    } else {
      throw fields.missing(["winner", "outcome"])
    }
  }

  /// The winner of one game, whoever sat first in it; `error` is what FastChat writes where it could not read the judge.
  fileprivate mutating func read(seated winner: String) throws(ImportRowError) {
    switch winner {
    case "model_1": share = 1
    case "model_2": share = 0
    case "tie": share = 0.5
    case "error": isUnread = true
    default: throw ImportRowError(reason: "a winner is '\(winner)', not model_1, model_2, tie or error")
    }
  }

  private mutating func read(winner: String) throws(ImportRowError) {
    switch winner.lowercased().filter({ !" _-()".contains($0) }) {
    case "modela", "a": share = 1
    case "modelb", "b": share = 0
    case "tie", "draw": share = 0.5
    case "tiebothbad", "bothbad", "neither": (share, isBothBad) = (0.5, true)
    default:
      guard winner == modelA || winner == modelB, modelA != modelB else {
        throw ImportRowError(reason: "winner is '\(winner)', not model_a, model_b, tie or tie (bothbad)")
      }
      share = winner == modelA ? 1 : 0
    }
  }

  /// One column for each way it can end, as in the files of a well-known contest.
  private static func flags(_ fields: inout ImportFields) throws(ImportRowError) -> Double? {
    let a = try fields.number("winner_model_a"), b = try fields.number("winner_model_b")
    let tie = try fields.number("winner_tie")
    if a == nil, b == nil, tie == nil { return nil }
    switch [a, b, tie].map({ $0 == 1 }) {
    case [true, false, false]: return 1
    case [false, true, false]: return 0
    case [false, false, true]: return 0.5
    default: throw ImportRowError(reason: "the three fields winner_… do not say one thing")
    }
  }

  fileprivate mutating func readCircumstances(_ fields: inout ImportFields) throws(ImportRowError) {
    question = try fields.text("question_id", "qid", "id")
    turn = try fields.text("turn")
    if judge == nil { judge = try fields.judge() }
    weight = try fields.number("weight")
    if let weight, weight < 0 { throw ImportRowError(reason: "weight is \(weight), below 0") }
    category = try fields.text("category")
    language = try fields.text("language", "lang")
    time = try fields.time()
    explanation = try fields.text("explanation", "comment", "judgment")
  }

  fileprivate mutating func readWords(_ fields: inout ImportFields) throws(ImportRowError) {
    if let a = fields.value("conversation_a")?.array, let b = fields.value("conversation_b")?.array {
      let sideA = try Dialogue(a, role: "role", content: "content")
      let sideB = try Dialogue(b, role: "role", content: "content")
      task = sideA.task
      (replyA, replyB) = (sideA.reply(by: modelA), sideB.reply(by: modelB))
    } else if let asked = try fields.texts("prompt", "instruction"), let first = asked.first {
      task = ImportedTask(text: first, turns: Array(asked.dropFirst()))
      replyA = try fields.texts("response_a").map { ImportedReply(model: modelA, turns: $0) }
      replyB = try fields.texts("response_b").map { ImportedReply(model: modelB, turns: $0) }
    }
    task?.category = category
  }
}

extension ImportFields {
  /// A name; MT-bench has a list of the judge and its prompt.
  fileprivate mutating func judge() throws(ImportRowError) -> String? {
    guard let value = value("voter", "judge", "user", "annotator", "judge_model") else { return nil }
    if let list = value.array { return list.first?.string }
    return value.string ?? value.text
  }

  /// Seconds or milliseconds since 1970 become ISO 8601; a text stays as it is.
  fileprivate mutating func time() throws(ImportRowError) -> String? {
    guard let value = value("tstamp", "timestamp", "time") else { return nil }
    guard let number = value.double ?? value.string.flatMap({ Double($0) }) else { return value.string }
    guard number > 0, number < 1e15 else { throw ImportRowError(reason: "timestamp is \(value.text)") }
    return Timestamp(milliseconds: Int64(number < 1e11 ? number * 1000 : number)).description
  }
}
