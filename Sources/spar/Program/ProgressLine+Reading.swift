// The line while files are read: a bar of the bytes, which say how much is left, and how many things came of them.

internal import SparEngine

extension ProgressLine {
  /// `seeds  ████████░░░░░░░░░░░░  41%  210 of 512 MB  1204332 seeds  52000/s  ETA 0:12`
  static func reading(_ work: Progress.Work, seconds: Double) -> String {
    let share = min(1, Double(work.bytes) / Double(work.totalBytes))
    let cells = Int(share * Double(barWidth))
    let bar = String(repeating: "█", count: cells) + String(repeating: "░", count: barWidth - cells)
    var parts = [work.label, bar, "\(Int(share * 100))%", size(work.bytes, of: work.totalBytes)]
    parts += ["\(work.done) \(work.label)", rate(Double(work.done) / max(seconds, 0.001))]
    if work.bytes > 0, work.bytes < work.totalBytes { parts.append("ETA " + duration(seconds * (1 / share - 1))) }
    return parts.joined(separator: "  ")
  }

  private static let barWidth = 20

  private static func size(_ bytes: Int, of total: Int) -> String {
    let (unit, name) = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")].first { total >= $0.0 } ?? (1, "bytes")
    // Tenths where whole ones would hardly move.
    func shown(_ count: Int) -> String {
      let tenths = count * 10 / unit
      return unit == 1 || total / unit >= 100 ? "\(count / unit)" : "\(tenths / 10).\(tenths % 10)"
    }
    return "\(shown(bytes)) of \(shown(total)) \(name)"
  }
}
