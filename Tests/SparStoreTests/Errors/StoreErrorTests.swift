// SQLite's codes in our words.

import GRDB
import SparCore
@testable import SparStore
import Testing

@Suite struct StoreErrorTests {
  @Test(
    "each failure of SQLite has a code of ours",
    arguments: [
      (ResultCode.SQLITE_FULL, "store.full"), (.SQLITE_READONLY, "store.read_only"),
      (.SQLITE_CANTOPEN, "store.read_only"),
      (.SQLITE_PERM, "store.read_only"), (.SQLITE_BUSY, "store.busy"), (.SQLITE_LOCKED, "store.busy"),
      (.SQLITE_NOTADB, "store.not_a_database"), (.SQLITE_CORRUPT, "store.corrupt"), (.SQLITE_IOERR, "store.failed"),
      (.SQLITE_CONSTRAINT_FOREIGNKEY, "store.unknown_record"),
    ])
  func codes(_ result: ResultCode, _ code: String) {
    let error = StoreError(DatabaseError(resultCode: result), path: "/project/spar.db")
    #expect(error.code == code)
    #expect(error.message.contains("/project/spar.db"))
  }

  @Test("each kind has the exit code of its family")
  func exitCodes() {
    func exit(_ kind: StoreError.Kind) -> ExitCode { StoreError(kind, "").exitCode }
    #expect(exit(.newer) == .configuration)
    #expect(exit(.foreign) == .configuration)
    #expect(exit(.readOnly) == .refused)
    #expect(exit(.busy) == .refused)
    #expect(exit(.full) == .scriptError)
  }

  @Test("our own errors pass through unchanged")
  func passing() {
    let error = StoreError(.closed, "It is closed.", hint: "Open it.")
    #expect(StoreError(error as any Error, path: "x").description == "It is closed. Open it.")
  }
}
