// Battles counted by what they are grouped by, so that a report of any number of them is made in one pass and little
// memory.

internal import SparCore
internal import SparStats
internal import SparStore

/// The battles of equal heading, models and outcome.
struct BattleGroup: Hashable, Sendable {
  let heading: ReportedBattle.Heading
  let modelA: String
  let modelB: String
  let outcome: Outcome
  /// What a rated outcome is worth to model A, 0 to 1; `nil` where it is not rated.
  let points: Double?
  /// Of each of them.
  let weight: Double

  init(_ judged: JudgedBattle, _ heading: ReportedBattle.Heading) {
    self.heading = heading
    modelA = judged.battle.modelA
    modelB = judged.battle.modelB
    outcome = judged.outcome
    // A thousandth is finer than any judge, and keeps the groups few.
    points = judged.points.map { ($0 * 1000).rounded() / 1000 }
    weight = judged.weight
  }

  /// `nil` where the outcome is not rated.
  var rated: RatedBattle? { points.map { RatedBattle(modelA, modelB, outcome: $0, weight: weight) } }
}

struct BattleCounts: Sendable {
  struct Count: Sendable {
    var battles = 0
    /// Of those that a judge read in two seat orders.
    var seated = 0
    /// Of which the seats turned.
    var flipped = 0
  }

  private(set) var groups: [BattleGroup: Count] = [:]

  mutating func add(_ judged: JudgedBattle, _ heading: ReportedBattle.Heading) {
    groups[BattleGroup(judged, heading), default: Count()].add(judged)
  }

  /// Divided by what `key` makes of a heading; those without one are left out.
  func divided<Key: Hashable>(by key: (ReportedBattle.Heading) -> Key?) -> [Key: BattleCounts] {
    var parts: [Key: BattleCounts] = [:]
    for (group, count) in groups {
      guard let key = key(group.heading) else { continue }
      parts[key, default: BattleCounts()].groups[group] = count
    }
    return parts
  }

  var battles: Int { groups.values.map(\.battles).sum }
  var seated: Int { groups.values.map(\.seated).sum }
  var flipped: Int { groups.values.map(\.flipped).sum }
  func battles(_ outcome: Outcome) -> Int { groups.filter { $0.key.outcome == outcome }.values.map(\.battles).sum }
  var rated: Int { Outcome.allCases.filter(\.isRated).map { battles($0) }.sum }

  /// Every model that fought, rated or not, by name.
  var models: [String] { Set(groups.keys.flatMap { [$0.modelA, $0.modelB] }).sorted() }

  /// The rated battles as a rating system takes them.
  func tally() throws(StatsError) -> BattleTally {
    var tally = BattleTally()
    for (group, count) in groups {
      if let rated = group.rated { try tally.add(rated, count: count.battles) }
    }
    return tally
  }
}

extension BattleCounts.Count {
  fileprivate mutating func add(_ judged: JudgedBattle) {
    battles += 1
    if judged.verdicts.contains(where: { $0.order != .alone }) { seated += 1 }
    if judged.isFlipped { flipped += 1 }
  }
}

/// How often a model won of what it fought, ties as halves.
struct WinRecord: Sendable {
  var points = 0.0
  var weight = 0.0
  var battles = 0
  var rate: Double? { share(points, of: weight) }

  /// Of every model that has rated battles.
  static func all(in counts: BattleCounts) -> [String: WinRecord] {
    var records: [String: WinRecord] = [:]
    for (group, count) in counts.groups {
      guard let points = group.points, group.modelA != group.modelB else { continue }
      records[group.modelA, default: WinRecord()].add(points, group.weight, count.battles)
      records[group.modelB, default: WinRecord()].add(1 - points, group.weight, count.battles)
    }
    return records
  }

  private mutating func add(_ points: Double, _ weight: Double, _ count: Int) {
    self.points += points * weight * Double(count)
    self.weight += weight * Double(count)
    battles += count
  }
}
