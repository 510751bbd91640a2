// Battles counted by pair, outcome and weight while they stream past, so that 25 million take no more room than 25.

/// Counts battles as they come; the order in which they came is forgotten.
///
/// The room it takes grows with the pairs of models and the distinct outcomes and weights, not with the battles.
package struct BattleTally: Sendable {
  /// All battles of one kind; `first` and `second` index `names`, the smaller first.
  struct Kind: Sendable, Hashable {
    let first: Int
    let second: Int
    /// 1: first wins, 0: second wins.
    let outcome: Double
    let weight: Double
    let style: StyleDifference?
  }

  /// In the order in which they were met.
  private(set) var names: [String] = []
  /// Battles of a model against itself, which say nothing about strength.
  private(set) var selfBattles = 0
  /// Battles that were added, those of weight 0 and against oneself included.
  package private(set) var added = 0
  /// Battles of which nobody has looked at the style, where it is kept.
  private(set) var unstyled = 0
  let keepsStyle: Bool
  private var indexOfName: [String: Int] = [:]
  /// Wins, losses and ties of weight 1, which most battles are: counted without hashing.
  private var plain = PairGrid()
  private var others: [Kind: Int] = [:]

  /// - Parameter keepsStyle: whether battles that differ in style are kept apart, as a controlled fit needs it. Then
  ///   the room grows with the battles.
  package init(keepsStyle: Bool = false) { self.keepsStyle = keepsStyle }

  package init(_ battles: [RatedBattle], keepsStyle: Bool = false) throws(StatsError) {
    self.init(keepsStyle: keepsStyle)
    for battle in battles { try add(battle) }
  }

  /// - Throws: `badBattle` for an outcome outside 0 … 1 or a weight that is negative or no number.
  package mutating func add(_ battle: RatedBattle, count: Int = 1) throws(StatsError) {
    guard battle.outcome >= 0, battle.outcome <= 1 else {
      throw .badBattle(index: added, reason: "its outcome is \(battle.outcome), not within 0 and 1")
    }
    guard battle.weight.isFinite, battle.weight >= 0 else {
      throw .badBattle(index: added, reason: "its weight is \(battle.weight)")
    }
    added += count
    guard battle.weight > 0 else { return }
    if keepsStyle, battle.style == nil { return unstyled += count }
    let a = index(of: battle.modelA), b = index(of: battle.modelB)
    if a == b { return selfBattles += count }
    add(battle, min(a, b), max(a, b), outcome: a < b ? battle.outcome : 1 - battle.outcome, count)
  }

  /// Whether no two models have met.
  package var isEmpty: Bool { kinds.isEmpty }

  /// Every kind that was met, with how often, in no fixed order.
  var kinds: [(kind: Kind, count: Int)] {
    plain.counts.map { cell in
      (Kind(first: cell.first, second: cell.second, outcome: cell.outcome, weight: 1, style: nil), cell.count)
    } + others.map { ($0.key, $0.value) }
  }

  private mutating func add(_ battle: RatedBattle, _ first: Int, _ second: Int, outcome: Double, _ count: Int) {
    if battle.weight == 1, !keepsStyle, plain.add(first, second, outcome, count) { return }
    let style = battle.modelA == names[first] ? battle.style : battle.style?.turned
    let kind = Kind(
      first: first, second: second, outcome: outcome, weight: battle.weight, style: keepsStyle ? style : nil)
    others[kind, default: 0] += count
  }

  private mutating func index(of name: String) -> Int {
    if let known = indexOfName[name] { return known }
    indexOfName[name] = names.count
    names.append(name)
    return names.count - 1
  }
}

/// Wins, ties and losses of every pair, in one array; grows with the square of the models up to a limit.
private struct PairGrid: Sendable {
  private static let mostModels = 1024

  private var capacity = 0
  private var cells: [Int] = []

  /// Whether it could be counted here.
  mutating func add(_ first: Int, _ second: Int, _ outcome: Double, _ count: Int) -> Bool {
    let twice = outcome * 2
    guard twice == 0 || twice == 1 || twice == 2, second < Self.mostModels else { return false }
    if second >= capacity { grow(to: second + 1) }
    cells[(first * capacity + second) * 3 + Int(twice)] += count
    return true
  }

  var counts: [(first: Int, second: Int, outcome: Double, count: Int)] {
    cells.indices.lazy.filter { cells[$0] > 0 }.map { index in
      let pair = index / 3
      return (pair / capacity, pair % capacity, Double(index % 3) / 2, cells[index])
    }
  }

  private mutating func grow(to models: Int) {
    let wider = max(16, 2 * models)
    var grown = Array(repeating: 0, count: wider * wider * 3)
    for row in 0..<capacity {
      let old = row * capacity * 3
      grown.replaceSubrange(row * wider * 3..<row * wider * 3 + capacity * 3, with: cells[old..<old + capacity * 3])
    }
    (capacity, cells) = (wider, grown)
  }
}
