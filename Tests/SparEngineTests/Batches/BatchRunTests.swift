// Runs that wait for batches: what is stored, and what a run that begins again finds at the server.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Runs with batches", .timeLimit(.minutes(5)))
@Host
struct BatchRunTests {
  private let instructions = (0..<30).map { "The tide number \($0) turns." }

  private func engine(at server: StubBatchServer, in folder: TemporaryFolder? = nil) throws -> TestEngine {
    let text = "[models.slow]\nmodel = \"qwen\"\nbase_url = \"\(server.url)\"\nmode = \"batch\""
    let engine = try TestEngine(in: folder, configuration: try ModelConfiguration(parsing: text))
    engine.hire("slow", as: .target)
    return engine
  }

  private func responses(_ test: TestEngine) async throws -> Task<Fanout<Stored<Response>>, any Error> {
    var asked: [Stored<Instruction>] = []
    for text in instructions { asked.append(try await test.instruction(text)) }
    let (engine, list) = (test.engine, asked)
    return Host.task { try await engine.overAll(list, label: "respond") { try await engine.respond($0) } }
  }

  private func batchRows(_ test: TestEngine) throws -> Int {
    let key = try test.models.model("slow").endpointKey
    return try test.engine.store.read { try $0.openBatches(at: key, wireModel: "qwen") }.reduce(0) {
      $0 + $1.requests.count
    }
  }

  @Test("a list of work is one batch, its calls are stored, and a second time nothing is asked")
  func once() async throws {
    let server = try StubBatchServer { body, _ in .reply("In answer: \(body.text.count)") }
    let test = try engine(at: server)
    try await test.engine.beginRun(RunRecord(script: "test"))
    let first = try await responses(test).value
    #expect(first.values.count == 30 && first.failures.isEmpty)
    #expect(server.batches.map(\.count) == [30])
    #expect(try test.calls.filter { $0.model == "slow" && $0.status == .ok }.count == 30)
    #expect(try batchRows(test) == 30)
    try await test.engine.endRun(.done, exitCode: .done)
    #expect(try batchRows(test) == 0)
    #expect(try await responses(test).value.values == first.values)
    #expect(server.batches.count == 1)
  }

  @Test("a process that ends while it waits leaves a batch that the next one waits for")
  func killed() async throws {
    let server = try StubBatchServer { body, _ in .reply("In answer: \(body.text.count)") }
    server.hold()
    let folder = try TemporaryFolder()
    let killed = try engine(at: server, in: folder)
    let asking = try await responses(killed)
    await server.arrived(5)
    asking.cancel()
    _ = await asking.result
    killed.engine.close()
    server.goOn()

    let next = try engine(at: server, in: folder)
    let responses = try await responses(next).value
    #expect(responses.values.count == 30 && responses.failures.isEmpty)
    #expect(server.batches.map(\.count) == [30])
  }

  @Test("one that ends between the download and the end of the run pays for nothing twice")
  func killedLater() async throws {
    let server = try StubBatchServer { body, _ in .reply("In answer: \(body.text.count)") }
    let folder = try TemporaryFolder()
    let killed = try engine(at: server, in: folder)
    let first = try await responses(killed).value
    killed.engine.close()
    let next = try engine(at: server, in: folder)
    #expect(try await responses(next).value.values.map(\.key) == first.values.map(\.key))
    #expect(server.batches.count == 1 && server.requests.count { $0.path.hasSuffix("/content") } == 1)
  }

  @Test("a request that failed is stored as failed, and asked anew by the next run")
  func failures() async throws {
    let server = try StubBatchServer { body, batch in
      batch == 0 && body.text.contains("number 7 ")
        ? .response(400, ["error": ["message": "No."]]) : .reply("In answer: \(body.text.count)")
    }
    let test = try engine(at: server)
    let first = try await responses(test).value
    #expect(first.values.count == 29 && first.failures.count == 1)
    #expect(try test.calls.filter { $0.status == .failed }.map(\.errorCode) == ["model.bad_request"])
    try await test.engine.endRun(.done, exitCode: .failedItems)
    let second = try await responses(test).value
    #expect(second.values.count == 30 && server.batches.map(\.count) == [30, 1])
  }
}
