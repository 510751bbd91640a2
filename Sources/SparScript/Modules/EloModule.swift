// elo

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparStats

enum EloModule: Module {
  static let topic = Topic.arena

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "elo", "Rates models by their battles: Bradley–Terry with sandwich intervals, or online Elo.",
        parameters: [
          .init(
            "battles", "battle[]", "judged battles, or tables with `model_a`, `model_b` and `outcome`",
            default: "all of the project")
        ],
        options: [
          .init("method", "string", "`bt` (Bradley–Terry) or `elo` (online, depends on the order)", default: "bt"),
          .init("k", "number", "the step of online Elo", default: "4"),
          .init("anchor", "string", "the model that is pinned to 1000", default: "none, the mean is 1000"),
          .init("confidence", "number", "of the intervals", default: "0.95"),
          .init("interval", "string", "`sandwich` or `bootstrap`", default: "sandwich"),
          .init("ridge", "number", "a penalty, such as 0.01, with which undefeated models can be rated", default: "0"),
        ],
        returns: [.init("leaderboard")],
        example:
          "elo()\nelo(battles, {method = \"elo\", k = 4})\nelo({{model_a = \"x\", model_b = \"y\", outcome = \"a\"}}, {ridge = 0.01})",
        .immediate { call in
          let battles = call.values[0].isNil ? try stored(host) : try read(call)
          let table = try rate(battles.rated, call, host)
          return [lua(table, battles, host)]
        })
    ]
  }

  /// Battles that can be rated, and how many of each other outcome were left out.
  private struct Reading {
    var rated: [RatedBattle] = []
    var excluded: [String: Int] = [:]

    mutating func add(_ a: String, _ b: String, _ outcome: String, weight: Double) throws {
      switch outcome {
      case "a": rated.append(RatedBattle(a, b, outcome: 1, weight: weight))
      case "b": rated.append(RatedBattle(a, b, outcome: 0, weight: weight))
      case "tie": rated.append(RatedBattle(a, b, outcome: 0.5, weight: weight))
      default:
        guard Outcome(rawValue: outcome) != nil else {
          throw ScriptError(.argument, "elo: '\(outcome)' is no outcome.", hint: "Outcomes are a, b, tie.")
        }
        excluded[outcome, default: 0] += 1
      }
    }
  }

  @Host private static func stored(_ host: ScriptHost) throws -> Reading {
    var reading = Reading()
    for judged in try host.engine.judgedBattles() {
      try reading.add(judged.battle.modelA, judged.battle.modelB, judged.outcome.rawValue, weight: judged.weight)
    }
    return reading
  }

  private static func read(_ call: VerbCall) throws -> Reading {
    var reading = Reading()
    guard let items = call.values[0].list else { throw call.wrong(0, "a list of battles") }
    for (index, item) in items.enumerated() where item.table?.kind != "error" {
      guard let table = item.table, let a = table["model_a"]?.string, let b = table["model_b"]?.string,
        let outcome = table["outcome"]?.string
      else {
        throw ScriptError(
          .argument, "elo: item \(index + 1) of the list is no battle.",
          hint: "A battle has model_a, model_b and outcome.")
      }
      try reading.add(a, b, outcome, weight: table["weight"]?.double ?? 1)
    }
    return reading
  }

  @Host private static func rate(_ battles: [RatedBattle], _ call: VerbCall, _ host: ScriptHost) throws -> RatingTable {
    switch try call.string("method") ?? "bt" {
    case "bt", RatingMethod.bradleyTerry.rawValue:
      return try BradleyTerry.fit(battles, options: try fitOptions(call, host))
    case "elo": return try OnlineElo.rate(battles, options: OnlineElo.Options(k: try call.number("k") ?? 4))
    case let other:
      throw ScriptError(.option, "elo: method cannot be '\(other)'.", hint: "It is bt or elo.")
    }
  }

  @Host private static func fitOptions(_ call: VerbCall, _ host: ScriptHost) throws -> BradleyTerry.Options {
    var options = BradleyTerry.Options()
    if let anchor = try call.string("anchor") { options.anchor = BradleyTerry.Anchor(anchor, rating: 1000) }
    options.ridge = try call.number("ridge") ?? 0
    options.confidence = try call.number("confidence") ?? 0.95
    switch try call.string("interval") ?? "sandwich" {
    case "sandwich": break
    case "bootstrap": options.interval = .bootstrap(rounds: 1000, seed: host.engine.seed)
    case let other:
      throw ScriptError(.option, "elo: interval cannot be '\(other)'.", hint: "It is sandwich or bootstrap.")
    }
    return options
  }

  @Host private static func lua(_ table: RatingTable, _ battles: Reading, _ host: ScriptHost) -> LuaValue {
    let ratings = table.ratings.map { ShownRating(rating: $0, isSimulated: host.engine.isSimulated($0.model)) }
    return Leaderboard(table: table, ratings: ratings, excluded: battles.excluded).lua
  }
}
