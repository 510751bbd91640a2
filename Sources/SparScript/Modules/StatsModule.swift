// stats.*: agreement of raters, of orders and of leaderboards

internal import LoopKit
internal import LuaKit
internal import SparStats

enum StatsModule: Module {
  static let topic = Topic.arena

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      correlation("spearman", "Spearman's rho: the correlation of ranks.", RankCorrelation.spearman),
      correlation(
        "kendall", "Kendall's tau-b: pairs in the same order less pairs in the opposite one.", RankCorrelation.kendall),
      agreement, separability, kappa, fleiss, alpha, effectiveVotes,
    ]
  }

  private static func correlation(
    _ name: String, _ about: String, _ statistic: @escaping @Sendable ([Double], [Double]) throws -> Double
  ) -> Verb {
    Verb(
      "stats.\(name)", about + " Of two leaderboards, over the models that both rate.",
      parameters: [
        .init("x", "number[]|leaderboard", "numbers, or a leaderboard"),
        .init("y", "number[]|leaderboard", "numbers of the same things in the same order, or a leaderboard"),
      ],
      returns: [.init("number", "from -1, the opposite order, to 1, the same order")],
      example: "stats.\(name)({1, 2, 3, 4}, {1, 3, 2, 4})\nstats.\(name)(elo(mine), elo(theirs))",
      .immediate { call in
        if let x = call.ratings(at: 0), let y = call.ratings(at: 1) {
          let ofY = Dictionary(y.map { ($0.model, $0.rating) }, uniquingKeysWith: { first, _ in first })
          let shared = x.compactMap { row in ofY[row.model].map { (row.rating, $0) } }
          return [.number(try statistic(shared.map(\.0), shared.map(\.1)))]
        }
        return [.number(try statistic(try call.numbers(at: 0), try call.numbers(at: 1)))]
      })
  }

  private static let agreement = Verb(
    "stats.agreement",
    "Whether two leaderboards tell models apart in the same way: for each pair +1 where both do, -1 where they do so in "
      + "opposite order, 0 where one of them does not; the mean.",
    parameters: [
      .init("a", "leaderboard", "a leaderboard with intervals"), .init("b", "leaderboard", "another one"),
    ],
    returns: [.init("number", "from -1 to 1")],
    example: "stats.agreement(elo{by = \"judge\"}[1].ratings, elo())",
    .immediate { call in
      guard let a = call.ratings(at: 0) else { throw call.wrong(0, "a leaderboard") }
      guard let b = call.ratings(at: 1) else { throw call.wrong(1, "a leaderboard") }
      return [.number(try Separability.agreement(a, b))]
    })

  private static let separability = Verb(
    "stats.separability", "Which pairs of models a leaderboard tells apart: those whose intervals do not overlap.",
    parameters: [.init("leaderboard", "leaderboard", "what `elo` returned")],
    returns: [
      .init("number?", "the share of pairs that are separated; nothing where there is no pair"),
      .init("table[]", "each pair: `{better, worse, separated}`"),
    ],
    example: "share, pairs = stats.separability(elo())",
    .immediate { call in
      guard let ratings = call.ratings(at: 0) else { throw call.wrong(0, "a leaderboard") }
      let separability = Separability(ratings)
      let pairs = separability.pairs.map { pair in
        LuaValue.table(
          LuaTable(fields: [
            ("better", .string(pair.better)), ("worse", .string(pair.worse)), ("separated", .bool(pair.isSeparated)),
          ]))
      }
      return [LuaValue(separability.share), .table(LuaTable(items: pairs))]
    })

  private static let kappa = Verb(
    "stats.kappa", "Cohen's kappa: whether two raters agree more than their habits would make them by chance.",
    parameters: [
      .init("a", "any[]", "one rater's ratings: words or numbers"),
      .init("b", "any[]", "the other's, of the same items in the same order"),
    ],
    options: [
      .init(
        "weights", "string", "`none`; of numbers also `linear` or `quadratic`: near misses count in part",
        default: "none")
    ],
    returns: [
      .init("number", "1: always; 0: as by chance"), .init("number", "the agreement observed"),
      .init("number", "the agreement expected by chance"),
    ],
    example: "stats.kappa({\"a\", \"tie\", \"b\"}, {\"a\", \"b\", \"b\"})",
    .immediate { call in
      let weights = try call.word("weights", CohenKappa.Weights.self) ?? .none
      let kappa =
        weights == .none
        ? try CohenKappa(try call.labels(at: 0), try call.labels(at: 1))
        : try CohenKappa(try call.numbers(at: 0), try call.numbers(at: 1), weights: weights)
      return [.number(kappa.kappa), .number(kappa.observed), .number(kappa.expected)]
    })

  private static let fleiss = Verb(
    "stats.fleiss",
    "Fleiss' kappa: whether many raters agree more than by chance, with as many ratings for every item.",
    parameters: [
      .init("counts", "integer[][]", "for each item, how many raters chose the first category, the second, …")
    ],
    returns: [
      .init("number", "1: always; 0: as by chance"), .init("number", "the agreement observed"),
      .init("number", "the agreement expected by chance"),
    ],
    example: "stats.fleiss{{3, 0}, {1, 2}, {0, 3}}",
    .immediate { call in
      let counts = try call.rows(at: 0) { value in value.integer }
      let kappa = try FleissKappa(counts: counts)
      return [.number(kappa.kappa), .number(kappa.observed), .number(kappa.expected)]
    })

  private static let alpha = Verb(
    "stats.alpha",
    "Krippendorff's alpha: whether any number of raters agree more than by chance, with ratings missing and on any scale.",
    parameters: [
      .init(
        "ratings", "any[][]", "for each rater the ratings of all items in the same order, `false` for a missing one")
    ],
    options: [
      .init("level", "string", "`nominal` (names), `ordinal` (an order) or `interval` (distances)", default: "nominal")
    ],
    returns: [.init("number", "1: always; 0: as by chance")],
    example: "stats.alpha({{1, 2, 3, false}, {1, 2, 2, 4}, {1, 2, 3, 4}}, {level = \"ordinal\"})",
    .immediate { call in
      let level = try call.word("level", KrippendorffAlpha.Level.self) ?? .nominal
      let raters = try level == .nominal ? call.codedRows(at: 0) : call.rowsWithGaps(at: 0) { $0.double }
      let units = (0..<(raters.map(\.count).max() ?? 0)).map { unit in
        raters.compactMap { unit < $0.count ? $0[unit] : nil }
      }
      return [.number(try KrippendorffAlpha.alpha(units: units, level: level))]
    })

  private static let effectiveVotes = Verb(
    "stats.effective_votes",
    "How many independent votes a panel is worth (Kish): of the members' votes by their correlation, or of weights.",
    parameters: [
      .init(
        "votes", "number[]|any[][]",
        "weights; or for each member its votes on the same items: `a`, `b`, `tie`, 0 to 1, `false` where it gave none")
    ],
    options: [
      .init("gold", "any[]", "the right votes: what is correlated then is how members err", default: "none")
    ],
    returns: [.init("number", "from 1 to the number of members")],
    example: "stats.effective_votes{{\"a\", \"b\", \"a\"}, {\"a\", \"b\", \"b\"}}\nstats.effective_votes{2, 1, 1}",
    .immediate { call in
      if let weights = call.values[0].list, weights.first?.double != nil {
        return [.number(try EffectiveVotes.ofWeights(try call.numbers(at: 0)))]
      }
      let votes = try call.rowsWithGaps(at: 0, LuaValue.vote)
      guard let items = call.value("gold").list else { return [.number(try EffectiveVotes.ofMembers(votes))] }
      return [.number(try EffectiveVotes.ofMembers(votes, gold: items.map(LuaValue.vote)))]
    })
}

extension VerbCall {
  /// A leaderboard's rows; `nil` for anything else.
  fileprivate func ratings(at index: Int) -> [Rating]? {
    guard let items = values[index].list, !items.isEmpty else { return nil }
    let rows = items.compactMap(\.rating)
    return rows.count == items.count ? rows : nil
  }

  fileprivate func numbers(at index: Int) throws -> [Double] {
    guard let items = values[index].list else { throw wrong(index, "a list of numbers") }
    return try items.enumerated().map { place, item in
      guard let number = item.double else { throw noItem(place, item, "a number", of: index) }
      return number
    }
  }

  /// Words and numbers, which are the same where they are written the same.
  fileprivate func labels(at index: Int) throws -> [String] {
    guard let items = values[index].list else { throw wrong(index, "a list of ratings") }
    return try items.enumerated().map { place, item in
      guard let label = item.label else { throw noItem(place, item, "a word or a number", of: index) }
      return label
    }
  }

  fileprivate func rows<Value>(at index: Int, _ read: (LuaValue) -> Value?) throws -> [[Value]] {
    guard let rows = values[index].list else { throw wrong(index, "a list of lists") }
    return try rows.enumerated().map { place, row in
      let items = row.list?.compactMap(read)
      guard let items, items.count == row.list?.count else { throw noItem(place, row, "a list of ratings", of: index) }
      return items
    }
  }

  /// Rows in which `false` stands for what is missing.
  fileprivate func rowsWithGaps(at index: Int, _ read: (LuaValue) -> Double?) throws -> [[Double?]] {
    try rows(at: index) { value -> Double?? in value.bool == false ? .some(nil) : read(value).map { .some($0) } }
  }

  /// The same with names, each as a number of its own.
  fileprivate func codedRows(at index: Int) throws -> [[Double?]] {
    var codes: [String: Double] = [:]
    return try rowsWithGaps(at: index) { value in
      value.label.map { label in
        let code = codes[label] ?? Double(codes.count)
        codes[label] = code
        return code
      }
    }
  }

  private func noItem(_ place: Int, _ item: LuaValue, _ kind: String, of index: Int) -> ScriptError {
    ScriptError(
      .argument,
      "\(verb.name): item \(place + 1) of \(verb.parameters[index].name) must be \(kind), not \(item.shown).",
      hint: verb.signature)
  }
}

extension LuaValue {
  fileprivate var rating: Rating? {
    guard let table, let model = table["model"]?.string, let rating = table["rating"]?.double else { return nil }
    return Rating(
      model: model, rating: rating, lower: table["lower"]?.double, upper: table["upper"]?.double,
      battles: table["battles"]?.integer ?? 0)
  }

  fileprivate var label: String? {
    if let number = double { return "\(number)" }
    return string ?? (bool == true ? "true" : nil)
  }

  /// For model A: 1, 0, or ½ for a tie; `nil` for what is no vote.
  fileprivate static func vote(_ value: LuaValue) -> Double? {
    if let number = value.double { return (0...1).contains(number) ? number : nil }
    return ["a": 1, "b": 0, "tie": 0.5][value.string ?? ""]
  }
}
