// Searching seeds: by words, by vectors, by both, always in the same order.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Search", .timeLimit(.minutes(5)))
@Host
struct SearchTests {
  /// Seeds about tides and lamps, and an embedder to which a text is how often it speaks of either.
  private func start() async throws -> (test: TestEngine, embedder: FakeEmbedder) {
    let text = "[models.e]\nprovider = \"scripted\"\nmodel = \"embedder\"\n"
    let test = try TestEngine(configuration: ModelConfiguration(parsing: text))
    test.hire("e", as: .embedder)
    let embedder = FakeEmbedder("embedder", in: test.models)
    embedder.answer = { texts in
      texts.map { text in
        [Float(text.ranges(of: "tide").count), Float(text.ranges(of: "lamp").count), 0.1]
      }
    }
    for text in ["The tide turns.", "The lamp of the tower.", "A tide table and a lamp."] {
      _ = try await test.seed(text)
    }
    _ = try await test.engine.seed(Seed(type: "code", text: "let lamp = Lamp() // lamp lamp", origin: "lamp.swift"))
    return (test, embedder)
  }

  private func texts(
    _ test: TestEngine, _ words: String, _ change: (inout SearchOptions) -> Void = { _ in }
  ) async throws -> [String] {
    var options = SearchOptions()
    change(&options)
    return try await test.engine.search(words, options: options).map { String($0.seed.text.prefix(8)) }
  }

  @Test("by words: any of them or all, of one type, and so many")
  func words() async throws {
    let (test, _) = try await start()
    #expect(Set(try await texts(test, "When does the TIDE turn?")) == ["The tide", "A tide t", "The lamp"])
    #expect(try await texts(test, "When does the TIDE turn?").first == "The tide")
    #expect(try await texts(test, "tide lamp") { $0.match = .all } == ["A tide t"])
    #expect(try await texts(test, "lamp") { $0.type = "code" } == ["let lamp"])
    #expect(try await texts(test, "lamp") { $0.count = 1 }.count == 1)
    #expect(try await texts(test, "?! \"(*").isEmpty)
  }

  @Test("by meaning: the nearest vectors first, each seed embedded once")
  func embedding() async throws {
    let (test, embedder) = try await start()
    #expect(try await texts(test, "tide") { ($0.method, $0.count) = (.embedding, 2) } == ["The tide", "A tide t"])
    let asked = embedder.requests.flatMap { $0 }.count
    #expect(asked == 5)
    #expect(try await texts(test, "tide") { ($0.method, $0.count) = (.embedding, 1) } == ["The tide"])
    #expect(embedder.requests.flatMap { $0 }.count == asked)
    #expect(try await texts(test, "lamp") { ($0.method, $0.type) = (.embedding, "code") } == ["let lamp"])
  }

  @Test("both rankings are made one: what is near the top of both comes first")
  func both() async throws {
    let (test, _) = try await start()
    #expect(try await texts(test, "tide turns") { $0.method = .both }.first == "The tide")
    #expect(try await texts(test, "tide turns") { $0.method = .both }.count == 4)
  }

  @Test("seeds that fit equally well stand in the order of their keys, however they came in")
  func order() async throws {
    var orders: [[String]] = []
    for texts in [["same a", "same b", "same c"], ["same c", "same b", "same a"]] {
      let test = try TestEngine()
      for text in texts { _ = try await test.seed(text) }
      orders.append(try await test.engine.search("same", options: SearchOptions()).map(\.seed.text))
    }
    #expect(orders[0] == orders[1])
  }
}
