// Battles on their way into a fit: counted while they stream past, group by group.

internal import SparCore
internal import SparEngine
internal import SparStats

struct RatingMaterial: Sendable {
  struct Group: Sendable {
    var tally: BattleTally
    var elo: OnlineElo?
    /// Battles that cannot be rated, by outcome.
    var excluded: [String: Int] = [:]
  }

  private let request: RatingRequest?
  /// By name; all battles are the group "" where nothing is grouped.
  private(set) var groups: [String: Group] = [:]

  /// - Parameter request: `nil` for battles that are only counted.
  init(_ request: RatingRequest? = nil) { self.request = request }

  /// All battles, where nothing is grouped.
  var all: Group { groups[""] ?? Group(tally: BattleTally(keepsStyle: request?.isStyled == true)) }

  /// Groups by name, those with most battles first.
  var ranked: [(name: String, group: Group)] {
    groups.sorted { ($1.value.tally.added, $0.key) < ($0.value.tally.added, $1.key) }.map { ($0.key, $0.value) }
  }

  mutating func add(_ reading: BattleReading) throws {
    // Taken out while it is changed, so that it is not copied.
    let name = reading.group ?? (isGrouped ? Self.ungrouped : "")
    var group = try groups.removeValue(forKey: name) ?? empty()
    defer { groups[name] = group }
    guard let battle = reading.rated else {
      group.excluded[reading.outcome.rawValue, default: 0] += 1
      return
    }
    if group.elo == nil { try group.tally.add(battle) } else { try group.elo?.add(battle) }
  }

  func table(of group: Group) throws(StatsError) -> RatingTable {
    if let elo = group.elo { return try elo.table() }
    guard case .bradleyTerry(let options)? = request?.method else { return try BradleyTerry.fit(group.tally) }
    return try BradleyTerry.fit(group.tally, options: options)
  }

  private var isGrouped: Bool { request?.grouping != nil }
  private static let ungrouped = "(none)"

  private func empty() throws -> Group {
    var group = Group(tally: BattleTally(keepsStyle: request?.isStyled == true))
    if case .elo(let options)? = request?.method { group.elo = try OnlineElo(options) }
    return group
  }
}
