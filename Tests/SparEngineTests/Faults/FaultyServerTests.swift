// From a server's fault over the engine to what is stored: nothing of it is ever taken for a success.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Synchronization
import Testing

@Suite("Faults: what is stored", .timeLimit(.minutes(5)))
@Host
struct FaultyServerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let reply: StubReply
    let status: CallStatus
    let code: String
    /// How many requests one question makes.
    var requests = 1
    var isStreamed = false
  }

  nonisolated static let good = StubReply.chat(#"[\"Which fuel?\"]"#)

  nonisolated static let cases = [
    Case(
      testDescription: "a server that is down", reply: StubReply(status: 503, "down"), status: .failed,
      code: "model.server_error", requests: 5),
    Case(
      testDescription: "a refusal", reply: StubReply(status: 400, "no"), status: .failed, code: "model.bad_request"),
    Case(
      testDescription: "a body cut short", reply: .truncated(#"{"choices":["#, length: 900), status: .failed,
      code: "model.connection_lost", requests: 5),
    Case(
      testDescription: "a page with status 200", reply: StubReply("<p>Sign in"), status: .failed,
      code: "model.bad_reply"),
    Case(
      testDescription: "no choices", reply: StubReply(#"{"choices":[]}"#), status: .failed, code: "model.bad_reply"),
    Case(
      testDescription: "a reply cut by its limit", reply: .chat(#"[\"Which fuel?\"]"#, finish: "length"),
      status: .truncated, code: "reply.truncated"),
    Case(
      testDescription: "a reply withheld", reply: .chat(#"[\"Which fuel?\"]"#, finish: "content_filter"),
      status: .filtered, code: "reply.filtered"),
    Case(
      testDescription: "a reply that cannot be read", reply: .chat("I would rather not."), status: .unparsed,
      code: "reply.unparsed"),
    Case(
      testDescription: "a stream that breaks off",
      reply: .events(StubReply.chatEvents([#"[\"Which"#, #" fuel?\"]"#], finish: nil), then: [.reset]),
      status: .failed, code: "model.connection_lost", requests: 5, isStreamed: true),
    Case(
      testDescription: "a stream cut by its limit",
      reply: .events(StubReply.chatEvents([#"[\"Which fuel?\"]"#], finish: "length") + ["[DONE]"]),
      status: .truncated, code: "reply.truncated", isStreamed: true),
  ]

  private func engine(at server: StubServer, _ fault: Case) throws -> TestEngine {
    let configuration = try ModelConfiguration(
      parsing: "[models]\nfaulty = {model = \"m\", base_url = \"\(server.url)\", stream = \(fault.isStreamed)}")
    let test = try TestEngine(configuration: configuration)
    test.hire("faulty", as: .author)
    return test
  }

  @Test("a fault is stored as what it is, and asking again asks the server again until it succeeds", arguments: cases)
  func stored(_ fault: Case) async throws {
    let isWell = Atomic(false)
    let server = try StubServer { _ in isWell.load(ordering: .relaxed) ? Self.good : fault.reply }
    let test = try engine(at: server, fault)
    for round in 1...2 {
      await expect(fault.code) { _ = try await test.instruction() }
      #expect(server.requests.count == round * fault.requests)
      let call = try #require(try test.calls.first)
      #expect(try call.status == fault.status && call.errorCode == fault.code && test.calls.count == 1)
      #expect(call.errorMessage?.contains("127.0.0.1") == false)
    }
    #expect(try test.count(.instruction) == 0)
    isWell.store(true, ordering: .relaxed)
    _ = try await test.instruction()
    _ = try await test.instruction()
    #expect(server.requests.count == 2 * fault.requests + 1)
    #expect(try test.calls.map(\.status) == [.ok] && test.count(.instruction) == 1)
    test.engine.close()
  }

  @Test("a reply without usage is stored with an estimate")
  func noUsage() async throws {
    let server = try StubServer { _ in .chat(#"[\"Which fuel?\"]"#, usage: nil) }
    let test = try engine(
      at: server, Case(testDescription: "", reply: Self.good, status: .ok, code: ""))
    _ = try await test.instruction()
    let usage = try #require(try test.calls.first?.usage)
    #expect(usage.input > 0 && usage.output > 0 && usage.isEstimate)
    test.engine.close()
  }

  private func expect(_ code: String, _ work: @Host () async throws -> Void) async {
    do {
      try await work()
      Issue.record("\(code) was expected")
    } catch {
      #expect((error as? any SparError)?.code == code, "\(error)")
    }
  }
}
