// What a database holds and what goes on in it, as `spar status` prints it.

internal import SparCore
internal import SparStore

struct StatusText {
  let path: String
  let counts: [RecordKind: Int]
  let unfinishedCalls: Int
  let runs: [StoredRun]
  let activities: [RunActivity]

  /// Runs that are shown; the last ones.
  private static let shownRuns = 5

  init(_ path: String, _ reader: StoreReader) throws {
    self.path = path
    counts = try reader.counts()
    unfinishedCalls = try reader.unfinishedCallCount()
    runs = try reader.runs()
    activities = try reader.activities()
  }

  var lines: [String] {
    [summary] + (unfinishedCalls > 0 ? [unfinished] : [])
      + runs.suffix(Self.shownRuns).reversed().flatMap { [line(of: $0)] + details(of: $0) }
  }

  private var summary: String {
    let kinds: [RecordKind] = [.seed, .passage, .instruction, .response, .battle, .verdict, .dataset, .call, .run]
    let words = kinds.compactMap { kind in
      counts[kind].flatMap { $0 > 0 ? "\($0) \(kind.rawValue)\($0 == 1 ? "" : "s")" : nil }
    }
    return "\(path): " + (words.isEmpty ? "nothing yet" : words.joined(separator: ", "))
  }

  private var unfinished: String {
    "\(unfinishedCalls) \(unfinishedCalls == 1 ? "call is" : "calls are") no success: "
      + "spar calls --failed lists them, spar retry makes them again"
  }

  /// `run3  recipe.lua  running since 2026-11-22T14:03:22Z  process 123`
  private func line(of run: StoredRun) -> String {
    let isGone = run.status == .running && run.process == nil
    var parts = [run.id.description, run.record.script]
    if let process = run.process {
      parts += ["running since \(run.startedAt)", "process \(process)"]
    } else {
      parts += [isGone ? "interrupted" : run.status.rawValue, "\(run.startedAt) – \(run.endedAt ?? "?")"]
      if let code = run.exitCode, code != 0 { parts.append("exit code \(code)") }
    }
    return parts.joined(separator: "  ")
  }

  private func details(of run: StoredRun) -> [String] {
    guard run.process != nil, let activity = activities.first(where: { $0.run == run.id }) else { return [] }
    let work = (activity.text["work"]?.array ?? []).map { work in
      "\(work["label"]?.string ?? "") \(work["done"]?.int ?? 0)/\(work["total"]?.int ?? 0)"
    }
    let calls = ["calls", "stored", "failures"].compactMap { name in
      activity.text[name]?.int.flatMap { $0 > 0 ? "\($0) \(name)" : nil }
    }
    let endpoints = (activity.text["endpoints"]?.array ?? []).map(Self.line)
    return ([(work + calls).joined(separator: "  ")] + endpoints).filter { !$0.isEmpty }.map { "  " + $0 }
  }

  /// `writer, judge: 8 of 8 in flight; rate limit until 14:03:22`
  private static func line(of endpoint: JSON) -> String {
    let models = (endpoint["models"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
    let flight = "\(endpoint["running"]?.int ?? 0) of \(endpoint["limit"]?.int ?? 0) in flight"
    let reasons = (endpoint["reasons"]?.array ?? []).compactMap(\.string)
    return (["\(models): \(flight)"] + reasons).joined(separator: "; ")
  }
}
