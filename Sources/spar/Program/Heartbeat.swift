// Tells other processes once a second what a run is doing, as long as it runs.

internal import Glibc
internal import LoopKit
internal import SparEngine

@Host
final class Heartbeat {
  private let task: Task<Void, any Error>

  /// - Parameter seconds: between two words; short work has ended before the first.
  init(_ engine: Engine, every seconds: Double = 1) {
    task = Host.task {
      while (try? await Host.sleep(seconds: seconds)) != nil {
        // What cannot be told does no harm to the run.
        try? await engine.noteActivity(TimeOfDay.inSeconds)
      }
    }
  }

  func stop() { task.cancel() }
}

enum TimeOfDay {
  /// `14:03:22`, the local time so many seconds from now.
  static func inSeconds(_ seconds: Double) -> String {
    var moment = time(nil) + Int(min(max(0, seconds), 1e9).rounded(.up))
    var parts = tm()
    localtime_r(&moment, &parts)
    return [parts.tm_hour, parts.tm_min, parts.tm_sec].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}
