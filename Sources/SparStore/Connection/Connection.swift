// Statements on one SQLite connection: prepared once, bound and stepped without boxes.
// GRDB owns the connection, its queue and the cache of statements.

internal import GRDB
internal import GRDBSQLite

/// A connection while its queue lends it out; never kept longer.
struct Connection {
  let database: Database
  private let statements: StatementMemo?

  /// - Parameter statements: for a connection that runs the same few statements often.
  init(_ database: Database, statements: StatementMemo? = nil) {
    self.database = database
    self.statements = statements
  }

  var isInsideTransaction: Bool { database.isInsideTransaction }
  // Not GRDB's own, which looks first whether it is on its queue, at each record twice.
  var lastRowID: Int64 { sqlite3_last_insert_rowid(database.sqliteConnection) }
  private var changeCount: Int { Int(sqlite3_changes(database.sqliteConnection)) }

  /// Runs a statement that returns nothing, and says how many rows it changed.
  @discardableResult
  func run(_ sql: String, _ bind: (inout RowWriter) throws -> Void = { _ in }) throws -> Int {
    let statement = try prepared(sql, bind)
    defer { sqlite3_reset(statement) }
    while try step(statement) {}
    return changeCount
  }

  /// The first row, if there is one.
  func first<Value>(
    _ sql: String, _ bind: (inout RowWriter) throws -> Void = { _ in }, read: (inout RowReader) throws -> Value
  ) throws -> Value? {
    let statement = try prepared(sql, bind)
    defer { sqlite3_reset(statement) }
    guard try step(statement) else { return nil }
    var row = RowReader(statement)
    return try read(&row)
  }

  /// All rows. `read` must not run the same statement again.
  func all<Value>(
    _ sql: String, _ bind: (inout RowWriter) throws -> Void = { _ in }, read: (inout RowReader) throws -> Value
  ) throws -> [Value] {
    let statement = try prepared(sql, bind)
    defer { sqlite3_reset(statement) }
    var values: [Value] = []
    while try step(statement) {
      var row = RowReader(statement)
      values.append(try read(&row))
    }
    return values
  }

  private func prepared(_ sql: String, _ bind: (inout RowWriter) throws -> Void) throws -> OpaquePointer {
    let statement = try (statements?.statement(sql, in: database) ?? database.cachedStatement(sql: sql)).sqliteStatement
    var row = RowWriter(statement)
    try bind(&row)
    return statement
  }

  private func step(_ statement: OpaquePointer) throws -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw failure()
    }
  }

  private func failure() -> DatabaseError {
    let handle = database.sqliteConnection
    return DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(handle)),
      message: String(cString: sqlite3_errmsg(handle)))
  }
}
