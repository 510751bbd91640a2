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

  // MARK: The moment in which a batch begins

  /// Answers so to the creation of a batch, `first` times.
  private nonisolated func toCreation(
    _ reply: StubReply, first count: Int = 1
  ) -> @Sendable (StubRequest) -> StubReply? {
    let tries = Counter()
    return { $0.method == "POST" && $0.path == "/v1/batches" && tries.next() <= count ? reply : nil }
  }

  @Test("a server that has begun and whose answer was lost is not told to begin again: the batch is on its list")
  func lostAnswer() async throws {
    for answer in [StubReply(status: 500, "no"), .truncated("{", length: 900), StubReply("no batch")] {
      let server = try StubBatchServer(losing: toCreation(answer)) { body, _ in .reply(body.question) }
      let model = try BatchedModel(at: server)
      #expect(try await model.replies(to: ["a", "b"]).map(\.word) == ["a", "b"])
      #expect(server.batches.count == 1 && server.uploads == 1)
      #expect(model.ledger.batches.map(\.remoteID) == ["batch_0"])
    }
  }

  @Test("a server that turned the beginning away is told again")
  func rejectedCreation() async throws {
    let server = try StubBatchServer(refusing: toCreation(StubReply(status: 429, "no"))) { body, _ in
      .reply(body.question)
    }
    #expect(try await BatchedModel(at: server).replies(to: ["a"]).map(\.word) == ["a"])
    #expect(server.batches.count == 1)
  }

  @Test("one that has not begun is told by the next run, with the file that it has")
  func notBegun() async throws {
    let server = try StubBatchServer(refusing: toCreation(StubReply(status: 500, "no"))) { body, _ in
      .reply(body.question)
    }
    let ledger = MemoryLedger()
    #expect(try await BatchedModel(at: server, ledger).replies(to: ["a"]).map(\.word) == ["model.server_error"])
    #expect(server.batches.isEmpty && ledger.batches.map(\.isBegun) == [false])
    #expect(try await BatchedModel(at: server, ledger).replies(to: ["a", "b"]).map(\.word) == ["a", "b"])
    #expect(server.batches.map { $0.map(\.question) }.sorted { $0[0] < $1[0] } == [["a"], ["b"]])
    #expect(server.uploads == 2)
  }

  /// A ledger as it is when the process ends right after the upload, or right after the server has begun.
  private func ledgerOfUpload(at server: StubBatchServer, _ texts: [String]) async throws -> MemoryLedger {
    let ledger = MemoryLedger()
    ledger.remembersBeginnings = false
    try await begin(texts, at: server, ledger)
    ledger.remembersBeginnings = true
    #expect(ledger.batches.map(\.isBegun) == [false])
    return ledger
  }

  @Test("a process that ends before it has noted the beginning pays for nothing twice, whatever else the server began")
  func endedInBetween() async throws {
    let server = try StubBatchServer { body, _ in .reply(body.question) }
    let ledger = try await ledgerOfUpload(at: server, ["a", "b"])
    for text in ["c", "d", "e"] { _ = try await BatchedModel(at: server).replies(to: [text]) }
    #expect(try await BatchedModel(at: server, ledger).replies(to: ["b", "a"]).map(\.word) == ["b", "a"])
    #expect(server.batches.count == 4 && server.uploads == 4)
  }

  @Test("requests that come one after the other while the list is looked at wait for the same batch")
  func oneRecovery() async throws {
    let gate = StubGate()
    let server = try StubBatchServer(refusing: { request in
      if request.path.hasPrefix("/v1/batches?") { gate.wait() }
      return nil
    }) { body, _ in .reply(body.question) }
    let ledger = try await ledgerOfUpload(at: server, ["a", "b"])
    server.forgetBatches()
    let model = try BatchedModel(at: server, ledger)
    let (first, seen) = (try model.ask("a"), server.requests.count)
    await server.arrived(seen + 1)
    let second = try model.ask("b")
    // Its own lull; what it waits for then comes in the next turns.
    while model.clock.sleeps.count < 2 { await Task.yield() }
    for _ in 0..<8 { await Task.yield() }
    gate.open()
    #expect(try await first.value.text == "a")
    #expect(try await second.value.text == "b")
    #expect(server.batches.count == 1 && server.uploads == 1)
  }

  @Test("where the uploaded file is gone too, it is uploaded again")
  func goneFile() async throws {
    let server = try StubBatchServer { body, _ in .reply(body.question) }
    let ledger = try await ledgerOfUpload(at: server, ["a"])
    server.forgetBatches()
    server.forgetFiles()
    #expect(try await BatchedModel(at: server, ledger).replies(to: ["a"]).map(\.word) == ["a"])
    #expect(server.batches.count == 1 && server.uploads == 2)
  }

  @Test("a server that keeps no list begins with what it was sent")
  func noList() async throws {
    let server = try StubBatchServer(refusing: { request in
      request.method == "GET" && request.path.hasPrefix("/v1/batches?") ? StubReply(status: 404, "no") : nil
    }) { body, _ in .reply(body.question) }
    let ledger = try await ledgerOfUpload(at: server, ["a"])
    server.forgetBatches()
    #expect(try await BatchedModel(at: server, ledger).replies(to: ["a"]).map(\.word) == ["a"])
    #expect(server.batches.count == 1 && server.uploads == 1)
  }

  @Test("a key that is refused at the look leaves the file for the right one")
  func refusedLook() async throws {
    let isLocked = Mutex(false)
    let server = try StubBatchServer(refusing: { _ in
      isLocked.withLock { $0 } ? StubReply(status: 401, "no") : nil
    }) { body, _ in .reply(body.question) }
    let ledger = try await ledgerOfUpload(at: server, ["a"])
    isLocked.withLock { $0 = true }
    #expect(try await BatchedModel(at: server, ledger).replies(to: ["a"]).map(\.word) == ["model.unauthorized"])
    isLocked.withLock { $0 = false }
    #expect(try await BatchedModel(at: server, ledger).replies(to: ["a"]).map(\.word) == ["a"])
    #expect(server.batches.count == 1 && server.uploads == 1)
  }

  @Test("a batch that the server will not begin is forgotten, and uploaded again when it is asked for again")
  func refusedCreation() async throws {
    let server = try StubBatchServer(refusing: toCreation(StubReply(status: 400, "no"))) { body, _ in
      .reply(body.question)
    }
    let model = try BatchedModel(at: server)
    #expect(try await model.replies(to: ["a"]).map(\.word) == ["model.bad_request"])
    #expect(model.ledger.batches.isEmpty)
    #expect(try await model.replies(to: ["a"]).map(\.word) == ["a"])
    #expect(server.batches.count == 1 && server.uploads == 2)
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

private final class Counter: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}
