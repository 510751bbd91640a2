// Lineage: the walk and the view tell the same story.

import SparCore
@testable import SparStore
import Testing

@Suite struct LineageTests {
  let store: Store

  init() throws { store = try Store.open(path: ":memory:") }

  @Test("the lineage of a verdict reaches the seed, each link once")
  func verdict() async throws {
    let chain = try await Chain.put(in: store)
    let links = try store.read { try $0.lineage(of: chain.verdicts[0].id) }
    let text = links.map { "\($0.child) \($0.role) \($0.parent)" }
    #expect(
      text == [
        "v1 battle b1", "b1 instruction i2", "b1 response_a r1", "b1 response_b r2",
        "i2 passage p1", "i2 parent i1", "i2 suggestion g1", "r1 instruction i2", "r2 instruction i2",
        "p1 seed s1", "i1 passage p1", "g1 instruction i1",
      ])
  }

  @Test("a dataset's lineage begins with the records of its rows")
  func dataset() async throws {
    let chain = try await Chain.put(in: store)
    let row = DatasetRow(
      instruction: chain.refined.id, response: chain.responses[0].id, rejected: chain.responses[1].id)
    let dataset = try await store.write {
      try $0.put(Dataset(path: "d", format: "dpo", file: .named("f"), rows: [row, row]))
    }
    let links = try store.read { try $0.parents(of: dataset.id) }
    #expect(links.map(\.role) == ["instruction", "response", "rejected"])
    #expect(try store.read { try $0.lineage(of: dataset.id) }.last?.parent.kind == .instruction)
    #expect(try store.read { try $0.lineage(of: dataset.id) }.contains { $0.parent == chain.seed.id })
  }

  @Test("the view v_lineage holds exactly the links that the walk finds")
  func view() async throws {
    let chain = try await Chain.put(in: store)
    let dataset = try await store.write {
      try $0.put(
        Dataset(path: "d", format: "sft", file: .named("f"), rows: [DatasetRow(battle: chain.battle.id)]))
    }
    let verdicts = chain.verdicts.map(\.id)
    let walked = try store.read { reader in
      try Set(
        (verdicts + [dataset.id]).flatMap { try reader.lineage(of: $0) }.map { "\($0.child) \($0.role) \($0.parent)" })
    }
    let viewed = try store.read { reader in
      try reader.connection.all("SELECT child || ' ' || role || ' ' || parent FROM v_lineage") { $0.text() }
    }
    #expect(Set(viewed) == walked)
  }

  @Test("a record that is not there has no lineage")
  func absent() throws {
    #expect(try store.read { try $0.lineage(of: RecordID(.verdict, 1)) } == [])
    #expect(try store.read { try $0.lineage(of: RecordID(.run, 1)) } == [])
  }
}
