// Beginning and ending the transaction of a group. GRDB keeps count of transactions, so these go through it.

internal import GRDB

extension Connection {
  func begin() throws { try database.beginTransaction(.immediate) }
  func commit() throws { try database.commit() }

  /// Reads until `leave()` see one moment.
  func enter() throws { try run("BEGIN") }
  func leave() { _ = try? run("COMMIT") }

  /// Leaves no transaction behind, whatever happened. One that SQLite has rolled back itself is gone already.
  func rollback() {
    guard isInsideTransaction else { return }
    try? database.rollback()
  }
}
