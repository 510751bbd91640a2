// From SQLite's result codes to sentences.

internal import GRDB

extension StoreError {
  /// Any error that came out of work on the database at `path`.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as StoreError: self = error
    case let error as DatabaseError: self.init(error, path: path)
    default: self.init(.failed, "Work on the database \(path) failed: \(error).")
    }
  }

  init(_ error: DatabaseError, path: String) {
    if error.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY {
      self.init(.unknownRecord, "A record refers to one that is not in the database \(path).")
      return
    }
    switch error.resultCode {
    case .SQLITE_FULL: self = .full(path)
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: self = .readOnly(path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path, owner: nil)
    case .SQLITE_NOTADB: self = .notADatabase(path)
    case .SQLITE_CORRUPT: self = .corrupt(path, error.message ?? "it is malformed")
    case .SQLITE_IOERR: self = .inputOutput(path)
    default: self = .failed(path, "SQLite reports \(error.message ?? "nothing more") (\(error.extendedResultCode)).")
    }
  }

  static func full(_ path: String) -> StoreError {
    StoreError(
      .full, "There is no room on the disk for the database \(path).",
      hint: "Everything stored so far is safe. Free some space and run again to go on.")
  }

  static func inputOutput(_ path: String) -> StoreError {
    StoreError(
      .failed, "The system refuses to read or write the database \(path).",
      hint: "Everything stored so far is safe. Look for a full disk, a quota or a limit on file sizes (ulimit -f), "
        + "and run again to go on.")
  }

  static func readOnly(_ path: String) -> StoreError {
    StoreError(
      .readOnly, "The database \(path) cannot be written.",
      hint: "Check the permissions of the file and of its folder, or name another with --db PATH.")
  }

  static func busy(_ path: String, owner: String?) -> StoreError {
    StoreError(
      .busy, "The database \(path) is being written by \(owner ?? "another process").",
      hint: "Wait until that run ends, or name another database with --db PATH.")
  }

  static func notADatabase(_ path: String) -> StoreError {
    StoreError(
      .notADatabase, "\(path) is not an SQLite database.",
      hint: "Name another file with --db PATH; this one is left as it is.")
  }

  static func foreign(_ path: String) -> StoreError {
    StoreError(
      .foreign, "\(path) is a database of another program.",
      hint: "Name another file with --db PATH; this one is left as it is.")
  }

  static func newer(_ path: String, version: Int, known: Int) -> StoreError {
    StoreError(
      .newer, "The database \(path) has schema version \(version), and this Spar knows versions up to \(known).",
      hint: "Use a newer Spar, or name another database with --db PATH.")
  }

  static func older(_ path: String, version: Int, known: Int) -> StoreError {
    StoreError(
      .older, "The database \(path) has schema version \(version), and this Spar reads version \(known).",
      hint: "Open it once for writing (any run does) to bring it up to date.")
  }

  static func corrupt(_ path: String, _ what: String) -> StoreError {
    StoreError(
      .corrupt, "The database \(path) is damaged: \(what).",
      hint: "Save a copy, then try: sqlite3 \(path) .recover | sqlite3 recovered.db")
  }

  static func missing(_ path: String) -> StoreError {
    StoreError(.missing, "There is no database \(path).", hint: "A run makes one; --db PATH names another.")
  }

  static func closed(_ path: String) -> StoreError {
    StoreError(.closed, "The database \(path) has been closed.")
  }

  static func failed(_ path: String, _ what: String) -> StoreError {
    StoreError(.failed, "Work on the database \(path) failed: \(what)")
  }
}
