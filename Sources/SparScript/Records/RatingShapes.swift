// The tables of ratings, win rates and what was fitted beside them.

internal import LuaKit
internal import SparStats

/// A row of a leaderboard as scripts see it.
struct ShownRating: Sendable {
  let rating: Rating
  let isSimulated: Bool

  static let shape = ValueShape<ShownRating>(
    "rating", "A model's strength with its interval; derived from battles, not stored.",
    [
      .init("model", "string", "the model's name") { .string($0.rating.model) },
      .init("rating", "number", "on the Elo scale: 400 points are odds of ten to one") { .number($0.rating.rating) },
      .init("lower", "number?", "the lower bound of its interval; nothing where no honest one is known") {
        LuaValue($0.rating.lower)
      },
      .init("upper", "number?", "the upper bound") { LuaValue($0.rating.upper) },
      .init("rank", "integer", "1 and the number of models whose interval lies wholly above") {
        LuaValue($0.rating.rank)
      },
      .init("battles", "integer", "how many battles the model fought") { LuaValue($0.rating.battles) },
      .init("simulated", "boolean", "whether the model is simulated: then the numbers say nothing of real ones") {
        .bool($0.isSimulated)
      },
    ])
}

/// A fit as the list that scripts see: ratings best first, and how they came about.
struct Leaderboard: Sendable {
  let table: RatingTable
  let ratings: [ShownRating]
  /// How many battles could not be rated, by their outcome.
  let excluded: [String: Int]

  static let shape = ValueShape<Leaderboard>(
    "leaderboard", "The list that `elo` returns.", hasKind: false, items: ("rating", "the ratings, best first"),
    [
      .init("method", "string", "how they were fitted: `bradley-terry` or `elo`") { .string($0.table.method) },
      .init("interval", "string", "how the intervals were made: `sandwich 95%`; `none`") { .string($0.table.interval) },
      .init("battles", "integer", "the battles behind them") { LuaValue($0.table.battles) },
      .init("excluded", "table<string, integer>", "battles that are not rated, counted by outcome") {
        .counts($0.excluded)
      },
      .init("separability", "number?", "the share of pairs whose intervals do not overlap") {
        LuaValue($0.table.interval == "none" ? nil : Separability($0.table).share)
      },
      .init("tie", "table?", "where ties have a parameter: `{ties, value, lower, upper}`") { tie($0.table) },
      .init(
        "coefficients", "table[]",
        "what was held constant: `{control, value, lower, upper, points}`, in log-odds and in Elo points"
      ) { .table(LuaTable(items: $0.table.coefficients.map(coefficient))) },
      .init("gradient", "number?", "the largest component of the likelihood's gradient where the fit stopped") {
        LuaValue($0.table.gradientNorm)
      },
      .init("resamples", "table?", "of a bootstrap: `{drawn, lost}`; the lost ones have no finite fit") {
        resamples($0.table)
      },
      .init("notes", "string[]", "what a reader of the numbers must know") {
        .list($0.table.notes.map { .string($0) })
      },
    ])

  var lua: LuaValue {
    guard var list = Self.shape.table(self).table else { return .nil }
    list.items = ratings.map(ShownRating.shape.table)
    list.kind = "list"
    return .table(list)
  }

  private static func tie(_ table: RatingTable) -> LuaValue {
    guard let tie = table.tie else { return .nil }
    return .table(
      LuaTable(fields: [
        ("ties", .string(tie.ties.rawValue)), ("value", .number(tie.value)), ("lower", LuaValue(tie.lower)),
        ("upper", LuaValue(tie.upper)),
      ]))
  }

  private static func coefficient(_ coefficient: StyleCoefficient) -> LuaValue {
    .table(
      LuaTable(fields: [
        ("control", .string(coefficient.control.rawValue)), ("value", .number(coefficient.value)),
        ("lower", LuaValue(coefficient.lower)), ("upper", LuaValue(coefficient.upper)),
        ("points", .number(coefficient.points)),
      ]))
  }

  private static func resamples(_ table: RatingTable) -> LuaValue {
    guard let resamples = table.resamples else { return .nil }
    return .table(
      LuaTable(fields: [
        ("drawn", LuaValue(resamples.drawn)), ("lost", LuaValue(resamples.withoutFiniteFit)),
      ]))
  }
}

/// One leaderboard of several, or why there is none.
struct RatingGroup: Sendable {
  let name: String
  let ratings: Leaderboard?
  let reason: String?
  let excluded: [String: Int]

  static let shape = ValueShape<RatingGroup>(
    "rating_group", "The battles of one category, syntax or judge, rated.",
    [
      .init("name", "string", "of the group; `(none)` for battles of which it is not known") { .string($0.name) },
      .init("ratings", "leaderboard?", "nothing where they cannot be fitted") { $0.ratings?.lua ?? .nil },
      .init("reason", "string?", "why there are none") { LuaValue($0.reason) },
      .init("excluded", "table<string, integer>", "battles that are not rated, counted by outcome") {
        .counts($0.excluded)
      },
    ])
}

/// Win rates as scripts see them.
enum ShownMatrix {
  static let shape = ValueShape<WinMatrix>(
    "win_matrix", "How often each model beat each other one, a tie as half a win.",
    [
      .init("models", "string[]", "those who win most first") { matrix in
        .table(LuaTable(items: order(matrix).map { .string(matrix.models[$0]) }))
      },
      .init("rate", "table<string, table<string, number>>", "`rate.x.y`: the share that x won against y") { matrix in
        nested(matrix) { matrix.rate($0, $1).map { .number($0) } }
      },
      .init("battles", "table<string, table<string, number>>", "`battles.x.y`: the weight of their battles") { matrix in
        nested(matrix) { matrix.weight($0, $1) > 0 ? .number(matrix.weight($0, $1)) : nil }
      },
    ])

  private static func order(_ matrix: WinMatrix) -> [Int] {
    let rates = matrix.models.indices.map(matrix.meanRate)
    return matrix.models.indices.sorted { (rates[$1], $0) < (rates[$0], $1) }
  }

  private static func nested(_ matrix: WinMatrix, _ cell: (Int, Int) -> LuaValue?) -> LuaValue {
    let rows = matrix.models.indices.map { row in
      let cells = matrix.models.indices.compactMap { column in
        cell(row, column).map { (matrix.models[column], $0) }
      }
      return (matrix.models[row], LuaValue.table(LuaTable(fields: cells)))
    }
    return .table(LuaTable(fields: rows))
  }
}

/// One matrix of several.
struct MatrixGroup: Sendable {
  let name: String
  let matrix: WinMatrix

  static let shape = ValueShape<MatrixGroup>(
    "matrix_group", "The win rates of one category, syntax or judge.",
    [
      .init("name", "string", "of the group; `(none)` for battles of which it is not known") { .string($0.name) },
      .init("matrix", "win_matrix", "the win rates") { ShownMatrix.shape.table($0.matrix) },
    ])
}

extension LuaValue {
  /// Numbers by name, in the order of the names.
  fileprivate static func counts(_ counts: [String: Int]) -> LuaValue {
    .table(LuaTable(fields: counts.sorted { $0.key < $1.key }.map { ($0.key, LuaValue($0.value)) }))
  }
}
