// What goes on at an endpoint, for whoever wonders why nothing moves. Showing it is left to the surfaces.

/// A look at one endpoint. Holds no address.
package struct EndpointActivity: Sendable, Equatable {
  /// The models that are reached through it, by the names that the user gave them.
  package var models: [String]
  /// Requests in flight, and how many there may be now.
  package var running: Int
  package var limit: Int
  /// Calls that wait for a slot or for the rate limit.
  package var waiting: Int
  /// Seconds until the server takes requests again, by its own word; 0 when it takes them now.
  package var pause: Double
  /// Calls that wait for their next try, and the seconds until the first of them makes it.
  package var retrying: Int
  package var nextRetry: Double?
  /// Batches that the server works on.
  package var batches: [BatchProgress]

  package init(
    models: [String], running: Int = 0, limit: Int, waiting: Int = 0, pause: Double = 0, retrying: Int = 0,
    nextRetry: Double? = nil, batches: [BatchProgress] = []
  ) {
    self.models = models
    self.running = running
    self.limit = limit
    self.waiting = waiting
    self.pause = pause
    self.retrying = retrying
    self.nextRetry = nextRetry
    self.batches = batches
  }

  package var isIdle: Bool { running == 0 && waiting == 0 && retrying == 0 }

  /// Whether something other than the server's own thinking holds calls up.
  package var isHeldUp: Bool { waiting > 0 && pause > 0 || retrying > 0 || !batches.isEmpty }

  /// Why its calls wait: `rate limit until 14:03:22`, `retry at 14:03:22 (3 calls)`, `120 wait for a slot (8 of 8)`,
  /// `waiting for batch batch_abc (120/500 done)`; empty where none does.
  ///
  /// - Parameter time: the time of day so many seconds from now.
  package func reasons(_ time: (Double) -> String) -> [String] {
    let batches = batches.map(\.reason)
    guard waiting > 0 || retrying > 0 else { return batches }
    if pause > 0 { return batches + ["rate limit until \(time(pause))"] }
    let calls = retrying > 1 ? " (\(retrying) calls)" : ""
    let reasons = batches + (nextRetry.map { ["retry at \(time($0))\(calls)"] } ?? [])
    guard waiting > 0 else { return reasons }
    let place = running >= limit ? "a slot (\(running) of \(limit))" : "a limit per minute"
    return reasons + ["\(waiting) wait for \(place)"]
  }

  /// Why nothing moves, in one line: `small: rate limit until 14:03:22; big: retry at 14:03:25`. Models are named where
  /// several endpoints wait. `nil` where none does.
  package static func summary(_ activities: [EndpointActivity], _ time: (Double) -> String) -> String? {
    let held = activities.map { ($0.models.first ?? "", $0.reasons(time)) }.filter { !$0.1.isEmpty }
    let parts = held.map { model, reasons in (held.count > 1 ? "\(model): " : "") + reasons.joined(separator: ", ") }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
