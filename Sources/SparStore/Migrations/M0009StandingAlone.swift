// Tasks that are put without the passage they were made from.

extension Migration {
  static let m0009StandingAlone = Migration(
    sql: """
      ALTER TABLE instruction ADD COLUMN stands_alone INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE taxonomy ADD COLUMN stands_alone INTEGER NOT NULL DEFAULT 0;
      """)
}
