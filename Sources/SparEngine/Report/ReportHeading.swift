// What a report is of: the database, its runs, and when.

package import SparCore
package import SparStore

package struct ReportHeading: Sendable {
  /// The file's name, without its folders.
  package var database: String
  /// `nil` for the whole database.
  package var run: RecordID?
  /// ISO 8601, UTC.
  package var madeAt: String
  package var runs: [StoredRun]
  package var counts: [RecordKind: Int]
  /// Whether all, some or none of the models that fought are simulated.
  package var simulated: Simulated

  package enum Simulated: String, Sendable {
    case all, some, none
  }

  var json: JSON {
    [
      "database": .string(database), "run": JSON(run), "made_at": .string(madeAt),
      "simulated": .string(simulated.rawValue), "runs": .array(runs.map(\.json)),
      "records": .object(
        JSONObject(RecordKind.allCases.compactMap { kind in counts[kind].map { (kind.rawValue, JSON($0)) } })),
    ]
  }
}

extension ReportHeading.Simulated {
  init(_ flags: [Bool]) {
    self = !flags.contains(true) ? .none : flags.contains(false) ? .some : .all
  }
}

extension StoredRun {
  fileprivate var json: JSON {
    [
      "id": JSON(id), "script": .string(record.script.lastPathComponent), "status": .string(status.rawValue),
      "seed": .int(record.seed), "started_at": .string(startedAt), "ended_at": JSON(endedAt),
    ]
  }
}
