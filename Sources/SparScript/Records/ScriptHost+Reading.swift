// What a script hands over as a record: a table with an id, an id, or plain text.

internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparStore

extension ScriptHost {
  /// The record that a value names, as the store has it; `nil` for plain text.
  func record<R: StorableRecord>(_ type: R.Type = R.self, from value: LuaValue, for call: VerbCall) throws -> Stored<R>?
  {
    guard let name = value.table?["id"]?.string ?? value.string else {
      throw ScriptError(
        .argument, "\(call.verb.name) takes \(R.kind.rawValue.withArticle), not \(value.shown).",
        hint: call.verb.signature)
    }
    guard let id = RecordID(name) else {
      if value.table == nil { return nil }
      throw ScriptError(.argument, "\(call.verb.name): '\(name)' is no record's id.")
    }
    guard id.kind == R.kind else {
      throw ScriptError(
        .argument, "\(call.verb.name) takes \(R.kind.rawValue.withArticle), not the \(id.kind.rawValue) \(id).",
        hint: call.verb.signature)
    }
    return try engine.record(type, id)
  }

  /// The record, where text will not do.
  func stored<R: StorableRecord>(_ type: R.Type = R.self, from value: LuaValue, for call: VerbCall) throws -> Stored<R>
  {
    if let record = try record(type, from: value, for: call) { return record }
    throw ScriptError(
      .argument, "\(call.verb.name) takes \(R.kind.rawValue.withArticle), not the text \(value.shown).",
      hint: call.verb.signature)
  }

  /// A seed, or text that becomes one.
  func seed(from value: LuaValue, for call: VerbCall) async throws -> Stored<Seed> {
    if let seed = try record(Seed.self, from: value, for: call) { return seed }
    return try await engine.seed(Seed(type: "text", text: value.string ?? "", origin: "script"))
  }

  /// A passage, or a seed or text that becomes one as it is.
  func passage(from value: LuaValue, for call: VerbCall) async throws -> Stored<Passage> {
    if let id = (value.table?["id"]?.string ?? value.string).flatMap({ RecordID($0) }), id.kind == .passage {
      return try engine.record(Passage.self, id)
    }
    return try await engine.transform(try await seed(from: value, for: call), agent: "identity")
  }

  /// An instruction, or text that becomes one with the first response.
  func givenInstruction(from value: LuaValue, for call: VerbCall) throws -> GivenInstruction {
    if let instruction = try record(Instruction.self, from: value, for: call) { return .stored(instruction) }
    return .text(value.string ?? "")
  }

  /// An instruction, or text that becomes one.
  func instruction(from value: LuaValue, for call: VerbCall) async throws -> Stored<Instruction> {
    if let instruction = try record(Instruction.self, from: value, for: call) { return instruction }
    return try await engine.instruction(value.string ?? "")
  }
}
