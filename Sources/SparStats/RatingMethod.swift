// The list of rating systems, by the names that scripts use.

/// A rating system. To add one: a file of its own, a case here.
package enum RatingMethod: String, Sendable, CaseIterable {
  case bradleyTerry = "bradley-terry"
  case elo

  /// The system called `name`.
  package init(named name: String) throws(StatsError) {
    guard let method = RatingMethod(rawValue: name) else {
      throw .unknownMethod(name, known: RatingMethod.allCases.map(\.rawValue))
    }
    self = method
  }

  package func rate(
    _ battles: [RatedBattle], bradleyTerry: BradleyTerry.Options = .init(), elo: OnlineElo.Options = .init()
  ) throws(StatsError) -> RatingTable {
    switch self {
    case .bradleyTerry: try BradleyTerry.fit(battles, options: bradleyTerry)
    case .elo: try OnlineElo.rate(battles, options: elo)
    }
  }
}
