// The schema's history: forward only, each step once, all or nothing.

internal import GRDB

/// A step of the schema. What has been released is never edited; a change is a new step.
struct Migration: Sendable {
  let sql: String

  /// In order; a database's `user_version` says how many it has had.
  static let all: [Migration] = [
    .m0001Tables, .m0002Views, .m0003SeedSearch, .m0004Calls, .m0005Documents, .m0006Definitions,
    .m0007SeedReaders, .m0008Turns, .m0009StandingAlone, .m0010Judging, .m0011SeedSearchInBulk, .m0012Curation,
    .m0013Imports, .m0014Keys,
  ]

  /// "Spar" in ASCII, in the header of every database of ours.
  static let applicationID: Int32 = 0x5370_6172

  /// Brings the database from `version` up to date.
  static func migrate(_ database: Database, from version: Int) throws {
    guard version < all.count else { return }
    // One transaction: a new database would wait for the disk with every step.
    try database.inTransaction(.immediate) {
      if version == 0 {
        try database.execute(sql: newestSchema)
      } else {
        for migration in all.dropFirst(version) { try database.execute(sql: migration.sql) }
      }
      try database.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(all.count)")
      return .commit
    }
  }
}
