// Battles that a script hands over: records of the project, or tables of its own.

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparStats

/// Reads a list into what ratings take; errors in it are passed over.
@Host
struct ListedBattles {
  let call: VerbCall
  /// Which parameter of the call the list is.
  let index: Int
  let host: ScriptHost
  let grouping: BattleGrouping?
  let isStyled: Bool
  /// How the verdicts of the project's battles are read; `nil` for what the list says they came to.
  let rules: JuryRules?

  func readings() throws -> [BattleReading] {
    guard let items = call.values[index].list else { throw call.wrong(index, "a list of battles") }
    return try items.enumerated().flatMap { place, item -> [BattleReading] in
      guard item.table?.kind != "error" else { return [] }
      guard let table = item.table, let reading = try reading(table) else { throw noBattle(place) }
      return try grouped(reading, table)
    }
  }

  private func noBattle(_ place: Int) -> ScriptError {
    ScriptError(
      .argument, "\(call.verb.name): item \(place + 1) of the list is no battle.",
      hint: "A battle has model_a, model_b and outcome.")
  }

  private func reading(_ table: LuaTable) throws -> BattleReading? {
    guard let a = table["model_a"]?.string, let b = table["model_b"]?.string, let outcome = table["outcome"] else {
      return nil
    }
    if let rules, let id = battle(table) {
      var reading = BattleReading(a, b, outcome: .error, points: nil)
      reading.take(try host.engine.judgedBattle(id, rules))
      return reading
    }
    let weight = table["weight"]?.double ?? 1
    // A number is a soft outcome, which a, b and tie only round.
    if let points = outcome.double { return BattleReading(a, b, outcome: .tie, points: points, weight: weight) }
    guard let word = outcome.string.flatMap(Outcome.init(rawValue:)) else {
      throw ScriptError(
        .argument, "\(call.verb.name): \(outcome.shown) is no outcome.",
        hint: "Outcomes are a, b, tie, or a number from 0 to 1.")
    }
    let points = word.isRated ? table["points"]?.double ?? word.points : nil
    return BattleReading(a, b, outcome: word, points: points, weight: weight)
  }

  /// The battle of the project that a table is.
  private func battle(_ table: LuaTable) -> RecordID? {
    guard let id = table["id"]?.string.flatMap({ RecordID($0) }), id.kind == .battle else { return nil }
    return id
  }

  private func grouped(_ reading: BattleReading, _ table: LuaTable) throws -> [BattleReading] {
    var reading = reading
    if isStyled { reading.style = try style(table) }
    switch grouping {
    case nil: break
    case .category: reading.group = try category(table)
    case .syntax: reading.group = try syntax(table)
    case .judge: return try ofJudges(reading, table)
    }
    return [reading]
  }

  private func category(_ table: LuaTable) throws -> String? {
    if let category = table["category"]?.string { return category }
    let instruction = try instruction(table)
    return BattleStream.category(skill: instruction?.skill, type: instruction?.type ?? table["type"]?.string)
  }

  private func syntax(_ table: LuaTable) throws -> String? {
    if let instruction = try instruction(table) {
      return PromptSyntax(of: instruction.text, hasFurtherTurns: !instruction.turns.isEmpty).rawValue
    }
    return table["instruction"]?.string.map { PromptSyntax(of: $0).rawValue }
  }

  private func instruction(_ table: LuaTable) throws -> Instruction? {
    guard let id = table["instruction"]?.string.flatMap({ RecordID($0) }), id.kind == .instruction else { return nil }
    return try host.engine.record(Instruction.self, id).value
  }

  private func style(_ table: LuaTable) throws -> StyleDifference? {
    guard let a = try text(table["response_a"]), let b = try text(table["response_b"]) else { return nil }
    return StyleDifference(TextStyle(of: a), TextStyle(of: b))
  }

  /// A response's text: of the record that an id names, or the text itself.
  private func text(_ value: LuaValue?) throws -> String? {
    guard let text = value?.string ?? value?.table?["text"]?.string else { return nil }
    guard let id = RecordID(text), id.kind == .response else { return text }
    return try host.engine.record(Response.self, id).text
  }

  /// A table that names its judge is that judge's; a battle of the project is divided among those of its verdicts.
  private func ofJudges(_ reading: BattleReading, _ table: LuaTable) throws -> [BattleReading] {
    var reading = reading
    if let judge = table["judge"]?.string {
      reading.group = judge
      return [reading]
    }
    guard let id = battle(table) else { return [reading] }
    let rules = try rules ?? host.engine.storedRules()
    let judged = try host.engine.judgedBattle(id, rules)
    return Dictionary(grouping: judged.verdicts, by: \.judge).sorted { $0.key < $1.key }.map { judge, verdicts in
      var own = reading
      own.group = judge
      own.take(JudgedBattle(judged.battle, verdicts, rules: rules))
      return own
    }
  }
}
