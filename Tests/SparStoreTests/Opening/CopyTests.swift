// Copies of a database: as of one moment, of their own, and gone with the store.

import Foundation
import SparCore
import SparStore
import Testing

@Suite struct CopyTests {
  private let folder: TemporaryFolder
  private var path: String { folder.database }

  init() throws { folder = try TemporaryFolder() }

  @Test("a copy has what its original has, while that is being written, and keeps to itself what is put into it")
  func copies() async throws {
    let original = try Store.open(path: path)
    try await original.write { try $0.put(CallRecord.sample("a")) }
    let copy = try Store.openCopy(of: path)
    try await original.write { try $0.put(CallRecord.sample("b")) }
    try await copy.write { try $0.put(CallRecord.sample("c")) }
    #expect(try copy.read { try $0.calls() }.map(\.record.key) == [.named("a"), .named("c")])
    #expect(try original.read { try $0.calls() }.map(\.record.key) == [.named("a"), .named("b")])
    #expect(copy.path == path)
  }

  @Test("without a database the copy is empty, and none is made")
  func empty() throws {
    let copy = try Store.openCopy(of: path)
    #expect(try copy.read { try $0.counts() }[.call] == 0)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("what is no database of ours is refused")
  func foreign() throws {
    try Data("no database, but long enough to be taken for one".utf8).write(to: URL(filePath: path))
    #expect(throws: StoreError.self) { try Store.openCopy(of: path) }
  }

  @Test("the length of replies: mean and variance of the real ones that succeeded")
  func lengths() async throws {
    let store = try Store.open(path: path)
    try await store.write { transaction in
      for (index, tokens) in [10, 20, 30].enumerated() {
        try transaction.put(CallRecord.sample("\(index)", usage: TokenUsage(input: 5, output: tokens)))
      }
      try transaction.put(CallRecord.sample("f", .truncated, usage: TokenUsage(input: 5, output: 999)))
      try transaction.put(CallRecord.sample("e", usage: TokenUsage(input: 5, output: 999, isEstimate: true)))
    }
    let lengths = try store.read { try $0.replyLengths(stage: "respond", model: "target") }
    #expect(lengths?.count == 3 && lengths?.mean == 20)
    #expect(abs((lengths?.variance ?? 0) - 100) < 1e-9)
    #expect(try store.read { try $0.replyLengths(stage: "judge", model: "target") } == nil)
  }
}
