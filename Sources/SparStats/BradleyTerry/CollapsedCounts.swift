// Battles collapsed to counts per pair, outcome and weight: what the likelihood, its intervals and the win graph need.

/// The distinct kinds of battle, in a fixed order, whatever the order of the battles.
struct CollapsedCounts: Sendable {
  /// All battles of one pair with one outcome and one weight. `first` < `second` index `models`.
  struct Cell: Sendable, Hashable {
    let first: Int
    let second: Int
    /// 1: first wins, 0: second wins.
    let outcome: Double
    let weight: Double
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
  var notes: [String] { selfBattles == 0 ? [] : ["\(selfBattles) battles of a model against itself were left out."] }

  /// - Throws: `badBattle`, `noBattles`, `singleModel`.
  init(_ battles: [RatedBattle]) throws(StatsError) {
    let rated = try Self.checked(battles)
    guard let first = rated.first else { throw .noBattles }
    let opposed = rated.filter { $0.modelA != $0.modelB }
    guard !opposed.isEmpty else { throw .singleModel(first.modelA) }
    models = Set(opposed.lazy.flatMap { [$0.modelA, $0.modelB] }).sorted()
    selfBattles = rated.count - opposed.count
    cells = Self.cells(of: opposed, models: models)
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

  private static func checked(_ battles: [RatedBattle]) throws(StatsError) -> [RatedBattle] {
    for (index, battle) in battles.enumerated() {
      guard (0...1).contains(battle.outcome) else {
        throw .badBattle(index: index, reason: "its outcome is \(battle.outcome), not within 0 and 1")
      }
      guard battle.weight.isFinite, battle.weight >= 0 else {
        throw .badBattle(index: index, reason: "its weight is \(battle.weight)")
      }
    }
    return battles.filter { $0.weight > 0 }
  }

  private static func cells(of battles: [RatedBattle], models: [String]) -> [Cell] {
    let index = Dictionary(uniqueKeysWithValues: zip(models, models.indices))
    var counts: [Cell: Int] = [:]
    for battle in battles {
      guard let a = index[battle.modelA], let b = index[battle.modelB] else { continue }
      let outcome = a < b ? battle.outcome : 1 - battle.outcome
      counts[Cell(first: min(a, b), second: max(a, b), outcome: outcome, weight: battle.weight), default: 0] += 1
    }
    return counts.map { cell, count in
      Cell(first: cell.first, second: cell.second, outcome: cell.outcome, weight: cell.weight, count: count)
    }.sorted { ($0.first, $0.second, $0.outcome, $0.weight) < ($1.first, $1.second, $1.outcome, $1.weight) }
  }
}
