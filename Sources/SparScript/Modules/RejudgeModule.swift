// rejudge: stored battles before other judges, and what that changes

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparStats
internal import SparStore

enum RejudgeModule: Module {
  static let topic = Topic.arena

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "rejudge",
        "Has other judges read battles that were judged, without a new response, and says what changes: outcomes, ranks, flips, cost.",
        parameters: [
          .init("battles", "battle[]", "judged battles", default: "all of the project"),
          .init("judge", "string|judge|(string|judge)[]", "who judges anew"),
        ],
        options: Verb.Option.judging.filter { $0.name != "judge" },
        returns: [.init("rejudgement")],
        example: "r = rejudge(nil, {model = \"sim/judge\", agent = \"pair\"})\nprint(r.changed, r.same_order)",
        .waiting { call in
          let options = try await host.judgeOptions(call, judge: call.values[1])
          let stored = try host.judgedBattles(at: 0, of: call)
          let before = try await host.costSoFar()
          let judged = try await host.judgeTogether(stored.map(\.battle), options, label: "rejudge")
          let after = try await host.costSoFar()
          let names = Set((options.panel + [options.arbiter].compactMap { $0 }).map(\.name))
          return [
            try host.rejudgement(stored, judged, by: names, cost: after.less(before))
          ]
        })
    ]
  }
}

/// Calls and money.
struct JudgingCost: Sendable {
  var calls = 0
  var microUSD: Int64 = 0
  var unpriced = 0

  func less(_ earlier: JudgingCost) -> JudgingCost {
    JudgingCost(
      calls: calls - earlier.calls, microUSD: microUSD - earlier.microUSD, unpriced: unpriced - earlier.unpriced)
  }
}

extension ScriptHost {
  fileprivate func costSoFar() async throws -> JudgingCost {
    try engine.store.read { try $0.costs(by: .stage) }.reduce(into: JudgingCost()) { sum, line in
      sum.calls += line.calls
      sum.microUSD += line.costMicroUSD
      sum.unpriced += line.unpriced
    }
  }

  fileprivate func rejudgement(
    _ stored: [JudgedBattle], _ judged: Fanout<[JudgedBattle]>, by names: Set<String>, cost: JudgingCost
  ) throws -> LuaValue {
    let after = judged.values.flatMap { $0 }
    let rules = try engine.storedRules()
    let known = Dictionary(
      stored.map { battle in
        (battle.battle.id, battle.judged(rules, by: { !names.contains($0) }) ?? battle)
      }, uniquingKeysWith: { first, _ in first })
    let change = VerdictChange(after.compactMap { new in known[new.battle.id].map { ($0, new) } })
    let failed = judged.failures.map { failure($0.error, input: LuaValue($0.index + 1)) }
    let shown = Rejudgement(
      judges: names.sorted(), change: change, battles: try lua(after), failed: failed, cost: cost)
    return Rejudgement.shape.table(shown)
  }
}
