// The step of the schema that lets battles do without words, on a database that has battles already.

import GRDB
import SparCore
import SparStore
import Testing

@Suite("The schema with imports")
struct ImportMigrationTests {
  @Test("a battle without its words can be stored beside others, and the file stays sound")
  func wordless() async throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(path: folder.database)
    let battle = Battle(
      instruction: nil, responseA: nil, responseB: nil, modelA: "x", modelB: "y", question: "q", category: "c",
      language: "l", foughtAt: "2024")
    let stored = try await store.write { try $0.put(battle, key: ContentKey(hashing: "b")) }
    #expect(try store.read { try $0.record(Battle.self, id: stored.id) }?.value == battle)
    #expect(try store.read { try $0.lineage(of: stored.id) }.isEmpty)
    store.close()
    let database = try DatabaseQueue(path: folder.database)
    try await database.read { database in
      #expect(try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok")
      #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM v_lineage") == 0)
      #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM v_battle WHERE instruction IS NULL") == 1)
      let sql = try String.fetchOne(database, sql: "SELECT sql FROM sqlite_schema WHERE name = 'battle'") ?? ""
      #expect(!sql.contains("instruction_id INTEGER NOT NULL"))
      #expect(sql.contains("model_a TEXT NOT NULL"))
    }
  }

  @Test("where a record stood is told, of a battle by its verdicts")
  func origins() async throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(path: folder.database)
    let file = ImportRecord(kind: "battles", form: "lmsys", path: "log.jsonl")
    let battle = Battle(instruction: nil, responseA: nil, responseB: nil, modelA: "x", modelB: "y")
    let id = try await store.write { transaction in
      let stored = try transaction.put(battle, key: ContentKey(hashing: "b"))
      let verdict = Verdict(battle: stored.id, judge: "j", order: .ab, state: .a, isBothBad: false)
      let said = try transaction.put(verdict, key: ContentKey(hashing: "v"))
      let number = try transaction.put(file)
      #expect(try transaction.put(file) == number)
      try transaction.put(origin: said.id, file: number, line: 7, fields: JSONObject([("anony", true)]))
      return stored.id
    }
    let origins = try store.read { try $0.origins(of: id) }
    #expect(origins.map(\.line) == [7])
    #expect(origins.first?.file == file)
    #expect(origins.first?.fields == ["anony": true])
  }
}
