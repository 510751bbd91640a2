// Calls: what replaces what, what adds up, what can be listed.

import SparCore
import SparStore
import Testing

@Suite struct CallTests {
  let store: Store

  init() throws { store = try Store.open(path: ":memory:") }

  private func put(_ calls: CallRecord...) async throws {
    for call in calls { try await store.write { try $0.put(call) } }
  }

  private func call(_ name: String) throws -> StoredCall? { try store.call(key: .named(name)) }

  @Test("a call that was never made is not found")
  func absent() throws {
    #expect(try call("never") == nil)
  }

  @Test("a call comes back with all its fields")
  func roundTrip() async throws {
    let run = try await store.write { transaction in
      try transaction.put(AgentDefinition.sample)
      return try transaction.begin(RunRecord(script: "a.lua"))
    }
    let record = CallRecord(
      key: .named("c"), stage: "judge", model: "judge", wireModel: "large-2", endpointKey: .named("endpoint"),
      agent: .named("literal"), ordinal: 2, request: #"{"messages":[{"role":"user"}]}"#, status: .truncated,
      text: "half a", reasoning: "well…", finish: .length, errorCode: "model.truncated",
      errorMessage: "cut at 8 tokens",
      usage: TokenUsage(input: 11, output: 8, isEstimate: true), costMicroUSD: 123, isSimulated: true, latency: 0.75,
      attempts: 3, run: run, iteration: 4)
    try await put(record)
    let entry = try #require(try store.read { try $0.calls() }.first)
    #expect(entry.record == record)
    #expect(try store.read { try $0.call(id: entry.id) } == entry)
    #expect(try call("c")?.usage == TokenUsage(input: 11, output: 8, isEstimate: true))
  }

  @Test("a success is never overwritten", arguments: CallStatus.allCases)
  func success(_ later: CallStatus) async throws {
    try await put(.sample("c", .ok, text: "first"), .sample("c", later, text: "second"))
    #expect(try call("c")?.status == .ok)
    #expect(try call("c")?.text == "first")
    #expect(try store.read { try $0.calls() }.map(\.record.attempts) == [1])
  }

  @Test(
    "anything but a success gives way to a later attempt",
    arguments: [CallStatus.failed, .truncated, .filtered, .unparsed, .cancelled])
  func replaced(_ earlier: CallStatus) async throws {
    try await put(.sample("c", earlier, text: "first"), .sample("c", .ok, text: "second"))
    #expect(try call("c")?.status == .ok)
    #expect(try call("c")?.text == "second")
    #expect(try store.read { try $0.calls() }.map(\.record.attempts) == [2])
  }

  @Test("attempts, tokens and cost add up, for both attempts were paid")
  func sums() async throws {
    let usage = TokenUsage(input: 10, output: 5)
    try await put(
      .sample("c", .failed, text: nil), .sample("c", .truncated, usage: usage, cost: 40),
      .sample("c", .ok, usage: usage, cost: 2))
    let stored = try call("c")
    #expect(stored?.usage == TokenUsage(input: 20, output: 10))
    #expect(stored?.costMicroUSD == 42)
  }

  @Test("a reply parsed again without a call costs nothing more")
  func parsedAgain() async throws {
    var again = CallRecord.sample("c", .ok)
    again.attempts = 0
    try await put(.sample("c", .unparsed, usage: TokenUsage(input: 1, output: 2), cost: 7), again)
    let entry = try #require(try store.read { try $0.calls() }.first)
    #expect(entry.record.status == .ok)
    #expect(entry.record.attempts == 1)
    #expect(entry.record.costMicroUSD == 7)
  }

  @Test("calls are listed by status, stage, model and run, in pages")
  func lists() async throws {
    try await put(.sample("a"), .sample("b", .failed), .sample("c", .unparsed), .sample("d", .failed))
    func keys(_ filter: CallFilter) throws -> [ContentKey] {
      try store.read { try $0.calls(filter).map(\.record.key) }
    }
    #expect(try keys(CallFilter(statuses: [.failed, .unparsed])) == ["b", "c", "d"].map { .named($0) })
    #expect(try keys(CallFilter(statuses: [.failed], limit: 1)) == [.named("b")])
    #expect(try keys(CallFilter(stage: "judge")) == [])
    #expect(try keys(CallFilter(model: "target", after: RecordID(.call, 3))) == [.named("d")])
    #expect(try keys(CallFilter(run: RecordID(.run, 1))) == [])
  }

  @Test("costs are summed by run, stage and model, and an unknown price is counted, not taken for nothing")
  func costs() async throws {
    let run = try await store.write { try $0.begin(RunRecord(script: "a.lua")) }
    let usage = TokenUsage(input: 100, output: 10)
    var priced = CallRecord.sample("a", usage: usage, cost: 5)
    priced.run = run
    var judged = CallRecord.sample("b", usage: usage, cost: 7)
    (judged.run, judged.stage, judged.model) = (run, "judge", "judge")
    try await put(priced, judged, .sample("c", usage: usage), .sample("d", .failed))
    let byModel = try store.read { try $0.costs(by: .model) }
    #expect(byModel.map(\.name) == ["judge", "target"])
    #expect(byModel.map(\.costMicroUSD) == [7, 5])
    #expect(byModel.map(\.unpriced) == [0, 1])
    #expect(byModel.map(\.calls) == [1, 3])
    #expect(try store.read { try $0.costs(by: .run) }.map(\.name) == [nil, "run1"])
    #expect(try store.read { try $0.costs(by: .stage, run: run) }.map(\.inputTokens) == [100, 100])
  }
}
