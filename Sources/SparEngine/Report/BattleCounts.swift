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
}

struct BattleCounts: Sendable {
  struct Count: Sendable {
    var battles = 0
    var weight = 0.0
    /// Of those that a judge read in two seat orders.
    var seated = 0
    /// Of which the seats turned.
    var flipped = 0
  }

  private(set) var groups: [BattleGroup: Count] = [:]

  mutating func add(_ judged: JudgedBattle, _ heading: ReportedBattle.Heading) {
    let group = BattleGroup(
      heading: heading, modelA: judged.battle.modelA, modelB: judged.battle.modelB, outcome: judged.outcome)
    groups[group, default: Count()].add(judged)
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

  /// The rated battles as a rating system takes them, in an order that depends on nothing but what they are.
  var ratedBattles: [RatedBattle] {
    let rated = groups.compactMap { group, count in group.points.map { (group, count, $0) } }
      .sorted { ($0.0.modelA, $0.0.modelB, $0.2) < ($1.0.modelA, $1.0.modelB, $1.2) }
    return rated.flatMap { group, count, points in
      repeatElement(
        RatedBattle(group.modelA, group.modelB, outcome: points, weight: count.weight / Double(count.battles)),
        count: count.battles)
    }
  }
}

extension BattleCounts.Count {
  fileprivate mutating func add(_ judged: JudgedBattle) {
    battles += 1
    weight += judged.weight
    if judged.verdicts.contains(where: { $0.order != .alone }) { seated += 1 }
    if judged.isFlipped { flipped += 1 }
  }
}

extension BattleGroup {
  /// Of model A; `nil` where the battle is not rated.
  var points: Double? {
    switch outcome {
    case .a: 1
    case .b: 0
    case .tie: 0.5
    case .inconsistent, .unparsed, .error: nil
    }
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
      records[group.modelA, default: WinRecord()].add(points, count)
      records[group.modelB, default: WinRecord()].add(1 - points, count)
    }
    return records
  }

  mutating func add(_ points: Double, _ count: BattleCounts.Count) {
    self.points += points * count.weight
    weight += count.weight
    battles += count.battles
  }
}
