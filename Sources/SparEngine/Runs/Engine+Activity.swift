// What a run tells those who look on from another process.

internal import LoopKit
internal import SparCore
internal import SparModels
internal import SparStore

extension Engine {
  /// Stores what the run is doing, where that has changed since it was stored last.
  ///
  /// - Parameter time: the time of day so many seconds from now.
  package func noteActivity(_ time: (Double) -> String) async throws {
    guard let run else { return }
    let activity = activity(time)
    guard activity != notedActivity else { return }
    notedActivity = activity
    try await store.write { try $0.put(activity: activity, of: run) }
  }

  /// `{work: [{label, done, total}], calls, stored, failures, endpoints: [{models, running, limit, waiting, reasons}]}`
  func activity(_ time: (Double) -> String) -> JSON {
    [
      "work": .array(
        progress.work.map { work in
          ["label": .string(work.label), "done": .int(Int64(work.done)), "total": .int(Int64(work.total))]
        }),
      "calls": .int(Int64(progress.calls)), "stored": .int(Int64(progress.stored)),
      "failures": .int(Int64(progress.failures)),
      "endpoints": .array(models.activity.filter { !$0.isIdle }.map { $0.json(time) }),
    ]
  }
}

extension EndpointActivity {
  fileprivate func json(_ time: (Double) -> String) -> JSON {
    [
      "models": .array(models.map { .string($0) }), "running": .int(Int64(running)), "limit": .int(Int64(limit)),
      "waiting": .int(Int64(waiting)), "reasons": .array(reasons(time).map { .string($0) }),
    ]
  }
}
