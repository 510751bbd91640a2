// The statements that a connection runs again and again, found without hashing their text.

internal import GRDB

/// Statements of one connection, for as long as its queue lends it out.
///
/// GRDB finds a statement by the hash of its text, which takes longer than binding it. The texts here are constants:
/// comparing two of them ends at once where they are the same constant, and after a few bytes where they are not.
final class StatementMemo {
  private var known: [(sql: String, statement: Statement)] = []

  func statement(_ sql: String, in database: Database) throws -> Statement {
    if let found = known.first(where: { $0.sql == sql }) { return found.statement }
    let statement = try database.cachedStatement(sql: sql)
    known.append((sql, statement))
    return statement
  }
}
