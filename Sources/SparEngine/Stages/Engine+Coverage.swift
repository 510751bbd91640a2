// How far the types of a skill have been covered

internal import LoopKit
package import SparCore
package import SparStore

/// One type of a skill with what came of it.
package struct TypeCoverage: Sendable, Equatable {
  package let line: CoverageLine
  /// The group it belongs to.
  package let parent: String?
  /// Instructions produced, as a share of those of the type that has most.
  package let share: Double
}

extension Engine {
  /// Every type of a skill, or of all skills: also those that nothing was asked for, and those that are no longer there.
  package func coverage(skill: String? = nil) async throws -> [TypeCoverage] {
    let skills = skill.map { [$0] } ?? self.skills
    let counted = try store.read { try $0.coverage(skill: skill) }
    var lines: [(CoverageLine, parent: String?)] = []
    for skill in skills {
      let nodes = try await taxonomy(skill).nodes
      let own = counted.filter { $0.skill == skill }
      lines += nodes.map { node in
        (own.first { $0.type == node.name } ?? CoverageLine(skill: skill, type: node.name), node.parent)
      }
      lines += own.filter { line in !nodes.contains { $0.name == line.type } }.map { ($0, nil) }
    }
    lines += counted.filter { !skills.contains($0.skill) }.map { ($0, nil) }
    let most = Double(max(1, lines.map(\.0.produced).max() ?? 1))
    return lines.map { TypeCoverage(line: $0, parent: $1, share: Double($0.produced) / most) }
  }
}
