// Several who ask for the same at once: one call, and each of them free to give up.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparPrompts
import SparStore
import SparTesting
import Testing

@Suite("Calls that are shared", .timeLimit(.minutes(5)))
@Host
struct SharedCallTests {
  private let gate = Gate()

  /// An engine whose model answers when the gate opens.
  private func gated() throws -> TestEngine {
    let test = try TestEngine()
    let gate = gate
    test.model.answer = { request in
      try await gate.pass()
      return .dutiful(request)
    }
    return test
  }

  private func respond(_ test: TestEngine, to instruction: Stored<Instruction>) -> Task<Stored<Response>, any Error> {
    Host.task { try await test.engine.respond(instruction) }
  }

  /// Lets everything run that can run.
  private func settle() async {
    for _ in 0..<20 { await Host.task {}.result.discard() }
  }

  @Test("two who ask for the same at the same time share one call and one record")
  func two() async throws {
    let test = try gated()
    let instruction = try await test.engine.instruction("Name a fuel.")
    let tasks = (0..<2).map { _ in respond(test, to: instruction) }
    await gate.arrived(1)
    await settle()
    gate.open()
    #expect(try await tasks[0].value == tasks[1].value)
    #expect(try gate.arrivals == 1 && test.calls.count == 1 && test.count(.response) == 1)
  }

  @Test("one who asks when the reply is there but not stored yet makes no call")
  func betweenReplyAndStore() async throws {
    let test = try TestEngine()
    let agent = try test.engine.library.agent("respond", "answer")
    let question = Question(agent, ["instruction": "Name a fuel."])
    let model = try test.models.model(test.model.name)
    let first = try await test.engine.ask(question, of: model)
    let second = try await test.engine.ask(question, of: model)
    #expect(first.parsed == second.parsed && first.key == second.key)
    #expect(test.model.requests.count == 1)
  }

  @Test("one of two gives up: it is let go at once, and the other gets its reply", arguments: [0, 1])
  func oneGivesUp(quitter: Int) async throws {
    let test = try gated()
    let instruction = try await test.engine.instruction("Name a fuel.")
    let tasks = (0..<2).map { _ in respond(test, to: instruction) }
    await gate.arrived(1)
    await settle()
    tasks[quitter].cancel()
    await #expect(throws: CancellationError.self) { try await tasks[quitter].value }
    #expect(gate.cancellations == 0)
    gate.open()
    #expect(try await tasks[1 - quitter].value.text == "In answer to: Name a fuel.")
    #expect(gate.arrivals == 1 && gate.cancellations == 0)
  }

  @Test("all give up: the call is cancelled, nothing is stored, and the next one asks anew")
  func allGiveUp() async throws {
    let test = try gated()
    let instruction = try await test.engine.instruction("Name a fuel.")
    let tasks = (0..<3).map { _ in respond(test, to: instruction) }
    await gate.arrived(1)
    await settle()
    for task in tasks { task.cancel() }
    for task in tasks { await #expect(throws: CancellationError.self) { try await task.value } }
    await settle()
    #expect(try gate.cancellations == 1 && test.calls.isEmpty && test.engine.progress.failures == 0)
    gate.open()
    #expect(try await respond(test, to: instruction).value.text == "In answer to: Name a fuel.")
    #expect(gate.arrivals == 2)
  }

  @Test("who asks while an abandoned call is still ending gets a call of its own")
  func joinsNoAbandonedCall() async throws {
    let test = try TestEngine()
    let (asked, end) = (Gate(), Gate())
    test.model.answer = { request in
      try await asked.pass()
      // Deaf to its cancellation, as a reply is that is on its way already.
      await Host.task { try await end.pass() }.result.discard()
      return .dutiful(request)
    }
    asked.open()
    let instruction = try await test.engine.instruction("Name a fuel.")
    let first = respond(test, to: instruction)
    await end.arrived(1)
    first.cancel()
    await #expect(throws: CancellationError.self) { try await first.value }
    let second = respond(test, to: instruction)
    await end.arrived(2)
    end.open()
    #expect(try await second.value.text == "In answer to: Name a fuel.")
  }

  @Test("a reply that comes although everybody gave up is paid for, and kept")
  func keptThoughAbandoned() async throws {
    let test = try TestEngine()
    let end = Gate()
    test.model.answer = { request in
      await Host.task { try await end.pass() }.result.discard()
      return .dutiful(request)
    }
    let instruction = try await test.engine.instruction("Name a fuel.")
    let task = respond(test, to: instruction)
    await end.arrived(1)
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    end.open()
    while try test.calls.isEmpty { await Task.yield() }
    #expect(try test.calls.map(\.status) == [.ok])
    #expect(try await respond(test, to: instruction).value.text == "In answer to: Name a fuel.")
    #expect(test.model.requests.count == 1)
  }

  @Test("a failure is everybody's, is stored once, and is counted once")
  func sharedFailure() async throws {
    let test = try gated()
    let gate = gate
    test.model.answer = { _ in
      try await gate.pass()
      return ChatReply(text: "", usage: TokenUsage(input: 7, output: 0))
    }
    let instruction = try await test.engine.instruction("Name a fuel.")
    let tasks = (0..<3).map { _ in respond(test, to: instruction) }
    await gate.arrived(1)
    await settle()
    gate.open()
    for task in tasks {
      let error = await #expect(throws: EngineError.self) { try await task.value }
      #expect(error?.kind == .unparsed)
    }
    #expect(gate.arrivals == 1 && test.engine.progress.failures == 1)
    let call = try #require(try test.calls.first)
    #expect(call.status == .unparsed && call.usage?.input == 7 && call.attempts == 1)
  }

  @Test("who is cancelled before it asks makes no call")
  func cancelledBefore() async throws {
    let test = try TestEngine()
    let instruction = try await test.engine.instruction("Name a fuel.")
    let gate = gate
    let task = Host.task {
      try? await gate.pass()
      return try await test.engine.respond(instruction)
    }
    await gate.arrived(1)
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try test.model.requests.isEmpty && test.calls.isEmpty)
  }
}

extension Result {
  /// For results that are awaited only for their end.
  fileprivate func discard() {}
}
