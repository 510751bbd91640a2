// Taking seeds in: once each, in the order of reading, whatever the store had before.

import LoopKit
import SparCore
import SparDatasets
import SparEngine
import SparStore
import SparTesting
import Testing

@Suite("Taking seeds in", .timeLimit(.minutes(5)))
@Host
struct SeedTests {
  private func rows(_ numbers: some Sequence<Int>) -> String {
    numbers.map { "{\"text\": \"Row number \($0).\"}\n" }.joined()
  }

  private func texts(_ spans: RecordSpans, in engine: Engine) throws -> [String] {
    try spans.numbers.map { try engine.record(Seed.self, RecordID(.seed, $0)).text }
  }

  @Test("rows are stored in their order; loading again adds only what is new, and says what was")
  func again() async throws {
    let test = try TestEngine()
    let path = try test.folder.write(rows(0..<600) + rows(0..<3), to: "rows.jsonl")
    let first = try await test.engine.loadSeeds([path], options: SeedOptions())
    #expect(first.seeds.numbers == Array(1...600))
    #expect((first.report.seeds, first.report.known, first.report.duplicates) == (600, 0, 3))
    _ = try test.folder.write(rows(590..<610) + rows(595..<600), to: "rows.jsonl")
    let second = try await test.engine.loadSeeds([path], options: SeedOptions())
    #expect((second.report.seeds, second.report.known, second.report.duplicates) == (20, 10, 5))
    #expect(try texts(second.seeds, in: test.engine) == (590..<610).map { "Row number \($0)." })
    #expect(try test.count(.seed) == 610)
  }

  @Test("the order is that of reading, also where the store had some of the seeds in another")
  func order() async throws {
    let test = try TestEngine()
    let later = try test.folder.write("Beta.", to: "in/b.txt")
    _ = try await test.engine.loadSeeds([later], options: SeedOptions())
    _ = try test.folder.write("Alpha.", to: "in/a.txt")
    _ = try test.folder.write("Gamma.", to: "in/c.txt")
    let loaded = try await test.engine.loadSeeds([test.folder.file("in")], options: SeedOptions())
    #expect(try texts(loaded.seeds, in: test.engine) == ["Alpha.", "Beta.", "Gamma."])
    #expect(loaded.seeds.numbers == [2, 1, 3])
  }

  @Test("what was stored before an interruption stays, and loading again goes on from there")
  func interrupted() async throws {
    let test = try TestEngine()
    let path = try test.folder.write(rows(0..<20_000), to: "rows.jsonl")
    let loading = Host.task { try await test.engine.loadSeeds([path], options: SeedOptions()) }
    test.engine.progress.onChange = { progress in
      if progress.work.first?.done ?? 0 > 0 { loading.cancel() }
    }
    await #expect(throws: CancellationError.self) { try await loading.value }
    test.engine.progress.onChange = nil
    let kept = try test.count(.seed)
    #expect(kept > 0 && kept < 20_000)
    let whole = try await test.engine.loadSeeds([path], options: SeedOptions())
    #expect(whole.seeds.numbers == Array(1...20_000))
    #expect(whole.report.known == kept)
    #expect(test.engine.progress.work.isEmpty)
  }

  @Test("two loads at the same time store each seed once, and each has its own order")
  func together() async throws {
    let test = try TestEngine()
    let up = try test.folder.write(rows(0..<500), to: "up.jsonl")
    let down = try test.folder.write(rows((0..<500).reversed()), to: "down.jsonl")
    let both = try await [up, down].concurrently { try await test.engine.loadSeeds([$0], options: SeedOptions()).seeds }
    #expect(try texts(both[0], in: test.engine) == (0..<500).map { "Row number \($0)." })
    #expect(try texts(both[1], in: test.engine) == (0..<500).reversed().map { "Row number \($0)." })
    #expect(try test.count(.seed) == 500)
  }

  @Test("progress tells the bytes that are read of all")
  func progress() async throws {
    let test = try TestEngine()
    let path = try test.folder.write(rows(0..<100), to: "rows.jsonl")
    var seen: [Progress.Work] = []
    test.engine.progress.onChange = { seen += $0.work }
    _ = try await test.engine.loadSeeds([path], options: SeedOptions())
    let last = try #require(seen.last)
    #expect(last.done == 100)
    #expect(last.totalBytes == rows(0..<100).utf8.count && last.bytes == last.totalBytes)
  }

  @Test("stored seeds are listed and counted by what they are, over windows of any number")
  func stored() async throws {
    let test = try TestEngine()
    let path = try test.folder.write(rows(0..<450), to: "rows.jsonl")
    _ = try await test.engine.loadSeeds([path], options: SeedOptions())
    _ = try await test.engine.seed(Seed(type: "code", text: "print(1)", origin: "script", language: "lua"))
    #expect(try await test.engine.countSeeds(SeedFilter(), window: 100) == 451)
    #expect(try await test.engine.countSeeds(SeedFilter(type: "code"), window: 100) == 1)
    #expect(try await test.engine.storedSeeds(SeedFilter(type: "code"), window: 100).numbers == [451])
    #expect(try await test.engine.storedSeeds(SeedFilter(), limit: 201, window: 100).numbers == Array(1...201))
    #expect(try await test.engine.storedSeeds(SeedFilter(origin: path), limit: 3).numbers == [1, 2, 3])
  }
}

extension Array where Element: Sendable {
  /// What `work` makes of the elements, all of them at the same time.
  @Host fileprivate func concurrently<Value: Sendable>(
    _ work: @escaping @Host @Sendable (Element) async throws -> Value
  ) async throws -> [Value] {
    let tasks = map { element in Host.task { try await work(element) } }
    var values: [Value] = []
    for task in tasks { values.append(try await task.value) }
    return values
  }
}
