// The filter in front of the look-up of keys: it may say yes too often, and never no to what is there.

import SparCore
import Testing

@testable import SparStore

@Suite struct KeyFilterTests {
  private func keys(_ label: String, _ count: Int) -> [ContentKey] { (0..<count).map { .named("\(label) \($0)") } }

  @Test("what was put in is known")
  func known() {
    let keys = keys("call", 20_000)
    let filter = KeyFilter(keys)
    #expect(keys.allSatisfy(filter.mayHold))
  }

  @Test("of what was not put in, one in a thousand is taken for known")
  func unknown() {
    let filter = KeyFilter(keys("call", 100_000))
    #expect(keys("other", 20_000).count(where: filter.mayHold) < 20)
  }

  @Test("a call is found in a database that is opened again")
  func reopened() async throws {
    let folder = try TemporaryFolder()
    let first = try Store.open(path: folder.database)
    try await first.write { try $0.put(CallRecord.sample("c")) }
    first.close()
    let second = try Store.open(path: folder.database)
    #expect(try second.call(key: .named("c"))?.text == "a reply")
    #expect(try second.call(key: .named("another")) == nil)
  }

  @Test("a store that only reads finds what a writer puts beside it")
  func beside() async throws {
    let folder = try TemporaryFolder()
    let writer = try Store.open(path: folder.database)
    let reader = try Store.open(path: folder.database, access: .read)
    try await writer.write { try $0.put(CallRecord.sample("c")) }
    #expect(try reader.call(key: .named("c"))?.text == "a reply")
  }

  @Test("a closed store says so even of a call that it cannot hold")
  func closed() throws {
    let store = try Store.open(path: ":memory:")
    store.close()
    #expect(throws: StoreError.self) { try store.call(key: .named("c")) }
  }
}
