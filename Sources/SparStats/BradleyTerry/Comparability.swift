// Says in words which models cannot be put on one scale, and why.

struct Comparability: Sendable {
  private let graph: WinGraph
  private let models: [String]

  init(_ counts: CollapsedCounts) {
    graph = WinGraph(counts)
    models = counts.models
  }

  /// Part of a sentence; `nil` where all models can be compared.
  var obstacle: String? {
    if graph.isStronglyConnected { return nil }
    let met = graph.metGroups
    if met.count > 1 { return "these groups never met: \(listed(met))" }
    let groups = graph.components
    let reasons = groups.filter(graph.isUndefeated).map(undefeated) + groups.filter(graph.isWinless).map(winless)
    return "\(reasons.joined(separator: "; ")); so these cannot be compared with each other: \(listed(groups))"
  }

  private func undefeated(_ group: [Int]) -> String {
    group.count == 1
      ? "\(named(group)) is undefeated" : "none of \(named(group)) ever lost to or tied with a model outside"
  }

  private func winless(_ group: [Int]) -> String {
    group.count == 1
      ? "\(named(group)) never won or tied" : "none of \(named(group)) ever won against or tied with a model outside"
  }

  private func listed(_ groups: [[Int]]) -> String {
    groups.map { group in "{\(named(group))}" }.joined(separator: " and ")
  }

  private func named(_ group: [Int]) -> String {
    let shown = 8
    let names = group.prefix(shown).map { models[$0] }.joined(separator: ", ")
    return group.count > shown ? "\(names) and \(group.count - shown) more" : names
  }
}
