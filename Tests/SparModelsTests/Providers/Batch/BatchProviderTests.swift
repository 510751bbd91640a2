// Requests in batches against a server that follows the published protocol.

import LoopKit
import SparCore
import SparModels
import SparTesting
import Testing

@Suite("Batches", .timeLimit(.minutes(5)))
@Host
struct BatchProviderTests {
  private let texts = (0..<20).map { "question \($0)" }

  @Test("what is asked at once goes into one batch, and every reply to whoever asked for it")
  func together() async throws {
    let server = try StubBatchServer { body, _ in .reply("to \(body.question)") }
    let model = try BatchedModel(at: server)
    let replies = try await model.replies(to: texts).map { try $0.get() }
    #expect(replies.map(\.text) == texts.map { "to \($0)" })
    #expect(
      replies.allSatisfy { $0.usage == TokenUsage(input: 7, output: 3) && $0.requestID?.hasPrefix("req_") == true })
    #expect(server.batches.count == 1 && server.batches[0].count == 20)
    #expect(server.batches[0].allSatisfy { $0["model"] == "qwen" })
    #expect(server.customIDs[0] == server.customIDs[0].sorted())
    let paths = server.requests.map { "\($0.method) \($0.path)" }
    #expect(
      paths == ["POST /v1/files", "POST /v1/batches"] + Array(repeating: "GET /v1/batches/batch_0", count: 3)
        + ["GET /v1/files/output-0/content"])
    #expect(server.requests.allSatisfy { $0.headers["authorization"] == "Bearer sk-very-secret" })
    #expect(model.ledger.answered.count == 20)
  }

  @Test("a further sample is a line of its own, and the same question twice is one line")
  func identity() async throws {
    let server = try StubBatchServer { body, _ in .reply(body.question) }
    let model = try BatchedModel(at: server)
    let calls = [try model.ask("a"), try model.ask("a"), try model.ask("a", ordinal: 1)]
    for call in calls { #expect(try await call.value.text == "a") }
    #expect(server.customIDs.map(\.count) == [2] && Set(server.customIDs[0]).count == 2)
    #expect(server.customIDs[0].allSatisfy { ContentKey(hexadecimal: $0) != nil })
  }

  @Test("no batch is larger than the user wants")
  func size() async throws {
    let server = try StubBatchServer { body, _ in .reply(body.question) }
    let model = try BatchedModel(at: server, MemoryLedger(), "batch_size = 8")
    #expect(try await model.replies(to: texts).map(\.word) == texts)
    #expect(server.batches.map(\.count).sorted() == [4, 8, 8])
  }

  @Test("the server is looked at often at first, and every thirty seconds later")
  func polling() async throws {
    let statuses = ["validating"] + Array(repeating: "in_progress", count: 10) + ["completed"]
    let server = try StubBatchServer(statuses: statuses) { body, _ in .reply(body.question) }
    let model = try BatchedModel(at: server)
    _ = try await model.replies(to: ["a"])
    let waits = model.clock.sleeps.suffix(10)
    #expect(waits.map { ($0 * 100).rounded() / 100 } == [2, 3, 4.5, 6.75, 10.13, 15.19, 22.78, 30, 30, 30])
  }

  @Test("each request has its own error, under the code it would have had by itself")
  func rowErrors() async throws {
    let server = try StubBatchServer { body, _ in
      switch body.question {
      case "long": .response(400, ["error": ["message": "context too long", "code": "context_length_exceeded"]])
      case "locked": .response(401, ["error": ["message": "bad key sk-very-secret"]])
      case "late": .error("batch_expired", "This request could not be executed before the completion window expired.")
      case "forgotten": .silence
      case "empty": .response(200, ["choices": []])
      default: .reply("fine")
      }
    }
    let model = try BatchedModel(at: server)
    let replies = try await model.replies(to: ["long", "locked", "late", "forgotten", "empty", "good"])
    #expect(
      replies.map(\.word) == [
        "model.bad_request", "model.unauthorized", "model.batch_missing", "model.batch_missing", "model.bad_reply",
        "fine",
      ])
    let long = try #require(replies[0].error)
    #expect(long.message.contains("context too long") && long.message.contains("req_") && !long.isRetryable)
    #expect(replies[1].error?.message.contains("sk-very-secret") == false)
    #expect(replies[2].error?.message.contains("completion window expired") == true)
    #expect(replies[3].error?.isRetryable == true && replies[3].error?.message.contains("batch_0") == true)
    #expect(server.batches.count == 1)
  }

  @Test("what may pass later goes into the next batch, alone")
  func again() async throws {
    let server = try StubBatchServer { body, batch in
      body.question == "b" && batch == 0 ? .response(500, ["error": ["message": "oops"]]) : .reply(body.question)
    }
    let model = try BatchedModel(at: server)
    #expect(try await model.replies(to: ["a", "b", "c"]).map(\.word) == ["a", "b", "c"])
    #expect(server.batches.map { $0.map(\.question).sorted() } == [["a", "b", "c"], ["b"]])
  }

  @Test("what is rejected again and again goes into three further batches")
  func rejected() async throws {
    let server = try StubBatchServer { _, _ in .response(429, ["error": ["message": "slow down"]]) }
    let model = try BatchedModel(at: server)
    #expect(try await model.replies(to: ["a"]).map(\.word) == ["model.rate_limit"])
    #expect(server.batches.count == 4)
  }

  @Test("a bad line has its error, and the others go into the next batch")
  func badLine() async throws {
    let server = try StubBatchServer(fault: { $0.question == "bad" ? "Invalid value for messages." : nil }) { body, _ in
      .reply(body.question)
    }
    let model = try BatchedModel(at: server)
    let replies = try await model.replies(to: ["a", "bad", "c"])
    #expect(replies.map(\.word) == ["a", "model.bad_request", "c"])
    #expect(replies[1].error?.message.contains("Invalid value for messages.") == true)
    #expect(server.batches.map { $0.map(\.question).sorted() } == [["a", "bad", "c"], ["a", "c"]])
    #expect(model.ledger.batches.map(\.remoteID) == ["batch_1"])
  }

  @Test("a batch that is refused as a whole fails once, for all")
  func refused() async throws {
    let server = try StubBatchServer(statuses: ["validating", "failed"]) { body, _ in .reply(body.question) }
    let model = try BatchedModel(at: server)
    let replies = try await model.replies(to: ["a", "b"])
    #expect(replies.map(\.word) == ["model.batch_failed", "model.batch_failed"])
    #expect(server.batches.count == 1 && model.ledger.batches.isEmpty)
  }

  @Test("what a server is at work on is told")
  func progress() async throws {
    let server = try StubBatchServer { body, _ in .reply(body.question) }
    server.hold()
    let model = try BatchedModel(at: server)
    let calls = try texts.map { try model.ask($0) }
    await server.arrived(4)
    #expect(
      model.registry.activity.flatMap { $0.reasons { "\($0)" } } == ["waiting for batch batch_0 (0/20 done)"])
    server.goOn()
    for call in calls { _ = try await call.value }
    let isIdle = model.registry.activity.allSatisfy { $0.isIdle }
    #expect(isIdle)
  }

  @Test("whether a model can be asked is tried without a batch")
  func check() async throws {
    let server = try StubBatchServer(refusing: { $0.path == "/v1/chat/completions" ? .chat("ok") : nil }) { _, _ in
      .silence
    }
    let checks = await (try BatchedModel(at: server)).registry.check()
    #expect(checks.count == 1 && server.batches.isEmpty)
    #expect((try? checks[0].result.get()) != nil)
  }
}
