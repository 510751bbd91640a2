// Waiting a moment for more writes, where many come a few at a time: each commit waits for the disk, and writes the
// last page of every table again.

/// What the writer knows of how writes come.
struct Gathering {
  /// Few writes are not waited for: whoever makes one call after the other waits for each commit. Many need no more.
  private static let some = 8..<64
  /// Microseconds.
  private static let step: UInt32 = 4000
  private static let mostSteps = 2
  private static let enough = 96
  /// Groups without a wait, after one in which nothing came.
  private static let pause = 32

  private var rest = 0

  /// Waits up to 8 ms, while writes go on coming.
  ///
  /// - Parameters:
  ///   - last: how many writes the last group had.
  ///   - count: how many wait now; `nil` where nothing more is to be waited for.
  ///   - sleep: microseconds.
  mutating func wait(after last: Int, count: () -> Int?, sleep: (UInt32) -> Void) {
    guard Self.some.contains(last) else { return }
    guard rest == 0 else { return rest -= 1 }
    guard var seen = count() else { return }
    for _ in 0..<Self.mostSteps where seen < Self.enough {
      sleep(Self.step)
      guard let now = count() else { return }
      // All who could write wait for the writer.
      guard now > seen else { return rest = Self.pause }
      seen = now
    }
  }
}
