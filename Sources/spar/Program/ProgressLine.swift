// The progress of long work on standard error: a line that is redrawn on a terminal, plain lines elsewhere.

internal import Glibc
internal import LoopKit
internal import SparEngine

@Host
final class ProgressLine {
  private let output: StandardOutput
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private var shownAt: UInt64 = 0
  /// Work in the background must not draw over what a user types.
  private var isHidden = false

  /// Nanoseconds between two drawings, and before work counts as long.
  private var interval: UInt64 { isTerminal ? 100_000_000 : 5_000_000_000 }

  init(_ output: StandardOutput) { self.output = output }

  func follow(_ progress: Progress) {
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
    let now = HostLoop.monotonic()
    guard now - max(shownAt, work.started) >= interval else { return }
    shownAt = now
    let line = Self.text(progress, work, seconds: Double(now - work.started) / 1e9)
    if isTerminal { output.draw(Self.cut(line)) } else { output.note(line) }
  }

  /// `battle  1,204/4,800  310/s  ETA 0:12  8,120 calls  1.2M tokens  $0.42`
  static func text(_ progress: Progress, _ work: Progress.Work, seconds: Double) -> String {
    var parts = [work.label]
    let rate = Double(work.done) / max(seconds, 0.001)
    parts.append(work.total > 0 ? "\(work.done)/\(work.total)" : "")
    parts.append(rate >= 10 ? "\(Int(rate))/s" : "\(Int(rate * 10) / 10).\(Int(rate * 10) % 10)/s")
    if work.done > 0, work.total > work.done { parts.append("ETA " + duration(Double(work.total - work.done) / rate)) }
    parts.append("\(progress.calls) calls")
    if progress.stored > 0 { parts.append("\(progress.stored) stored") }
    if progress.failures > 0 { parts.append("\(progress.failures) failed") }
    parts.append(tokens(progress.tokens) + " tokens")
    parts.append(cost(progress))
    return parts.filter { !$0.isEmpty }.joined(separator: "  ")
  }

  /// What the calls cost so far; `$?` where a price is unknown.
  private static func cost(_ progress: Progress) -> String {
    if progress.hasUnknownCost { return "$?" }
    if progress.costMicroUSD == 0 { return progress.isSimulated ? "simulated" : "" }
    let cents = (progress.costMicroUSD + 5_000) / 10_000
    return "$\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
  }

  private static func tokens(_ count: Int) -> String {
    switch count {
    case ..<10_000: "\(count)"
    case ..<10_000_000: "\(count / 1000)k"
    default: "\(count / 1_000_000)M"
    }
  }

  private static func duration(_ seconds: Double) -> String {
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
