// The funnel: how much there was at each stage, what was turned away and why, what was written in the end.

internal import SparCore
package import SparStore

package struct ReportFunnel: Sendable {
  package struct Stage: Sendable {
    package var name: String
    package var count: Int
  }

  package var stages: [Stage]
  /// The most frequent first.
  package var rejections: [RejectionCount]
  package var datasets: [DatasetLine]
  /// What lists came to at quality gates and filters of curation.
  package var gates: [FunnelStep]

  init(
    counts: [RecordKind: Int], refined: Int, ratings: ReportRatings, rejections: [RejectionCount],
    datasets: [DatasetLine], gates: [FunnelStep]
  ) {
    self.gates = gates
    self.rejections = rejections
    self.datasets = datasets
    let instructions = counts[.instruction] ?? 0
    stages = [
      Stage(name: "seeds", count: counts[.seed] ?? 0), Stage(name: "passages", count: counts[.passage] ?? 0),
      Stage(name: "instructions", count: instructions - refined), Stage(name: "refined", count: refined),
      Stage(name: "responses", count: counts[.response] ?? 0), Stage(name: "battles", count: counts[.battle] ?? 0),
      Stage(name: "judged", count: ratings.battles), Stage(name: "rated", count: ratings.rated),
      Stage(name: "exported rows", count: datasets.map(\.rows).sum),
    ]
  }

  var json: JSON {
    let isEmpty = stages.allSatisfy { $0.count == 0 } && rejections.isEmpty
    return [
      "stages": .array(stages.map { ["stage": .string($0.name), "count": JSON($0.count)] }),
      "rejections": .array(
        rejections.map { ["stage": .string($0.stage), "reason": .string($0.reason), "count": JSON($0.count)] }),
      "gates": .array(gates.map(\.json)),
      "datasets": .array(
        datasets.map {
          [
            "id": JSON($0.id), "format": .string($0.format), "file": .string($0.path.lastPathComponent),
            "rows": JSON($0.rows),
          ]
        }),
      "absent": JSON(absent: isEmpty ? ReportAbsence("Nothing was read or made.") : nil),
    ]
  }
}

extension FunnelStep {
  fileprivate var json: JSON {
    [
      "stage": .string(stage), "iteration": iteration.map { JSON($0) } ?? .null, "gate": .string(gate),
      "entered": JSON(entered), "passed": JSON(passed),
    ]
  }
}

extension String {
  /// What stands after the last slash: a report tells of files, and not of the machine they lie on.
  var lastPathComponent: String { split(separator: "/").last.map(String.init) ?? self }
}
