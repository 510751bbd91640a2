// Battles collapsed to counts per pair, outcome and weight: what the likelihood, its intervals and the win graph need.

/// The distinct kinds of battle, in a fixed order, whatever the order of the battles.
struct CollapsedCounts: Sendable {
  /// All battles of one pair with one outcome, one weight and one difference of style. `first` < `second` index `models`.
  struct Cell: Sendable {
    let first: Int
    let second: Int
    /// 1: first wins, 0: second wins.
    let outcome: Double
    let weight: Double
    /// From the side of first; `nil` where it plays no part.
    let style: StyleDifference?
    var count = 0

    /// The summed weight.
    var amount: Double { Double(count) * weight }
  }

  /// Sorted by name.
  let models: [String]
  private(set) var cells: [Cell]
  /// How many battles each model fought.
  private(set) var battlesOfModel: [Int]
  /// Battles of a model against itself, which say nothing about strength.
  let selfBattles: Int

  var battles: Int { cells.reduce(0) { $0 + $1.count } }
  /// Battles of which nobody has looked at the style, where it is to be controlled for.
  let unstyled: Int
  var notes: [String] {
    (selfBattles == 0 ? [] : ["\(selfBattles) battles of a model against itself were left out."])
      + (unstyled == 0 ? [] : ["\(unstyled) battles without the texts of both responses were left out."])
  }

  /// - Throws: `noBattles`, `singleModel`, `badOption` where no battle's style is known that is to be controlled for.
  init(_ tally: BattleTally) throws(StatsError) {
    guard !tally.isEmpty else {
      if tally.unstyled > 0 {
        throw .badOption("control needs the texts of both responses, and no rated battle has them")
      }
      throw tally.names.first.map { .singleModel($0) } ?? .noBattles
    }
    try self.init(tally, alsoRated: [])
  }

  /// - Parameter others: models that need not have fought.
  /// - Throws: `noBattles`, `singleModel`.
  init(_ tally: BattleTally, alsoRated others: [String]) throws(StatsError) {
    let kinds = tally.kinds
    let opposed = Set(kinds.flatMap { [tally.names[$0.kind.first], tally.names[$0.kind.second]] })
    models = opposed.union(others).sorted()
    guard models.count >= 2 else { throw models.first.map { .singleModel($0) } ?? .noBattles }
    selfBattles = tally.selfBattles
    unstyled = tally.unstyled
    let placeOfName = Dictionary(uniqueKeysWithValues: zip(models, models.indices))
    cells = Self.cells(of: kinds, placeOf: tally.names.map { placeOfName[$0] ?? 0 })
    battlesOfModel = Array(repeating: 0, count: models.count)
    for cell in cells {
      battlesOfModel[cell.first] += cell.count
      battlesOfModel[cell.second] += cell.count
    }
  }

  /// The same cells with other counts: one resample.
  func recounted(_ counts: [Int]) -> CollapsedCounts {
    var copy = self
    for (index, count) in counts.enumerated() { copy.cells[index].count = count }
    copy.cells.removeAll { $0.count == 0 }
    return copy
  }

  private static func cells(of kinds: [(kind: BattleTally.Kind, count: Int)], placeOf: [Int]) -> [Cell] {
    kinds.map { kind, count in
      let first = placeOf[kind.first], second = placeOf[kind.second]
      let isTurned = first > second
      return Cell(
        first: min(first, second), second: max(first, second), outcome: isTurned ? 1 - kind.outcome : kind.outcome,
        weight: kind.weight, style: isTurned ? kind.style?.turned : kind.style, count: count)
    }.sorted(by: isBefore)
  }

  private static func isBefore(_ left: Cell, _ right: Cell) -> Bool {
    let keys = (
      (left.first, left.second, left.outcome, left.weight), (right.first, right.second, right.outcome, right.weight)
    )
    if keys.0 != keys.1 { return keys.0 < keys.1 }
    guard let style = left.style, let other = right.style else { return left.style == nil && right.style != nil }
    return style < other
  }
}
