// Calls under a budget: what is sent, what waits, what is refused, and what is left of a list.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Calls under a budget", .timeLimit(.minutes(5)))
@Host
struct BudgetQueueTests {
  private let gate = StubGate()

  /// An engine with the model `m` behind a server that answers when the gate opens: 7 tokens in, 3 out, a dollar each.
  private func engine(price: String = "price = { input = 1e6, output = 1e6 }") throws -> (TestEngine, StubServer) {
    let gate = gate
    let server = try StubServer { _ in
      gate.wait()
      return .chat("done")
    }
    let text = "[models.m]\nmodel = \"m\"\nbase_url = \"\(server.url)\"\nmax_tokens = 100\n\(price)"
    return (try TestEngine(configuration: try ModelConfiguration(parsing: text)), server)
  }

  private func instructions(_ count: Int, _ test: TestEngine) async throws -> [Stored<Instruction>] {
    var instructions: [Stored<Instruction>] = []
    for number in 0..<count { instructions.append(try await test.engine.instruction("Name fuel \(number).")) }
    return instructions
  }

  private func respond(_ test: TestEngine, to items: [Stored<Instruction>]) async throws -> Fanout<String> {
    try await test.engine.overAll(items, label: "respond") { try await test.engine.respond($0, model: "m").text }
  }

  @Test("a list makes the calls that the budget covers and names the others; nothing failed")
  func calls() async throws {
    let (test, server) = try engine()
    gate.open()
    test.engine.limit(Budget(calls: 5))
    let fanout = try await respond(test, to: try await instructions(12, test))
    #expect(fanout.values.count == 5 && fanout.failures.count == 7)
    #expect(fanout.failures.allSatisfy { ($0.error as? EngineError)?.code == "budget.reached" })
    #expect(test.engine.isBudgetReached && test.engine.failedItems == 0)
    #expect(server.requests.count == 5)
    #expect(try test.calls.count == 5)
  }

  @Test("what is stored costs nothing; a larger budget goes on with the rest")
  func resumes() async throws {
    let (test, server) = try engine()
    gate.open()
    let items = try await instructions(12, test)
    test.engine.limit(Budget(calls: 5))
    _ = try await respond(test, to: items)
    #expect(try await respond(test, to: items).values.count == 5)
    test.engine.limit(Budget(calls: 12))
    #expect(!test.engine.isBudgetReached)
    #expect(try await respond(test, to: items).values.count == 12)
    #expect(server.requests.count == 12)
  }

  @Test("a call that does not fit yet waits for those in flight, which come to less than was set aside")
  func waits() async throws {
    let (test, server) = try engine()
    let items = try await instructions(4, test)
    // A prompt of some 60 bytes: two calls fit at what they may come to, all four at what they come to.
    let most = try await reserved(items[0], test)
    test.engine.limit(Budget(tokens: 2 * most + 1))
    let task = Host.task { try await self.respond(test, to: items) }
    await server.arrived(2)
    for _ in 0..<50 { try await Host.task {}.value }
    #expect(server.requests.count == 2 && test.engine.ledger.reserved.tokens == 2 * most)
    gate.open()
    #expect(try await task.value.values.count == 4)
    #expect(test.engine.ledger.spent == Spending(calls: 4, tokens: 40, microUSD: 40_000_000))
    #expect(test.engine.ledger.reserved == Spending() && !test.engine.isBudgetReached)
  }

  /// What is set aside for one call.
  private func reserved(_ item: Stored<Instruction>, _ test: TestEngine) async throws -> Int {
    let other = try TestEngine(seed: 9)
    _ = try await other.engine.respond(try await other.engine.instruction(item.text))
    let bytes = other.model.requests.last?.messages.reduce(0) { $0 + $1.content.utf8.count } ?? 0
    let messages = other.model.requests.last?.messages.count ?? 0
    return bytes / 3 + 4 * (messages + 1) + 100
  }

  @Test("what a failed call had set aside is free again")
  func released() async throws {
    let broken = try StubServer { _ in StubReply(status: 400, "{}") }
    let text = "[models.m]\nmodel = \"m\"\nbase_url = \"\(broken.url)\""
    let failing = try TestEngine(configuration: try ModelConfiguration(parsing: text))
    failing.engine.limit(Budget(calls: 1))
    let fanout = try await respond(failing, to: try await instructions(3, failing))
    #expect(
      fanout.failures.compactMap { ($0.error as? ModelError)?.code } == Array(repeating: "model.bad_request", count: 3))
    #expect(failing.engine.ledger.spent == Spending() && failing.engine.ledger.reserved == Spending())
    #expect(broken.requests.count == 3)
  }

  @Test("a call alone that the budget does not cover is an error with exit code 3, told once")
  func single() async throws {
    let (test, server) = try engine()
    gate.open()
    var told: [String] = []
    test.engine.onBudgetReached = { told.append($0.message) }
    test.engine.limit(Budget(microUSD: 5_000_000))
    let items = try await instructions(2, test)
    for item in items {
      let error = await #expect(throws: EngineError.self) { try await test.engine.respond(item, model: "m") }
      #expect(error?.exitCode.rawValue == 3)
    }
    #expect(told.count == 1 && told[0].hasPrefix("The budget is reached: $0.00 of $5.00 is spent, and the next call"))
    #expect(server.requests.isEmpty)
  }

  @Test("dollars and a model without a price: refused before anything is sent, with 78")
  func unpriced() async throws {
    let (test, server) = try engine(price: "")
    gate.open()
    test.engine.limit(Budget(calls: 9, microUSD: 5_000_000))
    let items = try await instructions(3, test)
    let error = await #expect(throws: EngineError.self) { try await respond(test, to: items) }
    #expect(error?.code == "budget.unpriced" && error?.exitCode.rawValue == 78)
    #expect(error?.message == "The price of m is not known, and the budget is in dollars.")
    #expect(server.requests.isEmpty)
    test.engine.fix(Budget(calls: 9))
  }

  @Test("simulated models cost nothing in dollars, and count as calls and tokens")
  func simulated() async throws {
    let test = try TestEngine()
    test.engine.limit(Budget(calls: 2, microUSD: 0))
    let fanout = try await test.engine.overAll(try await instructions(3, test), label: "respond") {
      try await test.engine.respond($0, model: "sim/master")
    }
    #expect(fanout.values.count == 2 && test.engine.ledger.spent.calls == 2)
    #expect(test.engine.ledger.spent.tokens > 0 && test.engine.ledger.spent.microUSD == 0)
  }

  @Test("who is cancelled while it waits for money is let go, and the next one is not held up")
  func cancelled() async throws {
    let (test, server) = try engine()
    let items = try await instructions(3, test)
    let most = try await reserved(items[0], test)
    test.engine.limit(Budget(tokens: most + 30))
    let tasks = items.map { item in Host.task { try await test.engine.respond(item, model: "m").text } }
    await server.arrived(1)
    for _ in 0..<50 { try await Host.task {}.value }
    tasks[1].cancel()
    await #expect(throws: CancellationError.self) { try await tasks[1].value }
    gate.open()
    #expect(try await [tasks[0].value, tasks[2].value] == ["done", "done"])
    #expect(server.requests.count == 2)
  }

  @Test("a scripted model that asks another one does not wait for what it has set aside itself")
  func nested() async throws {
    let test = try TestEngine()
    let inner = try await test.engine.instruction("The inner one.")
    test.engine.limit(Budget(calls: 1))
    test.model.answer = { request in
      let text = try? await test.engine.respond(inner, model: "sim/master").text
      return ChatReply(text: text ?? "nobody answered")
    }
    let outer = try await test.engine.instruction("The outer one.")
    #expect(try await test.engine.respond(outer).text == "nobody answered")
    #expect(test.engine.ledger.spent.calls == 1)
  }

  @Test("limits of the command line win over a script's; what was spent before counts")
  func fixed() async throws {
    let (test, server) = try engine()
    gate.open()
    let items = try await instructions(3, test)
    _ = try await respond(test, to: [items[0]])
    test.engine.fix(Budget(calls: 2))
    test.engine.limit(Budget(calls: 100, tokens: 9_999))
    #expect(test.engine.ledger.budget == Budget(calls: 2, tokens: 9_999))
    #expect(try await respond(test, to: items).values.count == 2)
    #expect(test.engine.ledger.spent == Spending(calls: 2, tokens: 20, microUSD: 20_000_000))
    #expect(server.requests.count == 2)
  }
}
