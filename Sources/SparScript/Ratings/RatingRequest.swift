// The options of the verbs that rate, read and checked.

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparStats

struct RatingRequest: Sendable {
  enum Method: Sendable {
    case bradleyTerry(BradleyTerry.Options)
    case elo(OnlineElo.Options)
  }

  let method: Method
  let grouping: BattleGrouping?
  /// How the verdicts of the project's battles are read, where the call says it.
  let rules: JuryRules?

  var isStyled: Bool {
    guard case .bradleyTerry(let options) = method else { return false }
    return !options.controls.isEmpty
  }

  /// For battles that are counted by group and not fitted.
  @Host init(counting call: VerbCall, _ host: ScriptHost) throws {
    grouping = try call.word("by", BattleGrouping.self)
    rules = try call.storedRules(host)
    method = .bradleyTerry(BradleyTerry.Options())
  }

  @Host init(_ call: VerbCall, _ host: ScriptHost) throws {
    grouping = try call.word("by", BattleGrouping.self)
    rules = try call.storedRules(host)
    switch try call.string("method") ?? "bt" {
    case "bt", RatingMethod.bradleyTerry.rawValue: method = .bradleyTerry(try Self.fitOptions(call, host))
    case RatingMethod.elo.rawValue:
      try Self.refuse(["ties", "control", "interval", "rounds", "ridge", "anchor", "confidence"], call)
      method = .elo(OnlineElo.Options(k: try call.number("k") ?? 4, initial: try call.number("mean") ?? 1000))
    case let other:
      throw ScriptError(.option, "\(call.verb.name): method cannot be '\(other)'.", hint: "It is bt or elo.")
    }
  }

  static let options: [Verb.Option] =
    [
      .init("method", "string", "`bt` (Bradley–Terry) or `elo` (online, depends on the order)", default: "bt"),
      .init(
        "by", "string",
        "a leaderboard for each `category` (skill and type), prompt `syntax`, or `judge`", default: "one for all"),
      .init(
        "ties", "string",
        "`half` a win and half a loss, or an outcome with a fitted parameter: `davidson`, `rao-kupper`", default: "half"
      ),
      .init(
        "control", "string|string[]",
        "what of the responses is held constant: `length`; `style`, which is `headers`, `lists` and `bold`",
        default: "nothing"),
      .init("anchor", "string", "the model that is pinned to `mean`", default: "none"),
      .init("mean", "number", "what the ratings average to, or the anchor's rating", default: "1000"),
      .init("interval", "string", "`sandwich`, `bootstrap` or `none`", default: "sandwich"),
      .init("rounds", "integer", "of the bootstrap", default: "1000"),
      .init("confidence", "number", "of the intervals", default: "0.95"),
      .init("ridge", "number", "a penalty, such as 0.01, with which undefeated models can be rated", default: "0"),
      .init("k", "number", "the step of online Elo", default: "4"),
    ] + Verb.Option.storedVerdicts

  @Host private static func fitOptions(_ call: VerbCall, _ host: ScriptHost) throws -> BradleyTerry.Options {
    try refuse(["k"], call)
    var options = BradleyTerry.Options()
    options.mean = try call.number("mean") ?? 1000
    if let anchor = try call.string("anchor") { options.anchor = BradleyTerry.Anchor(anchor, rating: options.mean) }
    options.ridge = try call.number("ridge") ?? 0
    options.confidence = try call.number("confidence") ?? 0.95
    options.ties = try call.word("ties", BradleyTerry.Ties.self) ?? .half
    options.controls = try controls(call)
    options.interval = try interval(call, host)
    return options
  }

  @Host private static func interval(_ call: VerbCall, _ host: ScriptHost) throws -> BradleyTerry.Interval {
    let rounds = try call.integer("rounds")
    switch try call.string("interval") ?? (rounds == nil ? "sandwich" : "bootstrap") {
    case "sandwich" where rounds == nil: return .sandwich
    case "none" where rounds == nil: return .none
    case "bootstrap": return .bootstrap(rounds: rounds ?? 1000, seed: host.engine.seed)
    case "sandwich", "none":
      throw ScriptError(.option, "\(call.verb.name): rounds are those of interval = \"bootstrap\".")
    case let other:
      throw ScriptError(
        .option, "\(call.verb.name): interval cannot be '\(other)'.", hint: "It is sandwich, bootstrap or none.")
    }
  }

  /// In the order of the features, each once.
  private static func controls(_ call: VerbCall) throws -> [StyleControl] {
    var asked: Set<StyleControl> = []
    for name in try call.names("control") ?? [] {
      guard let controls = StyleControl.named(name) else {
        throw ScriptError(
          .option, "\(call.verb.name): control cannot be '\(name)'.",
          hint: "It is length, style, headers, lists or bold.")
      }
      asked.formUnion(controls)
    }
    return StyleControl.allCases.filter(asked.contains)
  }

  private static func refuse(_ names: [String], _ call: VerbCall) throws {
    for name in names where !call.value(name).isNil {
      throw ScriptError(.option, "\(call.verb.name): \(name) does not go with this method.")
    }
  }
}
