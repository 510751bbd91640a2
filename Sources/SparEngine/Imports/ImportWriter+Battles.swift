// Battles of a log: which battle a row is about, and the verdict that it holds.

internal import SparCore
internal import SparDatasets
internal import SparStore

extension ImportWriter {
  /// What a row's battle is made of, as far as the store knows it.
  struct Sides {
    var task: Placed?
    var a: Placed?
    var b: Placed?
  }

  mutating func put(
    _ battle: ImportedBattle, _ row: ImportedRow, in transaction: StoreTransaction
  ) throws -> Bool {
    let judge = try judge(of: battle)
    if let name = battle.battle {
      let known = try transaction.reader.battle(named: name)
      return try put(verdict(battle, by: judge, on: known.id), on: known.key, battle, row, in: transaction)
    }
    guard battle.modelA != battle.modelB else { throw RowRefusal("\(battle.modelA) meets itself") }
    let sides = try sides(of: battle, row, in: transaction)
    guard battle.question != nil || sides.a != nil, hasJudge(battle) || battle.order != nil else {
      return try putUnnamed(battle, sides, by: judge, row, in: transaction)
    }
    return try putJudged(battle, sides, by: judge, row, in: transaction)
  }

  private func hasJudge(_ battle: ImportedBattle) -> Bool { (battle.judge ?? options.judge) != nil }

  private func judge(of battle: ImportedBattle) throws -> String {
    let name = battle.judge ?? options.judge
    guard kind == .votes else { return name ?? Self.unnamedJudge }
    guard let name else { throw RowRefusal("nobody is named who votes: name one with the option voter") }
    return .human(name)
  }

  // MARK: Whose battle it is

  private mutating func sides(
    of battle: ImportedBattle, _ row: ImportedRow, in transaction: StoreTransaction
  ) throws -> Sides {
    var sides = Sides()
    if let task = battle.task {
      let placed = try put(task, question: battle.question, row, in: transaction)
      sides.task = placed
      sides.a = try battle.replyA.map { try put($0, by: battle.modelA, to: placed, row, in: transaction) }
      sides.b = try battle.replyB.map { try put($0, by: battle.modelB, to: placed, row, in: transaction) }
    } else if let question = battle.question,
      let id = try transaction.reader.instruction(ofQuestion: question, in: options.set)
    {
      sides.task = Placed(id: id, key: try transaction.reader.key(of: id))
      sides.a = try transaction.reader.response(of: battle.modelA, to: id)
      sides.b = try transaction.reader.response(of: battle.modelB, to: id)
    }
    if sides.a == nil || sides.b == nil { (sides.a, sides.b) = (nil, nil) }
    return sides
  }

  /// A row that nothing tells from another one but what it says: as many battles as there are such rows in a file.
  private mutating func putUnnamed(
    _ battle: ImportedBattle, _ sides: Sides, by judge: String, _ row: ImportedRow, in transaction: StoreTransaction
  ) throws -> Bool {
    let base = ContentKey.unnamed(battle, rest: row.rest, of: options.set)
    var number = repetitions[base] ?? 0
    var placed = try place(battle, sides, key: .repeated(base, number), in: transaction)
    if number == 0, !met.insert(placed.id.number) {
      number = 1
      placed = try place(battle, sides, key: .repeated(base, number), in: transaction)
    }
    if number > 0 { repetitions[base] = number + 1 }
    return try put(verdict(battle, by: judge, on: placed.id), on: placed.key, battle, row, in: transaction)
      || placed.isNew
  }

  /// A judge's reading of a question's battle, which other rows may be about as well. What a log has the same judge say
  /// twice, in different ways, are two battles; what a person says later takes the place of what they said.
  private mutating func putJudged(
    _ battle: ImportedBattle, _ sides: Sides, by judge: String, _ row: ImportedRow, in transaction: StoreTransaction
  ) throws -> Bool {
    if let known = try turned(sides, in: transaction) {
      let verdict = verdict(battle.turned, by: judge, on: known.id)
      return try put(verdict, on: known.key, battle, row, in: transaction)
    }
    let base = sides.battleKey ?? ContentKey.judged(battle, of: options.set)
    for number in 0... {
      let placed = try place(battle, sides, key: .repeated(base, number), in: transaction)
      let verdict = verdict(battle, by: judge, on: placed.id)
      if !placed.isNew, kind != .votes, try isOther(verdict, battle, on: placed, in: transaction) { continue }
      return try put(verdict, on: placed.key, battle, row, in: transaction) || placed.isNew
    }
    return false
  }

  /// Whether the judge has said something else on that battle, and not this.
  private func isOther(
    _ verdict: Verdict, _ battle: ImportedBattle, on placed: Placed, in transaction: StoreTransaction
  ) throws -> Bool {
    guard try transaction.reader.hasVerdict(by: verdict.judge, on: placed.id, in: verdict.order) else { return false }
    return try transaction.reader.record(Verdict.self, key: .imported(verdict, battle, on: placed.key)) == nil
  }

  /// The battle of the same responses with its sides the other way round.
  private func turned(_ sides: Sides, in transaction: StoreTransaction) throws -> Placed? {
    guard let a = sides.a, let b = sides.b else { return nil }
    let reader = transaction.reader
    guard try reader.record(Battle.self, key: .battle(a.key, b.key)) == nil else { return nil }
    return try reader.record(Battle.self, key: .battle(b.key, a.key)).map { Placed(id: $0.id, key: $0.key) }
  }

  private mutating func place(
    _ battle: ImportedBattle, _ sides: Sides, key: ContentKey, in transaction: StoreTransaction
  ) throws -> Placed {
    let record = Battle(
      instruction: sides.task?.id, responseA: sides.a?.id, responseB: sides.b?.id, modelA: battle.modelA,
      modelB: battle.modelB, question: battle.question, category: battle.category, language: battle.language,
      foughtAt: battle.time)
    let placed = try transaction.place(record, key: key, provenance: provenance)
    if placed.isNew { report.add(1, "battles") }
    return Placed(id: placed.id, key: key, isNew: placed.isNew)
  }

  // MARK: The verdict

  private func verdict(_ battle: ImportedBattle, by judge: String, on id: RecordID) -> Verdict {
    let isPlain = [0, 0.5, 1].contains(battle.share)
    return Verdict(
      battle: id, judge: judge, order: battle.order ?? .ab, state: battle.state,
      explanation: battle.explanation, preference: isPlain ? nil : battle.share,
      weight: battle.weight ?? options.weight ?? 1, isBothBad: battle.isBothBad)
  }

  private mutating func put(
    _ verdict: Verdict, on key: ContentKey, _ battle: ImportedBattle, _ row: ImportedRow,
    in transaction: StoreTransaction
  ) throws -> Bool {
    let placed = try transaction.place(verdict, key: .imported(verdict, battle, on: key), provenance: provenance)
    guard placed.isNew else { return false }
    report.add(1, "verdicts")
    try putOrigin(placed.id, row, in: transaction)
    return true
  }
}

extension ImportWriter.Sides {
  /// The same key as that of a battle that was fought here.
  fileprivate var battleKey: ContentKey? { a.flatMap { a in b.map { .battle(a.key, $0.key) } } }
}

extension ImportedBattle {
  fileprivate var state: VerdictState {
    if isUnread { return .unparsed }
    return share > 0.5 ? .a : share < 0.5 ? .b : .tie
  }

  /// The same from the other side.
  fileprivate var turned: ImportedBattle {
    var turned = self
    (turned.modelA, turned.modelB, turned.share) = (modelB, modelA, 1 - share)
    turned.order = order == .ba ? .ab : .ba
    return turned
  }
}

extension String {
  /// How verdicts name a person: `human:me`.
  static func human(_ name: String) -> String { name.hasPrefix("human:") ? name : "human:\(name)" }
}

extension StoreReader {
  /// A battle by its id or the beginning of its key.
  fileprivate func battle(named name: String) throws -> ImportWriter.Placed {
    if name.utf8.count < 12, let id = RecordID(name), id.kind == .battle {
      guard let battle = try record(Battle.self, id: id) else { throw RowRefusal("there is no battle \(name)") }
      return ImportWriter.Placed(id: id, key: battle.key)
    }
    let found = try find(keyPrefix: name, limit: 3).filter { $0.kind == .battle }
    guard name.count >= 8, found.count == 1 else { throw RowRefusal("there is no battle \(name)") }
    return ImportWriter.Placed(id: found[0], key: try key(of: found[0]))
  }

  fileprivate func response(of model: String, to instruction: RecordID) throws -> ImportWriter.Placed? {
    try firstResponse(of: model, to: instruction).map { ImportWriter.Placed(id: $0, key: try key(of: $0)) }
  }
}

extension ContentKey {
  /// Of a battle that judges can name: by its question.
  fileprivate static func judged(_ battle: ImportedBattle, of set: String) -> ContentKey {
    var builder = Builder("battle/import/1")
    builder.add("set", set)
    builder.add("question", battle.question ?? "")
    builder.add("turn", battle.turn ?? "")
    builder.add("a", battle.modelA)
    builder.add("b", battle.modelB)
    builder.add("category", battle.category ?? "")
    builder.add("language", battle.language ?? "")
    return builder.build()
  }

  /// Of a battle that is known by all that its row says.
  fileprivate static func unnamed(_ battle: ImportedBattle, rest: JSONObject, of set: String) -> ContentKey {
    var builder = Builder("battle/import/1")
    builder.add("row", judged(battle, of: set))
    builder.add("share", String(battle.share))
    builder.add("both_bad", battle.isBothBad ? "yes" : "no")
    builder.add("judge", battle.judge ?? "")
    builder.add("weight", battle.weight.map { String($0) } ?? "")
    builder.add("time", battle.time ?? "")
    builder.add("explanation", battle.explanation ?? "")
    for text in [battle.task?.text, battle.replyA?.turns.last, battle.replyB?.turns.last] {
      builder.add("words", text ?? "")
    }
    builder.add("rest", JSON.object(rest))
    return builder.build()
  }

  /// Of the second and later ones of what is the same: numbered.
  fileprivate static func repeated(_ key: ContentKey, _ number: Int) -> ContentKey {
    guard number > 0 else { return key }
    var builder = Builder("battle/import/1")
    builder.add("first", key)
    builder.add("number", number)
    return builder.build()
  }

  fileprivate static func imported(_ verdict: Verdict, _ battle: ImportedBattle, on key: ContentKey) -> ContentKey {
    var builder = Builder("verdict/1")
    builder.add("battle", key)
    builder.add("judge", verdict.judge)
    builder.add("order", verdict.order.rawValue)
    builder.add("state", verdict.state.rawValue)
    builder.add("preference", verdict.preference.map { String($0) } ?? "")
    builder.add("weight", String(verdict.weight))
    builder.add("both_bad", verdict.isBothBad ? "yes" : "no")
    builder.add("time", battle.time ?? "")
    builder.add("explanation", verdict.explanation ?? "")
    return builder.build()
  }
}
