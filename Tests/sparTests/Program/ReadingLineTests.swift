// The line that stands on the terminal while files are read.

import LoopKit
import SparEngine
@testable import spar
import Testing

@Suite("The line of reading")
struct ReadingLineTests {
  @Test(
    "shows bytes read of all, how many seeds came of them, the rate and what is left",
    arguments: [
      (0, 0, 512 << 20, 1, "seeds  ░░░░░░░░░░░░░░░░░░░░  0%  0 of 512 MB  0 seeds  0.0/s"),
      (
        1_000_000, 128 << 20, 512 << 20, 20,
        "seeds  █████░░░░░░░░░░░░░░░  25%  128 of 512 MB  1000000 seeds  50000/s  ETA 1:00"
      ),
      (12, 1536, 3072, 2, "seeds  ██████████░░░░░░░░░░  50%  1.5 of 3.0 KB  12 seeds  6.0/s  ETA 0:02"),
      (3, 900, 900, 1, "seeds  ████████████████████  100%  900 of 900 bytes  3 seeds  3.0/s"),
      (3, 1200, 900, 1, "seeds  ████████████████████  100%  1200 of 900 bytes  3 seeds  3.0/s"),
    ])
  @Host
  func line(done: Int, bytes: Int, total: Int, seconds: Double, expected: String) {
    var work = Progress.Work(label: "seeds", done: done, total: 0, started: 0)
    (work.bytes, work.totalBytes) = (bytes, total)
    #expect(ProgressLine.reading(work, seconds: seconds) == expected)
  }
}
