// battles on one instruction → one ranking of all their responses → a verdict on each battle

internal import LoopKit
internal import SparCore
internal import SparModels
internal import SparPrompts
internal import SparStore

extension Engine {
  /// One call for all battles; the responses stand in the order in which the battles name them, or the other way round.
  func rankedVerdicts(
    of juror: Juror, on battles: [Stored<Battle>], _ order: SeatOrder
  ) async throws -> [Stored<Verdict>] {
    let seats = battles.map { VerdictSeat(battle: $0, juror: juror, order: order) }
    do {
      let shown = try ranked(battles, order)
      let reply = try await ranking(of: shown, by: juror, on: battles[0].words().instruction)
      guard let ranking = reply.ranking, ranking.ranks.joined().count == shown.count else {
        try await keepCall(of: reply)
        throw EngineError(.unparsed, "The ranking of \(juror.judge.name) is not of \(shown.count) responses.")
      }
      let drafts = seats.map { seat in
        let verdict = Verdict(ranking, seat, of: shown)
        return Draft(record: verdict, key: .verdict(verdict, on: seat.battle.key, calls: [reply.key]))
      }
      return try await keep(drafts, from: reply)
    } catch let error as any SparError where !error.stopsEverything {
      return try await inOrder(seats) { try await self.failedVerdict($0, error) }
    }
  }

  private func ranking(
    of responses: [Stored<Response>], by juror: Juror, on instruction: RecordID
  ) async throws -> AgentReply {
    guard case .ranking(let agent) = juror.method else {
      throw EngineError(.argument, "The judge '\(juror.judge.name)' does not rank.")
    }
    let instruction = try record(Instruction.self, instruction)
    var inputs = try await inputs(of: instruction, for: juror.judge, agent)
    inputs["responses"] = .array(responses.map { .string($0.value.judged(on: instruction.value)) })
    let question = Question(agent, inputs, background: agent.judgeBackground, sampling: juror.judge.sampling)
    return try await ask(question, of: try models.model(juror.judge.model ?? ""))
  }

  /// Each response once.
  private func ranked(_ battles: [Stored<Battle>], _ order: SeatOrder) throws -> [Stored<Response>] {
    var ids: [RecordID] = []
    for words in try battles.map({ try $0.words() }) {
      for id in [words.a, words.b] where !ids.contains(id) { ids.append(id) }
    }
    let responses = try ids.map { try record(Response.self, $0) }
    return order == .ba ? responses.reversed() : responses
  }
}

extension Verdict {
  /// What a ranking says of two of the responses, with the whole of it.
  fileprivate init(_ ranking: RankingReply, _ seat: VerdictSeat, of shown: [Stored<Response>]) {
    let places = [seat.battle.responseA, seat.battle.responseB].map { id in shown.firstIndex { $0.id == id } ?? 0 }
    let ranks = places.map { place in ranking.ranks.firstIndex { $0.contains(place) } ?? 0 }
    let side: SeatPreference = ranks[0] < ranks[1] ? .first : ranks[1] < ranks[0] ? .second : .tie
    let scores: [Double?] = places.map { ranking.scores.isEmpty ? nil : ranking.scores[$0] }
    let names = ranking.ranks.map { rank in rank.map { shown[$0].model } }
    // The reading is by model already: it is put as if A sat first.
    let asSeated = VerdictSeat(battle: seat.battle, juror: seat.juror, order: .ab)
    self.init(
      SeatReading(side, first: scores[0], second: scores[1], explanation: ranking.explanation), asSeated,
      ranking: names)
    order = seat.order
  }
}
