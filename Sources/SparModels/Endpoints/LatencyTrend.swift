// How long replies take at which concurrency, and whether more of it still brings more replies.

internal import Glibc

/// Mean latencies, one for each doubling of the calls in flight when the request was sent.
///
/// By Little's law the throughput at concurrency N is N ÷ mean latency: where the latency grows in step with N, the
/// server is full and further requests only wait inside it.
struct LatencyTrend: Sendable {
  private struct Mean: Sendable {
    var count = 0
    var seconds = 0.0
    var running = 0.0

    /// Exponential means whose memory is `memory` replies long.
    mutating func add(_ latency: Double, among running: Int) {
      count += 1
      let weight = 1 / Double(min(count, Self.memory))
      seconds += (latency - seconds) * weight
      self.running += (Double(running) - self.running) * weight
    }

    static let memory = 64
  }

  private var means = [Mean](repeating: Mean(), count: Self.classes)
  /// Of the last eight replies or so.
  private(set) var recent = 0.0

  private static let classes = 20
  /// Fewer replies say nothing of their mean.
  private static let fewest = 4
  /// Seconds: whatever is faster is no sign of a full server.
  private static let unremarkable = 0.25
  /// The share of a growth in concurrency, in logarithms, that has to go into latency before it counts as waste.
  private static let steepest = 0.8

  mutating func add(_ latency: Double, among running: Int) {
    recent = recent == 0 ? latency : recent + (latency - recent) / 8
    means[Self.index(running)].add(latency, among: running)
  }

  /// Mean seconds of replies to requests sent among about `running`; `nil` while there are too few.
  func latency(among running: Int) -> Double? {
    let mean = means[Self.index(running)]
    return mean.count >= Self.fewest ? mean.seconds : nil
  }

  var isQuick: Bool { recent < Self.unremarkable }

  /// Whether replies among `running` take so much longer than the best among fewer that the server seems full.
  func isSteep(at running: Int) -> Bool {
    let now = means[Self.index(running)]
    guard now.count >= Self.fewest, now.seconds > Self.unremarkable else { return false }
    return means[..<Self.index(running)].contains { lower in
      guard lower.count >= Self.fewest, lower.seconds > 0 else { return false }
      return log(now.seconds / lower.seconds) > Self.steepest * log(now.running / lower.running)
    }
  }

  mutating func forget(among running: Int) { means[Self.index(running)] = Mean() }

  /// Drops what was learnt at fewer than `running`, when it has turned out to be of other times.
  mutating func forget(below running: Int) {
    for index in 0..<Self.index(running) { means[index] = Mean() }
  }

  private static func index(_ running: Int) -> Int {
    min(classes - 1, Int.bitWidth - 1 - max(1, running).leadingZeroBitCount)
  }
}
