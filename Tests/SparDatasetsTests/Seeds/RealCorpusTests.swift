// What a Debian machine has of documents: none of it may do harm, and most of it must come in.

import Foundation
import SparCore
import SparDatasets
import Testing

@Suite("real documents")
struct RealCorpusTests {
  @Test(
    "a sample of what is installed is read, and what is left out has its reason",
    arguments: [
      "/usr/share/doc", "/usr/share/man/man1", "/usr/include", "/usr/lib/python3",
      "/usr/lib/python3.11",
    ])
  func sample(path: String) throws {
    // A test can be told to be skipped by no more than its argument: what is not there has nothing to be read.
    guard FileManager.default.fileExists(atPath: path) else { return }
    var cursor = try SeedReader(options: .init(largestFile: 50_000)).open([path])
    var seeds = 0
    while seeds < 60, let seed = try cursor.next() {
      seeds += 1
      #expect(!seed.text.isEmpty && seed.document != nil)
      #expect(seed.type == "api" || seed.text.unicodeScalars.count <= 4000)
      #expect((seed.end ?? 0) > (seed.start ?? 0))
    }
    #expect(seeds == 60)
    #expect(cursor.report.skipped.allSatisfy { $0.reason != .damaged })
    #expect(cursor.report.skipped.allSatisfy { $0.reason != .binary || !$0.detail.isEmpty })
  }
}
