// How many requests may be in flight at one endpoint, learnt from its replies and rejections. Pure arithmetic on what
// it is told; counting and waiting are left to `CallQueue`.

internal import Glibc

/// A limit that starts low, doubles while nothing speaks against it, and falls when the server rejects.
///
/// Additive increase, multiplicative decrease as in V. Jacobson, "Congestion Avoidance and Control" (1988), with three
/// changes for model servers. Growth does not wait for replies, which take seconds where rejections take
/// milliseconds: at first the limit doubles by the clock, in small steps, so that a rejection is met by few.
/// Where the server rejected is remembered, and probed again only now and then (as CUBIC does, RFC 9438). And a
/// latency that grows as fast as the concurrency is taken for a full server, once a try with half as many has shown it.
package struct AdaptiveLimit: Sendable {
  /// How fast the limit may double, by how soon a rejection can be known.
  package struct Pace: Sendable {
    /// Seconds for a doubling.
    let doubling: Double
    /// Up to here the limit grows without a single reply.
    let blindMost: Double
    /// For a server on this machine.
    package static let near = Pace(doubling: 0.008, blindMost: 256)
    package static let far = Pace(doubling: 0.250, blindMost: 64)
  }

  package let ceiling: Int
  /// `nil` for a limit that never changes.
  private let pace: Pace?
  private var level: Double
  /// Up to here the limit grows without a single reply.
  private var blindGoal: Double
  /// Counts the changes that want to be judged by requests sent after them. A request carries the number it was sent
  /// under, so that what belongs to one overload lowers the limit once.
  package private(set) var era = 0
  /// The era that the last reduction began.
  private var reducedEra = 0

  // What was seen since the limit last changed.
  private var repliesInStep = 0
  private var repliesInRound = 0
  private var wasShort = false

  private var trend = LatencyTrend()
  private var trial: Trial?
  /// Rounds for which the limit stays where it is, and how many it will be the next time.
  private var rest = 0
  private var nextRest = Self.firstRest / 2

  /// The most that the server has been seen to take, after it has rejected more; infinite before.
  private var mark = Double.infinity
  private var stride = 1.0
  private var overload = Overload()
  /// Whether anybody got a reply since the last overload. Where nobody does, the server is in trouble, and what it
  /// rejects says nothing of what it takes otherwise.
  private var isAnswering = true
  /// No probing before this moment.
  private var probeAfter = -Double.infinity

  /// What the last overload showed.
  private struct Overload: Sendable {
    var running = 0
    var rejections = 0
    var isTelling = false
  }

  /// A try with half as many.
  private struct Trial: Sendable {
    let level: Double
    let latency: Double
  }

  private static let start = 8.0
  private static let stepsPerDoubling = 4.0
  private static let fall = 0.75
  private static let firstRest = 4
  private static let longestRest = 32

  /// A limit that stays as it is.
  package init(fixed ceiling: Int) {
    self.ceiling = max(1, ceiling)
    pace = nil
    level = Double(self.ceiling)
    blindGoal = 0
  }

  /// A limit that adapts, and never exceeds `ceiling`.
  package init(ceiling: Int, pace: Pace) {
    self.ceiling = max(1, ceiling)
    self.pace = pace
    level = min(Self.start, Double(self.ceiling))
    blindGoal = min(pace.blindMost, Double(self.ceiling))
  }

  package var current: Int { Int(level) }

  // MARK: What is told

  /// Somebody had to wait because of the limit; without that it does not grow.
  package mutating func fellShort() { wasShort = true }

  /// A request brought a reply.
  ///
  /// - Parameters:
  ///   - running: requests in flight when it was sent, itself included.
  ///   - era: the `era` it was sent in.
  package mutating func replied(after latency: Double, among running: Int, era: Int, now: Double) {
    guard pace != nil else { return }
    trend.add(latency, among: running)
    isAnswering = true
    repliesInStep += 1
    guard era == self.era else { return }
    repliesInRound += 1
    if repliesInRound >= current { endRound(now) }
  }

  /// The server turned a request away because it has too many.
  ///
  /// - Parameters:
  ///   - running: requests in flight, the rejected one included.
  ///   - era: the `era` the rejected request was sent in.
  ///   - pause: seconds that the server asks to wait, which makes probing dear.
  package mutating func rejected(among running: Int, era: Int, pause: Double = 0, now: Double) {
    guard pace != nil else { return }
    if era >= reducedEra {
      meetOverload(running)
    } else if overload.rejections > 0 {
      overload.rejections += 1
    } else {
      return
    }
    // Every rejection is one that was in flight and did not count: what is left is what the server took.
    let taken = Double(max(1, overload.running - overload.rejections))
    level = min(level, taken)
    if overload.isTelling { mark = max(min(mark, taken), Double(overload.running / 4)) }
    probeAfter = max(probeAfter, now + 10 * pause)
  }

  /// The server takes no connection: one request at a time until it does.
  package mutating func lostServer() {
    guard pace != nil else { return }
    reduce(to: 1)
    overload = Overload()
    trial = nil
  }

  /// A pause has ended: those who waited start a few at a time, up to where the limit stood.
  package mutating func resumed() {
    guard pace != nil, level > Self.start else { return }
    blindGoal = level
    level = Self.start
  }

  // MARK: Growth by the clock

  /// Seconds until the next `grow`, while the limit grows by the clock; `nil` where it does not.
  package var growthInterval: Double? {
    growsBlindly || growsQuickly ? doubling.map { $0 / Self.stepsPerDoubling } : nil
  }

  /// Seconds for a doubling. A server that answers quickly rejects quickly.
  private var doubling: Double? {
    guard let pace, trend.recent > 0 else { return pace?.doubling }
    return min(pace.doubling, max(Pace.near.doubling, trend.recent / 2))
  }

  /// One step of the growth by the clock. One that comes late makes up for nothing: where the machine is busy, rejections
  /// are late as well.
  package mutating func grow() {
    guard growsBlindly || growsQuickly && repliesInStep > 0 else { return }
    repliesInStep = 0
    let goal = growsBlindly ? blindGoal : Double(ceiling)
    level = min(goal, level * exp2(1 / Self.stepsPerDoubling))
    if level == goal { beginEra() }
  }

  private var growsBlindly: Bool { level < blindGoal }

  /// Replies that take a quarter of a second need no round of their own for each doubling.
  private var growsQuickly: Bool {
    mark == .infinity && trial == nil && rest == 0 && level < Double(ceiling) && trend.isQuick
  }

  // MARK: Growth by rounds

  /// After as many replies as the limit allows at once.
  private mutating func endRound(_ now: Double) {
    repliesInRound = 0
    guard wasShort else { return }
    wasShort = false
    if trial != nil { return endTrial() }
    if current > Int(Self.start), trend.isSteep(at: current) {
      beginTrial()
    } else if level < mark, mark < .infinity {
      level = min(mark, level + max(1, (mark - level) / 2))
    } else if rest > 0 {
      rest -= 1
    } else if now >= probeAfter {
      probe()
    }
  }

  /// Beyond what the server is known to take: by steps that double, where it has rejected before.
  private mutating func probe() {
    guard mark < .infinity else {
      level = min(Double(ceiling), level * 2)
      return beginEra()
    }
    level = min(Double(ceiling), level + stride)
    stride = min(stride * 2, max(1, level / 4))
  }

  // MARK: Falls

  private mutating func meetOverload(_ running: Int) {
    let isProbe = level > mark
    overload = Overload(running: max(1, running), rejections: 1, isTelling: isAnswering)
    reduce(to: (min(level, Double(running)) * Self.fall).rounded(.down))
    trial = nil
    guard isAnswering else { return }
    isAnswering = false
    // A probe that fails at its first step has learnt nothing new; the next may wait longer.
    if stride > 2 || !isProbe { nextRest = Self.firstRest / 2 }
    restLonger()
    mark = Double(max(1, running - 1))
    stride = 1
  }

  private mutating func restLonger() {
    nextRest = min(Self.longestRest, nextRest * 2)
    rest = nextRest
  }

  private mutating func reduce(to level: Double) {
    self.level = max(1, min(self.level, level))
    blindGoal = 0
    repliesInStep = 0
    beginEra()
    reducedEra = era
  }

  private mutating func beginEra() {
    era += 1
    repliesInRound = 0
    wasShort = false
  }

  private mutating func beginTrial() {
    guard let latency = trend.latency(among: current) else { return }
    trial = Trial(level: level, latency: latency)
    trend.forget(among: Int(level / 2))
    reduce(to: max(Self.start, level / 2))
    overload = Overload()
  }

  /// Half as many in flight: where each reply takes much less time than before, nothing was lost.
  private mutating func endTrial() {
    guard let trial else { return }
    self.trial = nil
    let latency = trend.latency(among: current) ?? trend.recent
    if latency < 0.75 * trial.latency {
      trend.forget(among: Int(trial.level))
      restLonger()
    } else {
      trend.forget(below: Int(trial.level))
      level = trial.level
    }
  }
}
