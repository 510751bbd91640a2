// Coverage of the taxonomies, and how their revisions differ.

package import SparCore
internal import Glibc
package import SparStore

package struct ReportTaxonomies: Sendable {
  package struct TypeLine: Sendable {
    package var name: String
    package var group: String?
    /// Of the newest revision; `nil` for a type that it does not have.
    package var weight: Double?
    package var coverage: CoverageLine
  }

  package struct Change: Sendable {
    package var type: String
    /// `nil` where the revision lacks the type.
    package var old: Double?
    package var new: Double?
    /// What was said of it when the revision was made.
    package var evidence: JSON
  }

  package struct Revision: Sendable {
    package var id: RecordID
    package var parent: RecordID?
    package var run: RecordID?
    package var iteration: Int?
    /// Against its parent, the largest first.
    package var changes: [Change]
  }

  package struct Skill: Sendable {
    package var name: String
    package var types: [TypeLine]
    package var revisions: [Revision]
  }

  /// Those that anything was asked for, by name.
  package var skills: [Skill]

  var json: JSON {
    let absent =
      skills.isEmpty
      ? ReportAbsence("No instruction was written from a taxonomy.", hint: "instruct draws its types from one.") : nil
    return ["skills": .array(skills.map(\.json)), "absent": JSON(absent: absent)]
  }
}

extension ReportTaxonomies.Skill {
  /// - Parameters:
  ///   - revisions: of this skill, oldest first.
  ///   - described: the taxonomy as its file has it, for a skill without a stored revision.
  init(
    _ name: String, coverage: [CoverageLine], revisions: [(Stored<Taxonomy>, Provenance?)], described: Taxonomy?
  ) {
    self.name = name
    let nodes = revisions.last?.0.nodes ?? described?.nodes ?? []
    let lines = nodes.map { node in
      ReportTaxonomies.TypeLine(
        name: node.name, group: node.parent, weight: node.weight,
        coverage: coverage.first { $0.type == node.name } ?? CoverageLine(skill: name, type: node.name))
    }
    let strays = coverage.filter { line in !nodes.contains { $0.name == line.type } }
    types = lines + strays.map { ReportTaxonomies.TypeLine(name: $0.type, group: nil, weight: nil, coverage: $0) }
    let byID = Dictionary(revisions.map { ($0.0.id, $0.0.value) }) { first, _ in first }
    self.revisions = revisions.compactMap { revision, provenance in
      guard let parent = revision.value.parent else { return nil }
      return ReportTaxonomies.Revision(
        id: revision.id, parent: parent, run: provenance?.run, iteration: provenance?.iteration,
        changes: byID[parent].map { ReportTaxonomies.Change.list(from: $0, to: revision.value) } ?? [])
    }
  }

  private var drawn: Int { types.count { $0.coverage.produced > 0 } }

  /// How evenly the instructions are spread over the types, in bits.
  private var entropy: Double {
    let counts = types.map { Double($0.coverage.produced) }.filter { $0 > 0 }
    return -counts.map { $0 / counts.sum }.map { $0 * Glibc.log2($0) }.sum
  }

  fileprivate var json: JSON {
    let open = types.count { ($0.weight ?? 0) > 0 }
    return [
      "skill": .string(name), "drawn": JSON(drawn), "open": JSON(open), "entropy_bits": JSON(rounded: entropy),
      "most_bits": JSON(rounded: open > 0 ? Glibc.log2(Double(open)) : 0), "types": .array(types.map(\.json)),
      "revisions": .array(revisions.map(\.json)),
    ]
  }
}

extension ReportTaxonomies.Change {
  fileprivate var amount: Double { (new ?? 0) - (old ?? 0) }

  fileprivate static func list(from old: Taxonomy, to new: Taxonomy) -> [Self] {
    let names = old.nodes.map(\.name) + new.nodes.map(\.name).filter { old.node(named: $0) == nil }
    return names.map { name in
      Self(
        type: name, old: old.node(named: name)?.weight, new: new.node(named: name)?.weight,
        evidence: new.evidence[name] ?? .null)
    }.filter { $0.old != $0.new }.sorted { (abs($1.amount), $0.type) < (abs($0.amount), $1.type) }
  }

  fileprivate var json: JSON {
    ["type": .string(type), "old": JSON(rounded: old), "new": JSON(rounded: new), "evidence": evidence]
  }
}

extension ReportTaxonomies.TypeLine {
  fileprivate var json: JSON {
    [
      "type": .string(name), "group": JSON(group), "weight": JSON(rounded: weight), "asked": JSON(coverage.asked),
      "produced": JSON(coverage.produced), "refined": JSON(coverage.refined), "rejected": JSON(coverage.rejected),
    ]
  }
}

extension ReportTaxonomies.Revision {
  fileprivate var json: JSON {
    [
      "id": JSON(id), "parent": JSON(parent), "run": JSON(run), "iteration": JSON(iteration),
      "changes": .array(changes.map(\.json)),
    ]
  }
}
