// battle → verdicts, in both seat orders where responses are read side by side. Each way of judging stands in a file
// beside this one: prompts here, rankings, reward models and functions there.

internal import LoopKit
package import SparCore
internal import SparModels
internal import SparPrompts
internal import SparStore

extension Engine {
  /// Has every judge read a battle.
  package func judge(_ battle: Stored<Battle>, options: JudgeOptions) async throws -> JudgedBattle {
    try await judge([battle], options: options)[0]
  }

  /// The same for battles on one instruction, whose responses a judge that ranks is shown all at once.
  package func judge(_ battles: [Stored<Battle>], options: JudgeOptions) async throws -> [JudgedBattle] {
    // A battle without its words is refused before anybody is asked: its other verdicts must not lose their majority.
    for battle in battles { _ = try battle.words() }
    let (members, arbiter) = try await jury(options)
    var verdicts = try await self.verdicts(of: members, on: battles, options)
    var jurors = members
    if let arbiter {
      jurors.append(arbiter)
      let rules = options.rules(of: members.map(\.judge))
      let open = battles.filter { !JudgedBattle($0, verdicts[$0.id] ?? [], rules: rules).isUnanimous(rules) }
      if !open.isEmpty {
        verdicts.merge(try await self.verdicts(of: [arbiter], on: open, options)) { $0 + $1 }
      }
    }
    let rules = options.rules(of: jurors.map(\.judge))
    return battles.map { JudgedBattle($0, verdicts[$0.id] ?? [], rules: rules) }
  }

  /// Whether a jury has a judge that reads all responses to an instruction at once.
  package func isListwise(_ options: JudgeOptions) async throws -> Bool {
    let (members, arbiter) = try await jury(options)
    return (members + [arbiter].compactMap { $0 }).contains(where: \.isListwise)
  }

  /// Of each battle, in the order of the judges.
  private func verdicts(
    of jurors: [Juror], on battles: [Stored<Battle>], _ options: JudgeOptions
  ) async throws -> [RecordID: [Stored<Verdict>]] {
    var work: [JudgeWork] = []
    for juror in jurors {
      if juror.isListwise {
        work += juror.orders.map { .ranking(juror, $0) }
      } else {
        for battle in battles { work += try seats(of: juror, on: battle, options).map { .seat($0) } }
      }
    }
    let found = try await inOrder(work) { work in
      switch work {
      case .seat(let seat): [try await self.verdict(seat)]
      case .ranking(let juror, let order): try await self.rankedVerdicts(of: juror, on: battles, order)
      }
    }
    return Dictionary(grouping: found.joined(), by: \.battle)
  }

  private func seats(
    of juror: Juror, on battle: Stored<Battle>, _ options: JudgeOptions
  ) throws -> [VerdictSeat] {
    let count = juror.readsTurns && options.judgesTurns ? try turnCount(of: battle) : 1
    let turns: [Int?] = count > 1 ? (1...count).map { $0 } : []
    return ([nil] + turns).flatMap { turn in
      juror.orders.map { VerdictSeat(battle: battle, juror: juror, order: $0, turn: turn) }
    }
  }

  private func verdict(_ seat: VerdictSeat) async throws -> Stored<Verdict> {
    do {
      switch seat.juror.method {
      case .reward: return try await rewardVerdict(seat)
      case .function(let function): return try await functionVerdict(seat, function)
      case .pair(let agent), .ranking(let agent): return try await promptVerdict(seat, agent)
      }
    } catch let error as any SparError where !error.stopsEverything {
      return try await failedVerdict(seat, error)
    }
  }

  /// One reading of the two responses side by side.
  private func promptVerdict(_ seat: VerdictSeat, _ agent: Agent) async throws -> Stored<Verdict> {
    let judge = seat.juror.judge
    let model = try models.model(judge.model ?? "")
    let inputs = try await inputs(of: seat, for: agent)
    let question = Question(agent, inputs, background: agent.judgeBackground, sampling: judge.sampling)
    let reply = try await ask(question, of: model)
    let verdict: Verdict
    do {
      verdict = Verdict(try reading(of: reply, by: judge), seat)
    } catch {
      // Read, and of no use: the call is kept as it is.
      try await keepCall(of: reply)
      throw error
    }
    let key = ContentKey.verdict(verdict, on: seat.battle.key, calls: [reply.key])
    return try await keep([Draft(record: verdict, key: key)], from: reply)[0]
  }

  private func reading(of reply: AgentReply, by judge: Judge) throws -> SeatReading {
    let margin = judge.margin ?? 0
    if let scores = reply.scores {
      return SeatReading(
        first: scores.first, second: scores.second, margin: margin, explanation: scores.explanation)
    }
    guard let pair = reply.pair else {
      throw EngineError(.unparsed, "judge/\(reply.agent.name) must reply with a verdict.")
    }
    guard reply.agent.reply == .token else { return SeatReading(pair.preference, explanation: pair.explanation) }
    guard let share = try logprobs(of: reply).flatMap(TokenPreference.ofFirst) else {
      throw EngineError(
        .unparsed, "The server sent no probabilities with the letter of judge/\(reply.agent.name).",
        hint: "Not every server does; judge/pair needs none.")
    }
    return SeatReading(preference: share, margin: margin)
  }

  private func logprobs(of reply: AgentReply) throws -> JSON? {
    let text = try reply.call.map(\.logprobs) ?? store.call(key: reply.key)?.logprobs
    return text.flatMap { try? JSON(parsing: Array($0.utf8)) }
  }

  /// A judgement that failed or cannot be read becomes a verdict that says so, and is never rated.
  func failedVerdict(_ seat: VerdictSeat, _ error: any SparError) async throws -> Stored<Verdict> {
    let state: VerdictState = error.code == EngineError.Kind.unparsed.rawValue ? .unparsed : .error
    // What is stored names no host.
    let reason = (error as? ModelError)?.messageWithoutEndpoint ?? error.message
    let verdict = Verdict(
      battle: seat.battle.id, judge: seat.juror.judge.name, order: seat.order, state: state, explanation: reason,
      turn: seat.turn, definition: seat.juror.definition)
    let key = ContentKey.verdict(verdict, on: seat.battle.key, calls: [])
    return try await keep([Draft(record: verdict, key: key)])[0]
  }
}

/// One thing to ask of a judge.
private enum JudgeWork: Sendable {
  case seat(VerdictSeat)
  case ranking(Juror, SeatOrder)
}

extension JudgedBattle {
  /// Whether every judge said the same, and was heard.
  func isUnanimous(_ rules: JuryRules) -> Bool {
    let whole = Dictionary(grouping: verdicts.filter { $0.turn == nil }, by: \.judge)
    let outcomes = whole.map { JudgeReading($0.value.map(\.value), policy: rules.policy(of: $0.key, $0.value)).outcome }
    return Set(outcomes).count == 1 && outcomes[0].isRated
  }
}
