// How many instructions went into each gate and how many came out, kept for the report of a run.

package import SparCore

/// A list's way through one gate.
package struct FunnelStep: Sendable, Equatable {
  /// Where the list went through gates: `instruct`, `refine`, `curate`.
  package var stage: String
  /// The gate's place in its list, from 1.
  package var position: Int
  package var gate: String
  package var entered: Int
  package var passed: Int
  /// Instructions on which the gate itself failed; they passed.
  package var failed: Int
  /// How many were turned away for each reason.
  package var reasons: [String: Int]
  package var iteration: Int?

  package init(
    stage: String, position: Int, gate: String, entered: Int, passed: Int, failed: Int = 0,
    reasons: [String: Int] = [:],
    iteration: Int? = nil
  ) {
    self.stage = stage
    self.position = position
    self.gate = gate
    self.entered = entered
    self.passed = passed
    self.failed = failed
    self.reasons = reasons
    self.iteration = iteration
  }
}

extension StoreTransaction {
  /// Notes what one list came to at one gate.
  package func put(_ step: FunnelStep, run: RecordID?) throws {
    let sql = """
      INSERT INTO funnel (stage, position, gate, entered, passed, failed, reasons, run_id, iteration, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    try connection.run(sql) { row in
      row.add(step.stage)
      row.add(step.position)
      row.add(step.gate)
      row.add(step.entered)
      row.add(step.passed)
      row.add(step.failed)
      row.add(step.reasonsJSON)
      try row.add(run, .run)
      row.add(step.iteration)
      row.add(time)
    }
  }
}

extension StoreReader {
  /// The gates of a run, or of all: lists that went through the same gate in the same stage and iteration are added up.
  /// In the order of the iterations, then as the stages first occurred, then of the gates.
  package func funnel(run: RecordID? = nil) throws -> [FunnelStep] {
    let sql = """
      SELECT stage, position, gate, entered, passed, failed, reasons, iteration FROM funnel
      WHERE ?1 IS NULL OR run_id = ?1 ORDER BY id
      """
    let steps = try connection.all(sql, { try $0.add(run, .run) }) { try FunnelStep(from: &$0) }
    return FunnelStep.added(steps)
  }
}

extension FunnelStep {
  fileprivate init(from row: inout RowReader) throws {
    self.init(
      stage: row.text(), position: row.int(), gate: row.text(), entered: row.int(), passed: row.int(),
      failed: row.int(),
      reasons: try row.json().object.map { object in
        Dictionary(object.members.map { ($0.key, $0.value.int ?? 0) }) { $0 + $1 }
      } ?? [:])
    iteration = row.optionalInteger().map { Int($0) }
  }

  fileprivate var reasonsJSON: JSON {
    .object(JSONObject(reasons.sorted { $0.key < $1.key }.map { ($0.key, .int(Int64($0.value))) }))
  }

  private struct Place: Hashable {
    let iteration: Int?
    let stage: String
    let position: Int
    let gate: String
  }

  fileprivate static func added(_ steps: [FunnelStep]) -> [FunnelStep] {
    var stages: [String: Int] = [:]
    var sums: [Place: FunnelStep] = [:]
    for step in steps {
      stages[step.stage] = stages[step.stage] ?? stages.count
      let place = Place(iteration: step.iteration, stage: step.stage, position: step.position, gate: step.gate)
      if sums[place]?.add(step) == nil { sums[place] = step }
    }
    return sums.values.sorted { left, right in
      let order = { (step: FunnelStep) in (step.iteration ?? 0, stages[step.stage] ?? 0, step.position, step.gate) }
      return order(left) < order(right)
    }
  }

  private mutating func add(_ other: FunnelStep) {
    entered += other.entered
    passed += other.passed
    failed += other.failed
    reasons.merge(other.reasons) { $0 + $1 }
  }
}
