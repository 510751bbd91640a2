// Batches that outlive whoever asked: restarts, cancelled calls, servers that are away.

import LoopKit
import SparCore
import SparModels
import SparTesting
import Synchronization
import Testing

@Suite("Batches: going on", .timeLimit(.minutes(5)))
@Host
struct BatchResumptionTests {
  /// Asks until the server works on it, then gives up.
  private func begin(_ texts: [String], at server: StubBatchServer, _ ledger: MemoryLedger) async throws {
    server.hold()
    let model = try BatchedModel(at: server, ledger)
    let calls = try texts.map { try model.ask($0) }
    await server.arrived(4)
    for call in calls { call.cancel() }
    for call in calls {
      let error = await #expect(throws: ModelError.self) { try await call.value }
      #expect(error?.code == "model.cancelled")
    }
    server.goOn()
  }

  @Test("a batch that was left is waited for again, and nothing is uploaded twice")
  func resume() async throws {
    let server = try StubBatchServer { body, _ in .reply(body.question) }
    let ledger = MemoryLedger()
    try await begin(["a", "b", "c"], at: server, ledger)
    #expect(!server.requests.contains { $0.path.hasSuffix("/cancel") })
    let again = try BatchedModel(at: server, ledger)
    #expect(try await again.replies(to: ["c", "a", "new"]).map(\.word) == ["c", "a", "new"])
    #expect(server.batches.map { $0.map(\.question).sorted() } == [["a", "b", "c"], ["new"]])
    // What nobody has asked for since is still wanted.
    #expect(ledger.answered.count == 3)
    let later = try BatchedModel(at: server, ledger)
    #expect(try await later.replies(to: ["b"]).map(\.word) == ["b"])
    #expect(server.batches.count == 2)
  }

  @Test("whoever gives up loses nothing for the others")
  func oneGivesUp() async throws {
    let server = try StubBatchServer { body, _ in .reply(body.question) }
    server.hold()
    let model = try BatchedModel(at: server)
    let calls = [try model.ask("a"), try model.ask("a"), try model.ask("b")]
    await server.arrived(4)
    calls[0].cancel()
    calls[2].cancel()
    await #expect(throws: ModelError.self) { try await calls[0].value }
    server.goOn()
    #expect(try await calls[1].value.text == "a")
    #expect(model.ledger.answered.count == 1)
    #expect(try await model.replies(to: ["b"]).map(\.word) == ["b"])
    #expect(server.batches.count == 1)
  }

  @Test("asked again after its answer, a request goes into a new batch")
  func anotherAnswer() async throws {
    let server = try StubBatchServer { body, batch in .reply("\(body.question) \(batch)") }
    let model = try BatchedModel(at: server)
    #expect(try await model.replies(to: ["a"]).map(\.word) == ["a 0"])
    #expect(try await model.replies(to: ["a"]).map(\.word) == ["a 1"])
  }

  @Test("a batch that the server knows no more begins again")
  func gone() async throws {
    let server = try StubBatchServer { body, _ in .reply(body.question) }
    let ledger = MemoryLedger()
    try await begin(["a"], at: server, ledger)
    server.forgetBatches()
    #expect(try await BatchedModel(at: server, ledger).replies(to: ["a"]).map(\.word) == ["a"])
    #expect(ledger.batches.map(\.remoteID) == ["batch_0"] && server.batches.count == 1)
  }

  @Test("what an earlier run was not given goes into a new batch at once")
  func missing() async throws {
    let server = try StubBatchServer(statuses: ["validating", "expired"]) { body, batch in
      batch == 0 ? .error("batch_expired", "too late") : .reply(body.question)
    }
    let ledger = MemoryLedger()
    try await begin(["a"], at: server, ledger)
    #expect(try await BatchedModel(at: server, ledger).replies(to: ["a"]).map(\.word) == ["a"])
    #expect(server.batches.count == 2)
  }

  @Test("a server that is away for a while is asked again")
  func away() async throws {
    let looks = Mutex(0)
    let server = try StubBatchServer(refusing: { request in
      guard request.path.hasPrefix("/v1/batches/") else { return nil }
      return looks.withLock { count in
        count += 1
        return count < 20 ? StubReply(status: 502, "away") : nil
      }
    }) { body, _ in .reply(body.question) }
    #expect(try await BatchedModel(at: server).replies(to: ["a"]).map(\.word) == ["a"])
  }

  @Test("a download that breaks off is made again")
  func brokenDownload() async throws {
    let downloads = Mutex(0)
    let server = try StubBatchServer(refusing: { request in
      guard request.path.hasSuffix("/content") else { return nil }
      let isFirst = downloads.withLock { count in
        count += 1
        return count == 1
      }
      return isFirst ? .truncated("{\"custom_id\":\"", length: 5000) : nil
    }) { body, _ in .reply(body.question) }
    #expect(try await BatchedModel(at: server).replies(to: ["a", "b"]).map(\.word) == ["a", "b"])
    #expect(server.batches.count == 1)
  }

  @Test("a server that may have begun is not told to begin again; one that has not is")
  func creation() async throws {
    for (status, batches, word) in [(500, 0, "model.server_error"), (429, 1, "a")] {
      let tries = Mutex(0)
      let server = try StubBatchServer(refusing: { request in
        guard request.path == "/v1/batches" else { return nil }
        return tries.withLock { count in
          count += 1
          return count == 1 ? StubReply(status: status, "no") : nil
        }
      }) { body, _ in .reply(body.question) }
      #expect(try await BatchedModel(at: server).replies(to: ["a"]).map(\.word) == [word])
      #expect(server.batches.count == batches)
    }
  }

  @Test("a refused key ends the waiting, and the batch is still there with the right one")
  func refusedKey() async throws {
    let isLocked = Mutex(true)
    let server = try StubBatchServer(refusing: { request in
      let isLocked = isLocked.withLock { $0 }
      return request.path.hasPrefix("/v1/batches/") && isLocked ? StubReply(status: 401, "no") : nil
    }) { body, _ in .reply(body.question) }
    let ledger = MemoryLedger()
    #expect(try await BatchedModel(at: server, ledger).replies(to: ["a"]).map(\.word) == ["model.unauthorized"])
    isLocked.withLock { $0 = false }
    #expect(try await BatchedModel(at: server, ledger).replies(to: ["a"]).map(\.word) == ["a"])
    #expect(server.batches.count == 1)
  }
}
