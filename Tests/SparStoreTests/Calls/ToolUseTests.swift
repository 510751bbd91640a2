// What tools gave, and which call followed which.

import SparCore
import SparStore
import Testing

@Suite struct ToolUseTests {
  let store: Store

  init() throws { store = try Store.open(path: ":memory:") }

  @Test("what tools gave comes back by its place, and a later use replaces an earlier one")
  func roundTrip() async throws {
    let uses = [
      ToolUse(
        position: 0, name: "weather", arguments: #"{"city":"Rome"}"#, result: "fine", seconds: 0.5,
        details: ["exit": 0]),
      ToolUse(position: 1, name: "weather", arguments: "", error: "No city."),
    ]
    try await store.write { transaction in
      try transaction.put(CallRecord.sample("c", .ok))
      for use in uses.reversed() { try transaction.put(use, of: .named("c")) }
    }
    #expect(try store.read { try $0.toolUses(of: .named("c")) } == uses)
    var later = uses[1]
    (later.result, later.error) = ("rain", nil)
    let replacement = later
    try await store.write { try $0.put(replacement, of: .named("c")) }
    #expect(try store.read { try $0.toolUses(of: .named("c")) } == [uses[0], later])
  }

  @Test("a tool's result for a call that is not stored is refused")
  func unknownCall() async throws {
    await #expect(throws: StoreError.self) {
      try await store.write { try $0.put(ToolUse(position: 0, name: "a", arguments: "{}"), of: .named("never")) }
    }
  }

  @Test("a call's lineage leads to the calls before it")
  func lineage() async throws {
    var second = CallRecord.sample("second", .ok)
    second.after = .named("first")
    let calls = [CallRecord.sample("first", .unparsed), second]
    try await store.write { transaction in for call in calls { try transaction.put(call) } }
    let links = try store.read { try $0.lineage(of: RecordID(.call, 2)) }
    #expect(links == [LineageLink(child: RecordID(.call, 2), role: "after", parent: RecordID(.call, 1))])
  }
}
