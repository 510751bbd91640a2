// A battle with its verdicts as a Lua table.

internal import LuaKit
internal import SparCore
internal import SparEngine

extension JudgedBattle {
  /// - Parameter instruction: the battle's; its type and round go along for feedback.
  func lua(_ instruction: Instruction) -> LuaValue {
    let winner = outcome == .a ? battle.modelA : outcome == .b ? battle.modelB : nil
    let fields: [(String, LuaValue)] = [
      ("instruction", LuaValue(battle.instruction)), ("type", LuaValue(instruction.type)),
      ("round", LuaValue(instruction.round)), ("model_a", .string(battle.modelA)), ("model_b", .string(battle.modelB)),
      ("response_a", LuaValue(battle.responseA)), ("response_b", LuaValue(battle.responseB)),
      ("outcome", .string(outcome.rawValue)), ("score_a", LuaValue(scoreA)), ("score_b", LuaValue(scoreB)),
      ("flipped", .bool(isFlipped)), ("weight", .number(weight)), ("winner", LuaValue(winner)),
      ("verdicts", .list(verdicts.map(\.lua))),
    ]
    return .table(LuaTable(fields: battle.identity + fields, kind: "battle"))
  }
}

extension ScriptHost {
  func lua(_ battles: [JudgedBattle]) throws -> [LuaValue] {
    try battles.map { $0.lua(try engine.record(Instruction.self, $0.battle.instruction).value) }
  }
}
