// arena.next, arena.repeats

internal import LoopKit
internal import LuaKit
internal import SparEngine
internal import SparStats

enum ArenaModule: Module {
  static let topic = Topic.arena

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "arena.next",
        "Proposes the battles from which most would be learnt about the ratings, and says when they are told apart.",
        parameters: [
          .init("n", "integer", "how many battles", default: "10"),
          EloModule.battles,
        ],
        options: [
          .init("models", "string[]", "who may battle; newcomers too", default: "all that have"),
          .init("separability", "number", "enough is known when this share of the pairs is separated", default: "1"),
          .init("confidence", "number", "of the intervals that have to lie apart", default: "0.95"),
        ],
        returns: [.init("battle_plan", "proposals in the order of what they teach; `stop` when enough is known")],
        example: """
          for _, p in ipairs(arena.next(20)) do
            battle(sample(q, p.battles), {p.model_a, p.model_b})
          end
          """,
        .waiting { call in
          let request = try Request(call)
          let material = try await RatingMaterial.read(call, at: 1, nil, host)
          return [try await OffLoop.run { try request.plan(material.all.tally) }.lua]
        }),
      repeats(host),
    ]
  }

  private static func repeats(_ host: ScriptHost) -> Verb {
    Verb(
      "arena.repeats",
      "Which models say the same whatever they are asked: how many of their stored responses repeat an earlier one.",
      options: [
        .init("threshold", "number", "the share of 5-word runs that two responses have in common", default: "0.75")
      ],
      returns: [.init("contender_repeats[]", "those that repeat themselves most first")],
      example: "for _, r in ipairs(arena.repeats()) do if r.suspicious then print(r.model, r.share) end end",
      .waiting { call in
        let threshold = try call.number("threshold") ?? 0.75
        let store = try host.engine.store
        let found = try await OffLoop.run { try ContenderRepeats.all(in: store, threshold: threshold) }
        return [.table(LuaTable(items: found.map(ContenderRepeats.shape.table)))]
      })
  }

  private struct Request: Sendable {
    let count: Int
    let models: [String]
    let target: Double
    let confidence: Double

    init(_ call: VerbCall) throws {
      guard let count = call.values[0].isNil ? 10 : call.values[0].integer, (1...100_000).contains(count) else {
        throw call.wrong(0, "a whole number from 1 to 100000")
      }
      self.count = count
      models = try call.names("models") ?? []
      target = try call.number("separability") ?? 1
      confidence = try call.number("confidence") ?? 0.95
      guard target > 0, target <= 1 else {
        throw ScriptError(.option, "arena.next: separability must lie above 0 and not above 1, not be \(target).")
      }
    }

    func plan(_ tally: BattleTally) throws -> BattlePlan {
      let next = try NextBattles(tally, models: models, count: count)
      do {
        let table = try BradleyTerry.fit(tally, options: .init(confidence: confidence, expected: models))
        let among = models.isEmpty ? table.ratings : table.ratings.filter { models.contains($0.model) }
        return BattlePlan(next, target: target, separability: Separability(among))
      } catch StatsError.badOption(let reason) {
        throw StatsError.badOption(reason)
      } catch {
        return BattlePlan(next, target: target, reason: error.message)
      }
    }
  }
}

/// What `arena.next` returns.
private struct BattlePlan: Sendable {
  let next: NextBattles
  let target: Double
  /// `nil` where there are no ratings yet.
  let separability: Separability?
  let reason: String

  init(_ next: NextBattles, target: Double, separability: Separability) {
    self.next = next
    self.target = target
    self.separability = separability
    reason = "\(separability.separated) of \(separability.pairs.count) pairs of models are separated."
  }

  init(_ next: NextBattles, target: Double, reason: String) {
    self.next = next
    self.target = target
    self.reason = reason
    separability = nil
  }

  var isEnough: Bool { (separability?.share ?? 0) >= target }

  var lua: LuaValue {
    guard
      var list = ShownPlan.shape.table(ShownPlan(isEnough: isEnough, share: separability?.share, reason: reason)).table
    else { return .nil }
    list.items = next.proposals.map(ShownPlan.proposal.table)
    list.kind = "list"
    return .table(list)
  }
}

/// The list of `arena.next` and its items, as scripts see them.
struct ShownPlan: Sendable {
  let isEnough: Bool
  let share: Double?
  let reason: String

  static let shape = ValueShape<ShownPlan>(
    "battle_plan", "The list that `arena.next` returns.", hasKind: false,
    items: ("proposal", "pairs of models, the one that teaches most first"),
    [
      .init("stop", "boolean", "whether enough is known: the intervals lie apart") { .bool($0.isEnough) },
      .init("separability", "number?", "the share of pairs that are told apart; nothing where none can be rated yet") {
        LuaValue($0.share)
      },
      .init("notes", "string[]", "how far the models are told apart, or why they cannot be rated yet") {
        .list([.string($0.reason)])
      },
    ])

  static let proposal = ValueShape<NextBattles.Proposal>(
    "proposal", "A pair of models that should battle.", hasKind: false,
    [
      .init("model_a", "string", "the first model") { .string($0.modelA) },
      .init("model_b", "string", "the second model") { .string($0.modelB) },
      .init("battles", "integer", "how many of the battles are theirs") { LuaValue($0.battles) },
      .init("gain", "number", "what the first of them teaches, in bits") { .number($0.gain) },
      .init("expected", "number", "the probability that the first model wins, as far as is known") {
        .number($0.probability)
      },
    ])
}

extension ContenderRepeats {
  static let shape = ValueShape<ContenderRepeats>(
    "contender_repeats", "How often a model repeats itself over different instructions.", hasKind: false,
    [
      .init("model", "string", "the model's name") { .string($0.model) },
      .init("responses", "integer", "its first responses, one for each instruction") { LuaValue($0.responses) },
      .init("repeats", "integer", "those that are nearly an earlier one of its own") { LuaValue($0.repeats) },
      .init("share", "number", "repeats of all responses") { .number($0.share) },
      .init("suspicious", "boolean", "whether that is half of them or more, of at least ten") {
        .bool($0.isSuspicious)
      },
    ])
}
