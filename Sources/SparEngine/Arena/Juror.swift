// A judge that is ready to judge: its model and prompt found, its definition stored.

internal import LoopKit
internal import SparCore
internal import SparModels
internal import SparPrompts
internal import SparStore

/// How a judge comes to its verdicts.
enum JudgeMethod: Sendable {
  /// Reads the two responses side by side.
  case pair(Agent)
  /// Reads all responses to an instruction at once.
  case ranking(Agent)
  /// Scores each response alone.
  case reward
  case function(JudgeFunction)
}

struct Juror: Sendable {
  let judge: Judge
  let method: JudgeMethod
  /// The hash of its definition.
  let definition: ContentKey

  var orders: [SeatOrder] {
    if judge.inBothOrders, !isReward { return SeatOrder.seated }
    // A rule that is asked once knows no seats, and its scores are on a scale of its own, as a reward model's.
    if case .function = method { return [.alone] }
    return isReward ? [.alone] : [.ab]
  }

  /// Whether it can be shown one turn of a dialogue.
  var readsTurns: Bool {
    guard case .pair(let agent) = method else { return false }
    return agent.declares("turn")
  }

  private var isReward: Bool {
    guard case .reward = method else { return false }
    return true
  }

  var isListwise: Bool {
    guard case .ranking = method else { return false }
    return true
  }
}

extension Engine {
  /// The members of a jury, and its arbiter.
  func jury(_ options: JudgeOptions) async throws -> (members: [Juror], arbiter: Juror?) {
    var members: [Juror] = []
    for judge in try judges(options) { members.append(try await juror(judge, options)) }
    let names = members.map(\.judge.name) + [options.arbiter?.name].compactMap { $0 }
    guard Set(names).count == names.count else {
      throw EngineError(
        .argument, "Two judges of one jury are called the same: \(names.sorted().joined(separator: ", ")).",
        hint: "Give each a name: {name = \"strict\", model = …, agent = …}.")
    }
    guard let arbiter = options.arbiter else { return (members, nil) }
    return (members, try await juror(arbiter, options))
  }

  private func judges(_ options: JudgeOptions) throws -> [Judge] {
    let isDefault = options.judges.isEmpty && options.panel.isEmpty
    let named = try (isDefault ? names(for: "judge") : options.judges).map { name in
      var judge = Judge(Judge.name(of: name, by: options.agent), model: name)
      judge.agent = options.agent
      return judge
    }
    return named + options.panel
  }

  private func juror(_ judge: Judge, _ options: JudgeOptions) async throws -> Juror {
    var judge = judge
    judge.policy = judge.policy ?? options.policy
    let method = try method(of: judge)
    if case .reward = method {
      judge.margin = judge.margin ?? options.margin
      judge.name = judge.model.map { judge.name == Judge.name(of: $0, by: judge.agent) ? $0 : judge.name } ?? judge.name
    }
    let definition = Definition(kind: "judge", name: judge.name, text: judge.json(method).indentedText)
    let hash = definition.hash
    if knownJudges.insert(hash).inserted { _ = try await define(definition) }
    return Juror(judge: judge, method: method, definition: hash)
  }

  private func method(of judge: Judge) throws -> JudgeMethod {
    if let function = judge.function { return .function(function) }
    guard let name = judge.model else {
      throw EngineError(.argument, "The judge '\(judge.name)' has neither a model nor a function.")
    }
    if try models.model(name).reward != nil { return .reward }
    let agent = try library.agent("judge", judge.agent)
    switch agent.reply {
    case .scores, .pair, .fiveWay, .sentence, .token: return .pair(agent)
    case .ranking: return .ranking(agent)
    case .text, .items, .edit, .score, .json, .verbatim:
      throw EngineError(
        .argument, "\(agent.file) says reply: \(agent.reply.rawValue), which is no verdict.",
        hint: "A judge's prompt replies with scores, pair, five-way, sentence, token or ranking.")
    }
  }
}

extension Judge {
  /// What a judge is called that has no name of its own: its model, and its prompt unless that is the usual one.
  package static func name(of model: String, by agent: String) -> String {
    agent == "scores" ? model : "\(model):\(agent)"
  }

  /// All that its verdicts depend on.
  fileprivate func json(_ method: JudgeMethod) -> JSON {
    var object = JSONObject([("both_orders", .bool(inBothOrders)), ("policy", .string(policy?.rawValue ?? "tie"))])
    object["model"] = model.map { .string($0) }
    object["margin"] = margin.map { .double($0) }
    switch method {
    case .pair(let agent), .ranking(let agent):
      object["prompt"] = .string("judge/\(agent.name)")
      object["prompt_hash"] = .string(agent.hash.description)
      object["parser"] = .string(agent.reply.rawValue)
      object["parameters"] = sampling.merged(over: agent.sampling).json
      if agent.reply == .fiveWay { object["strong"] = .double(strong) }
    case .reward: object["parser"] = "score"
    case .function(let function): object["function"] = .string(function.source)
    }
    object["reference"] = reference.map { .string($0) }
    if !given.isEmpty {
      object["with"] = .object(JSONObject(given.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
    }
    return .object(object)
  }
}
