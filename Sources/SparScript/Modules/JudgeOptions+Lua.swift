// How a script says who judges, and how verdicts are put together.

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

extension Verb.Option {
  /// What judging takes.
  static let judging: [Verb.Option] = [
    .init(
      "judge", "string|judge|(string|judge)[]", "who judges, several for a jury: models, reward models, `judge` tables",
      default: "the judge"),
    .init(
      "policy", "string",
      "what contradicting seat orders count as: `tie`, `abstain` (nothing), `both` (two battles), `sum` (of scores)",
      default: "tie"),
    .init("agent", "string", "the judge's prompt, a file in Prompts/judge", default: "scores"),
    .init("margin", "number", "scores of a reward model that differ by no more are a tie", default: "0"),
    .init("quorum", "number", "the share of a jury that must have been heard", default: "0.5"),
    .init(
      "weights", "table<string, number>", "how much members of a jury weigh, by name; `judges().weights` has some",
      default: "all alike"),
    .init("arbiter", "string|judge", "judges what the others do not agree on", default: "nobody"),
    .init("turns", "boolean", "the replies of a dialogue are judged one by one as well", default: "true"),
  ]

  /// How the verdicts that are stored for a battle are put together.
  static let storedVerdicts: [Verb.Option] = [
    .init(
      "policy", "string", "what contradicting seat orders of the project's battles count as",
      default: "what they did when the judge judged"),
    .init("quorum", "number", "the share of a jury that must have been heard", default: "0.5"),
    .init("weights", "table<string, number>", "how much members of a jury weigh, by name", default: "all alike"),
  ]
}

extension ScriptHost {
  /// - Parameter value: who judges, where that is no option.
  func judgeOptions(_ call: VerbCall, judge value: LuaValue? = nil) async throws -> JudgeOptions {
    var options = JudgeOptions()
    options.policy = try call.word("policy", InconsistencyPolicy.self) ?? .tie
    options.agent = try call.string("agent") ?? options.agent
    options.margin = try call.number("margin") ?? options.margin
    options.quorum = try call.quorum() ?? options.quorum
    options.weights = try call.weights()
    options.judgesTurns = try call.bool("turns") ?? true
    guard options.margin >= 0 else { throw ScriptError(.option, "\(call.verb.name): margin must not be below 0.") }
    for item in try call.judges(value ?? call.value("judge")) {
      options.panel.append(try await judge(item, call, agent: options.agent))
    }
    let arbiter = call.value("arbiter")
    if !arbiter.isNil { options.arbiter = try await judge(arbiter, call, agent: options.agent) }
    return options
  }

  private func judge(_ value: LuaValue, _ call: VerbCall, agent: String) async throws -> Judge {
    if let name = value.string {
      var judge = Judge(Judge.name(of: name, by: agent), model: name)
      judge.agent = agent
      return judge
    }
    guard let table = value.table else { throw call.wrongJudge(value) }
    let fields = JudgeFields(table, call)
    var judge = try fields.judge(agent: agent)
    let run = table["run"] ?? .nil
    guard !run.isNil else { return judge }
    guard case .reference(let function) = run, judge.model == nil, table["name"] != nil else {
      throw ScriptError(
        .option, "\(call.verb.name): a judge with run needs a name, a function, and no model.",
        hint:
          "{name = \"shorter\", run = function(pair) return #pair.first < #pair.second and \"first\" or \"second\" end}"
      )
    }
    let source = try await source(of: function)
    judge.function = JudgeFunction(source: source) { [judge] in try await self.reading(of: $0, by: function, judge) }
    return judge
  }

  /// Seconds that a function may take that never waits.
  private static let functionSeconds = 60.0

  /// What a function says of a pair. What cannot be taken for a verdict is none.
  private func reading(of pair: ShownPair, by function: LuaReference, _ judge: Judge) async throws -> SeatReading {
    do {
      let said = try await machine.call(function, [pair.lua], seconds: Self.functionSeconds).first ?? .nil
      return try SeatReading(said, of: judge)
    } catch let error as LuaError {
      if error.kind == .cancelled || error.code == "script.interrupted" { throw CancellationError() }
      throw ScriptError(.tool, "The judge '\(judge.name)' failed: \(error.message)")
    }
  }
}

extension VerbCall {
  /// The members of a jury, each as it was given.
  fileprivate func judges(_ value: LuaValue) throws -> [LuaValue] {
    if value.isNil { return [] }
    if value.string != nil { return [value] }
    guard let table = value.table else { throw wrongJudge(value) }
    if table.items.isEmpty, !table.fields.isEmpty { return [value] }
    guard !table.items.isEmpty else { throw wrongJudge(value) }
    return table.items
  }

  /// `nil` where the call says nothing of how verdicts are put together.
  @Host func storedRules(_ host: ScriptHost) throws -> JuryRules? {
    let policy = try word("policy", InconsistencyPolicy.self), quorum = try quorum(), weights = try weights()
    guard policy != nil || quorum != nil || !weights.isEmpty else { return nil }
    return try host.engine.storedRules(policy: policy, quorum: quorum ?? 0.5, weights: weights)
  }

  fileprivate func quorum() throws -> Double? {
    guard let quorum = try number("quorum") else { return nil }
    guard (0...1).contains(quorum) else {
      throw ScriptError(.option, "\(verb.name): quorum must be from 0 to 1, not \(quorum).")
    }
    return quorum
  }

  fileprivate func weights() throws -> [String: Double] {
    var weights: [String: Double] = [:]
    for field in try table("weights")?.fields ?? [] {
      guard let weight = field.value.double, weight >= 0, weight.isFinite else {
        throw ScriptError(.option, "\(verb.name): the weight of '\(field.name)' must be a number from 0 up.")
      }
      weights[field.name] = weight
    }
    return weights
  }

  fileprivate func wrongJudge(_ value: LuaValue) -> ScriptError {
    ScriptError(
      .option, "\(verb.name): a judge is a model's name, or a table such as {model = …, agent = …}, not \(value.shown)."
    )
  }
}

extension ShownPair {
  fileprivate var lua: LuaValue {
    var fields: [(String, LuaValue)] = [
      ("instruction", .string(instruction.text)), ("first", .string(first)), ("second", .string(second)),
      ("answerability", .string(instruction.answerability.rawValue)),
    ]
    if let passage { fields.append(("passage", .string(passage))) }
    if let type = instruction.type { fields.append(("type", .string(type))) }
    return .table(LuaTable(fields: fields))
  }
}
