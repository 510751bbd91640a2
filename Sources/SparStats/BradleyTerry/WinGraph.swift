// Who has taken something from whom: the graph that decides whether ratings have a finite fit.

/// An edge from i to j where i won against j or tied with it (or had any share of a soft outcome).
///
/// The Bradley–Terry likelihood has a finite maximum exactly where this graph is strongly connected
/// (Ford, "Solution of a ranking problem from binary comparisons", 1957).
struct WinGraph: Sendable {
  private let count: Int
  private var beat: [[Int]]
  private var beatenBy: [[Int]]

  init(_ counts: CollapsedCounts) {
    count = counts.models.count
    beat = Array(repeating: [], count: count)
    beatenBy = beat
    for cell in counts.cells {
      if cell.outcome > 0 { connect(cell.first, over: cell.second) }
      if cell.outcome < 1 { connect(cell.second, over: cell.first) }
    }
  }

  var isStronglyConnected: Bool {
    !Self.reached(from: 0, through: beat).contains(false) && !Self.reached(from: 0, through: beatenBy).contains(false)
  }

  /// The strongly connected components, each ascending, ordered by their first member.
  var components: [[Int]] {
    partition { node in
      zip(Self.reached(from: node, through: beat), Self.reached(from: node, through: beatenBy)).map { $0 && $1 }
    }
  }

  /// The groups of models connected by battles of any outcome, ordered by their first member.
  var metGroups: [[Int]] {
    let met = zip(beat, beatenBy).map { $0 + $1 }
    return partition { Self.reached(from: $0, through: met) }
  }

  /// Whether nobody outside `group` took anything from it.
  func isUndefeated(_ group: [Int]) -> Bool { group.allSatisfy { beatenBy[$0].allSatisfy(group.contains) } }

  /// Whether nobody in `group` took anything from outside.
  func isWinless(_ group: [Int]) -> Bool { group.allSatisfy { beat[$0].allSatisfy(group.contains) } }

  private mutating func connect(_ winner: Int, over loser: Int) {
    beat[winner].append(loser)
    beatenBy[loser].append(winner)
  }

  private func partition(_ membership: (Int) -> [Bool]) -> [[Int]] {
    var groups: [[Int]] = []
    var assigned = Array(repeating: false, count: count)
    for node in 0..<count where !assigned[node] {
      let members = membership(node)
      let group = (0..<count).filter { members[$0] }
      for member in group { assigned[member] = true }
      groups.append(group)
    }
    return groups
  }

  private static func reached(from start: Int, through edges: [[Int]]) -> [Bool] {
    var seen = Array(repeating: false, count: edges.count)
    var waiting = [start]
    seen[start] = true
    while let node = waiting.popLast() {
      for next in edges[node] where !seen[next] {
        seen[next] = true
        waiting.append(next)
      }
    }
    return seen
  }
}
