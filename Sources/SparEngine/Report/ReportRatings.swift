// A leaderboard: of everything, of one category, of one iteration.

package import SparCore
internal import SparStats

package struct ReportRatings: Sendable {
  package struct Model: Sendable {
    package var name: String
    package var isSimulated: Bool
    /// On the Elo scale, with the bounds of its interval; `nil` where no finite fit exists.
    package var rating: Double?
    package var lower: Double?
    package var upper: Double?
    package var rank: Int?
    package var battles: Int
    /// Ties as halves; `nil` without a rated battle.
    package var winRate: Double?
  }

  package var battles: Int
  package var rated: Int
  package var ties: Int
  package var seated: Int
  package var flipped: Int
  /// Battles that are not rated, by outcome.
  package var excluded: [Outcome: Int]
  package var method: String
  package var interval: String
  package var notes: [String]
  /// Best first; where nothing could be fitted, by win rate.
  package var models: [Model]
  /// Why there are no ratings.
  package var absent: ReportAbsence?

  init(_ counts: BattleCounts, isSimulated: (String) -> Bool) {
    battles = counts.battles
    rated = counts.rated
    ties = counts.battles(.tie)
    seated = counts.seated
    flipped = counts.flipped
    let unrated = Outcome.allCases.filter { !$0.isRated }
    excluded = Dictionary(uniqueKeysWithValues: unrated.map { ($0, counts.battles($0)) }).filter { $0.value > 0 }
    method = RatingMethod.bradleyTerry.rawValue
    interval = "none"
    notes = []
    let wins = WinRecord.all(in: counts)
    models = counts.models.map { name in
      Model(
        name: name, isSimulated: isSimulated(name), battles: wins[name]?.battles ?? 0, winRate: wins[name]?.rate)
    }
    rate(counts)
    models.sort { $0.order > $1.order || ($0.order == $1.order && $0.name < $1.name) }
  }

  private mutating func rate(_ counts: BattleCounts) {
    do throws(StatsError) {
      let table = try BradleyTerry.fit(counts.tally())
      interval = table.interval
      notes = table.notes
      for index in models.indices { models[index].take(table[models[index].name]) }
    } catch {
      absent = ReportAbsence(error)
    }
  }

  var json: JSON {
    [
      "battles": JSON(battles), "rated": JSON(rated), "ties": JSON(ties), "seated": JSON(seated),
      "flipped": JSON(flipped), "excluded": excludedJSON, "method": .string(method), "interval": .string(interval),
      "unit": "Elo points; the mean of the models is 1000", "notes": .array(notes.map { .string($0) }),
      "models": .array(models.map(\.json)), "absent": JSON(absent: absent),
    ]
  }

  private var excludedJSON: JSON {
    let members = Outcome.allCases.compactMap { outcome in excluded[outcome].map { (outcome.rawValue, JSON($0)) } }
    return .object(JSONObject(members))
  }
}

extension ReportRatings.Model {
  fileprivate var order: Double { rating ?? winRate ?? -1 }

  fileprivate mutating func take(_ row: Rating?) {
    rating = row?.rating
    lower = row?.lower
    upper = row?.upper
    rank = row?.rank
  }

  fileprivate var json: JSON {
    [
      "model": .string(name), "simulated": .bool(isSimulated), "rank": JSON(rank), "rating": JSON(rounded: rating),
      "lower": JSON(rounded: lower), "upper": JSON(rounded: upper), "battles": JSON(battles),
      "win_rate": JSON(rounded: winRate),
    ]
  }
}
