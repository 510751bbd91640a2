// Whether the parameter of ties has a finite fit.

/// With a parameter for ties, strengths and parameter can run away together, unless some models beat each other round in
/// a circle in which there are more wins than ties.
///
/// Both models' likelihoods rise for ever in a direction (v, 1) where v_i − v_j ≥ 1 wherever i beat j (in units of
/// the parameter) and |v_i − v_j| ≤ 1 wherever they tied. Such v exists exactly where no cycle of wins (length 1) and
/// ties (length −1, both ways) has a positive length: a system of difference constraints (Bellman 1958).
struct TieCycle: Sendable {
  private struct Edge: Sendable, Hashable {
    let from: Int
    let to: Int
    let length: Int
  }

  private let edges: Set<Edge>
  private let count: Int

  init(_ counts: CollapsedCounts) {
    count = counts.models.count
    var edges: Set<Edge> = []
    for cell in counts.cells {
      if cell.outcome == 0.5 {
        edges.insert(Edge(from: cell.first, to: cell.second, length: -1))
        edges.insert(Edge(from: cell.second, to: cell.first, length: -1))
      } else {
        if cell.outcome > 0 { edges.insert(Edge(from: cell.first, to: cell.second, length: 1)) }
        if cell.outcome < 1 { edges.insert(Edge(from: cell.second, to: cell.first, length: 1)) }
      }
    }
    self.edges = edges
  }

  /// Part of a sentence; `nil` where the parameter has a finite fit.
  var obstacle: String? {
    if hasPositiveCycle { return nil }
    return "nobody ever lost to a model that it beats, directly or through others, other than by more ties than wins"
  }

  private var hasPositiveCycle: Bool {
    let wins = edges.filter { $0.length > 0 }
    if wins.contains(where: { edges.contains(Edge(from: $0.to, to: $0.from, length: 1)) }) { return true }
    var longest = Array(repeating: 0, count: count)
    for _ in 0..<count where !lengthen(&longest) { return false }
    return true
  }

  /// One pass over all edges; whether any path became longer.
  private func lengthen(_ longest: inout [Int]) -> Bool {
    var changed = false
    for edge in edges where longest[edge.from] + edge.length > longest[edge.to] {
      longest[edge.to] = longest[edge.from] + edge.length
      changed = true
    }
    return changed
  }
}
