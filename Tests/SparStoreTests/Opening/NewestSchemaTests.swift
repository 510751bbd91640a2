// What a new database begins with, beside the history that leads there.

import Foundation
import GRDB
@testable import SparStore
import Testing

@Suite("Newest schema", .timeLimit(.minutes(5)))
struct NewestSchemaTests {
  private static let path = "Sources/SparStore/Migrations/NewestSchema.swift"

  @Test("a new database has what all steps of the schema's history add up to, text by text and row by row")
  func sameAsHistory() throws {
    let (history, new) = try (DatabaseQueue(), DatabaseQueue())
    try history.inDatabase { database in
      for migration in Migration.all { try database.execute(sql: migration.sql) }
    }
    try new.inDatabase { try Migration.migrate($0, from: 0) }
    if ProcessInfo.processInfo.environment["SPAR_WRITE_SCHEMA"] != nil { try write(try statements(of: history)) }
    let hint = Comment("SPAR_WRITE_SCHEMA=1 swift test --filter NewestSchemaTests writes \(Self.path)")
    #expect(try Set(statements(of: new)) == Set(statements(of: history)), hint)
    #expect(try rows(of: new) == rows(of: history), hint)
  }

  /// In the order in which each finds what it needs.
  private func statements(of queue: DatabaseQueue) throws -> [String] {
    try queue.inDatabase { database in
      // What SQLite makes by itself for a table of words, and for numbers that are never given twice.
      try String.fetchAll(
        database,
        sql: """
          SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
            AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow') ORDER BY rowid
          """)
    }
  }

  private func rows(of queue: DatabaseQueue) throws -> [String: [Row]] {
    try queue.inDatabase { database in
      let tables = try String.fetchAll(database, sql: "SELECT name FROM pragma_table_list WHERE type = 'table'")
      return try tables.reduce(into: [:]) { rows, table in
        guard !table.hasPrefix("sqlite_") else { return }
        rows[table] = try Row.fetchAll(database, sql: "SELECT * FROM \"\(table)\"")
      }
    }
  }

  private func write(_ statements: [String]) throws {
    let lines = statements.map { $0 + ";" }.joined(separator: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
    let sql = lines.map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
    let text = Self.before + sql + "\n    \"\"\"#\n}\n"
    var folder = URL(filePath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    try text.write(to: folder.appending(path: Self.path), atomically: true, encoding: .utf8)
  }

  private static let before = ##"""
    // What a new database begins with: the schema that all steps of the history add up to. Going through them, SQLite would
    // read the whole schema again with every change of a table. Written by
    // `SPAR_WRITE_SCHEMA=1 swift test --filter NewestSchemaTests`, not by hand.

    extension Migration {
      static let newestSchema = #"""

    """##
}
