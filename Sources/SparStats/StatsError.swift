// Every reason for which no rating is given.

internal import SparCore

package enum StatsError: SparError, Equatable {
  case noBattles
  case singleModel(String)
  /// Models that were to be rated and fought no battle.
  case unfought([String])
  /// The win graph is not strongly connected; `reason` says in what way.
  case incomparable(reason: String)
  /// The parameter of ties runs away; why.
  case tieParameter(String)
  /// A statistic of agreement that these values do not have; why.
  case undefined(String)
  case unconverged(gradientNorm: Double, iterations: Int)
  case unknownAnchor(String, known: [String])
  case unknownMethod(String, known: [String])
  /// `index` counts from 0.
  case badBattle(index: Int, reason: String)
  case badOption(String)

  package var code: String {
    switch self {
    case .noBattles: "stats.no_battles"
    case .singleModel: "stats.single_model"
    case .unfought: "stats.unfought"
    case .incomparable: "stats.incomparable"
    case .tieParameter: "stats.tie_parameter"
    case .undefined: "stats.undefined"
    case .unconverged: "stats.unconverged"
    case .unknownAnchor: "stats.anchor_unknown"
    case .unknownMethod: "stats.method_unknown"
    case .badBattle: "stats.battle_invalid"
    case .badOption: "stats.option_invalid"
    }
  }

  package var message: String {
    switch self {
    case .noBattles: "There are no rated battles, so there is nothing to rate."
    case .singleModel(let model): "Only \(model) has battles, and a rating compares at least two models."
    case .unfought(let models): "No rated battle for \(models.joined(separator: ", "))."
    case .incomparable(let reason): "The ratings have no finite fit: \(reason)."
    case .tieParameter(let reason): "The parameter of ties has no finite fit: \(reason)."
    case .undefined(let reason): reason
    case .unconverged(let norm, let iterations):
      "The fit did not converge: the gradient is still \(norm) after \(iterations) Newton steps."
    case .unknownAnchor(let model, _): "The anchor model \(model) has no rated battle."
    case .unknownMethod(let name, _): "There is no rating method \"\(name)\"."
    case .badBattle(let index, let reason): "Battle \(index + 1) cannot be rated: \(reason)."
    case .badOption(let reason): "Rating option: \(reason)."
    }
  }

  package var hint: String? {
    switch self {
    case .noBattles: "Judge some battles first; unparsed and failed judgements are not rated."
    case .singleModel, .unfought: "Let it battle another model."
    case .incomparable:
      "Add battles between these models, or pass a ridge (ridge = 0.1), which shrinks all ratings towards the mean."
    case .tieParameter: "Take ties = \"half\", or pass a ridge, such as ridge = 0.01."
    case .unconverged: "Pass a small ridge, such as ridge = 0.01."
    case .unknownAnchor(let name, let known), .unknownMethod(let name, let known): Self.suggestion(for: name, of: known)
    case .badBattle, .badOption, .undefined: nil
    }
  }

  private static func suggestion(for name: String, of known: [String]) -> String {
    if let nearest = Spelling.nearest(to: name, in: known) { return "Did you mean \"\(nearest)\"?" }
    return "Known: \(known.joined(separator: ", "))."
  }
}
