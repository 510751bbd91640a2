// The progress of long work on standard error: a line that is redrawn on a terminal, plain lines elsewhere.

internal import Glibc
internal import LoopKit
internal import SparEngine
internal import SparModels

@Host
final class ProgressLine {
  private let output: StandardOutput
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private var shownAt: UInt64 = 0
  /// How many calls had ended when something last did, and when that was.
  private var ended = (count: 0, at: UInt64(0))
  private var ticker: HostLoop.TimerID?
  private var activity: @Host () -> [EndpointActivity] = { [] }
  /// Work in the background must not draw over what a user types.
  private var isHidden = false

  /// Nanoseconds between two drawings, and before work counts as long.
  private var interval: UInt64 { isTerminal ? 100_000_000 : 5_000_000_000 }

  init(_ output: StandardOutput) { self.output = output }

  /// - Parameter activity: what goes on at the endpoints, for when nothing moves.
  func follow(_ progress: Progress, activity: @escaping @Host () -> [EndpointActivity]) {
    self.activity = activity
    progress.onChange = { [self] in update($0) }
  }

  func show() { isHidden = false }

  func hide() {
    isHidden = true
    output.clearLine()
  }

  private func update(_ progress: Progress) {
    guard !isHidden else { return }
    guard let work = progress.work.first else { return output.clearLine() }
    tick(progress)
    let now = HostLoop.monotonic()
    guard now - max(shownAt, work.started) >= interval else { return }
    shownAt = now
    let seconds = Double(now - work.started) / 1e9
    let line = Self.text(progress, work, seconds: seconds, holdUp: holdUp(progress, now, since: work.started))
    if isTerminal { output.draw(Self.cut(line)) } else { output.note(line) }
  }

  // MARK: When nothing moves

  /// Why nothing moves: asked when no call has ended for two seconds, or when calls wait for a rate limit or a retry.
  private func holdUp(_ progress: Progress, _ now: UInt64, since started: UInt64) -> String? {
    let count = progress.calls + progress.stored + progress.failures
    if count != ended.count || ended.at < started { ended = (count, now) }
    let activities = activity()
    guard now - ended.at >= 2_000_000_000 || activities.contains(where: \.isHeldUp) else { return nil }
    return EndpointActivity.summary(activities) { Self.timeOfDay(in: $0) }
  }

  /// Nothing changes while nothing moves: the line has to look by itself.
  private func tick(_ progress: Progress) {
    guard ticker == nil else { return }
    ticker = HostLoop.shared.after(1) { [self] in
      ticker = nil
      if progress.work.isEmpty { return }
      update(progress)
      tick(progress)
    }
  }

  /// `14:03:22`, local time.
  private static func timeOfDay(in seconds: Double) -> String {
    var moment = time(nil) + time_t(seconds.rounded(.up))
    var parts = tm()
    localtime_r(&moment, &parts)
    return [parts.tm_hour, parts.tm_min, parts.tm_sec].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  // MARK: The line

  /// `battle  1,204/4,800  310/s  ETA 0:12  8,120 calls  1.2M tokens  $0.42`; what holds work up stands in place of
  /// rate and ETA: `battle  1,204/4,800  rate limit until 14:03:22  8,120 calls  1.2M tokens  $0.42`.
  static func text(
    _ progress: Progress, _ work: Progress.Work, seconds: Double, holdUp: String? = nil
  ) -> String {
    if work.totalBytes > 0 { return reading(work, seconds: seconds) }
    var parts = [work.label]
    parts.append(work.total > 0 ? "\(work.done)/\(work.total)" : "")
    parts += holdUp.map { [$0] } ?? speed(work, seconds)
    parts.append(calls(progress))
    if progress.stored > 0 { parts.append("\(progress.stored) stored") }
    if progress.failures > 0 { parts.append("\(progress.failures) failed") }
    parts.append(tokens(progress) + " tokens")
    parts.append(cost(progress))
    return parts.filter { !$0.isEmpty }.joined(separator: "  ")
  }

  private static func speed(_ work: Progress.Work, _ seconds: Double) -> [String] {
    let rate = Double(work.done) / max(seconds, 0.001)
    let text = Self.rate(rate)
    guard work.done > 0, work.total > work.done else { return [text] }
    return [text, "ETA " + duration(Double(work.total - work.done) / rate)]
  }

  static func rate(_ rate: Double) -> String {
    rate >= 10 ? "\(Int(rate))/s" : "\(Int(rate * 10) / 10).\(Int(rate * 10) % 10)/s"
  }

  private static func calls(_ progress: Progress) -> String {
    "\(progress.calls)" + (progress.budget?.calls.map { " of \($0)" } ?? "") + " calls"
  }

  /// With a `~` where some are an estimate.
  private static func tokens(_ progress: Progress) -> String {
    (progress.hasEstimates ? "~" : "") + tokens(progress.tokens)
      + (progress.budget?.tokens.map { " of \(tokens($0))" } ?? "")
  }

  /// What the calls cost so far; `$?` where a price is unknown.
  private static func cost(_ progress: Progress) -> String {
    if progress.hasUnknownCost { return "$?" }
    let limit = progress.budget?.microUSD.map { " of \(Dollars(micro: $0))" }
    if progress.costMicroUSD == 0, limit == nil { return progress.isSimulated ? "simulated" : "" }
    return (progress.hasEstimates ? "~" : "") + "\(Dollars(micro: progress.costMicroUSD))" + (limit ?? "")
  }

  private static func tokens(_ count: Int) -> String {
    switch count {
    case ..<10_000: "\(count)"
    case ..<10_000_000: "\(count / 1000)k"
    default: "\(count / 1_000_000)M"
    }
  }

  static func duration(_ seconds: Double) -> String {
    let seconds = Int(min(seconds, 359_999).rounded(.up))
    let (minutes, rest) = (seconds / 60, seconds % 60)
    return minutes < 60
      ? "\(minutes):\(rest < 10 ? "0" : "")\(rest)"
      : "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60):\(rest < 10 ? "0" : "")\(rest)"
  }

  /// A line that wraps cannot be redrawn in place.
  private static func cut(_ line: String) -> String {
    var size = winsize()
    let columns = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    return String(line.prefix(columns - 1))
  }
}
