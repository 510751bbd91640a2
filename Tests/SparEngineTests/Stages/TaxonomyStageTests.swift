// Taxonomies and their revisions

import LoopKit
import SparCore
import SparEngine
import SparTesting
import Testing

@Suite("Revising taxonomies", .timeLimit(.minutes(5)))
@Host
struct TaxonomyStageTests {
  @Test("a revision has the new weights, keeps the others, and knows its parent and its evidence")
  func revision() async throws {
    let test = try TestEngine()
    let taxonomy = try await test.taxonomy()
    let evidence: JSON = ["summary": ["battles": 12, "gap": 0.5]]
    let revision = try await test.engine.revise(
      taxonomy, weights: ["summary": 2.5, "main-idea": 0], evidence: evidence)
    #expect(revision.parent == taxonomy.id && revision.evidence == evidence)
    #expect(
      revision.value.node(named: "summary")?.weight == 2.5 && revision.value.node(named: "main-idea")?.weight == 0)
    for (before, after) in zip(taxonomy.nodes, revision.nodes) where !["summary", "main-idea"].contains(before.name) {
      #expect(before == after)
    }
    let stored = try test.engine.record(Taxonomy.self, revision.id)
    #expect(stored == revision)
  }

  @Test("the same revision twice is one row; another weight, evidence or parent is another")
  func identity() async throws {
    let test = try TestEngine()
    let engine = test.engine
    let taxonomy = try await test.taxonomy()
    let first = try await engine.revise(taxonomy, weights: ["summary": 2], evidence: "why")
    #expect(try await engine.revise(taxonomy, weights: ["summary": 2], evidence: "why") == first)
    #expect(try await test.taxonomy() == taxonomy)
    #expect(try test.count(.taxonomy) == 2)
    _ = try await engine.revise(taxonomy, weights: ["summary": 3], evidence: "why")
    _ = try await engine.revise(taxonomy, weights: ["summary": 2], evidence: "why else")
    _ = try await engine.revise(first, weights: ["summary": 2], evidence: "why")
    #expect(try test.count(.taxonomy) == 5)
  }

  @Test(
    "an unknown name or an impossible weight is refused, and nothing is stored",
    arguments: [
      ("sumary", 1.0), ("summary", -0.1), ("summary", .nan), ("summary", .infinity),
    ])
  func refused(name: String, weight: Double) async throws {
    let test = try TestEngine()
    let taxonomy = try await test.taxonomy()
    let error = await #expect(throws: EngineError.self) {
      try await test.engine.revise(taxonomy, weights: ["main-idea": 2, name: weight])
    }
    #expect(try error?.kind == .argument && error?.message.contains(name) == true && test.count(.taxonomy) == 1)
  }
}
