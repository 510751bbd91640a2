// Which reader of a user's own a seed was read by, and seeds as a view.

extension Migration {
  static let m0007SeedReaders = Migration(
    sql: """
      -- The hash of the definition of the reader that read it; NULL for the readers that Spar has.
      ALTER TABLE seed ADD COLUMN reader BLOB CHECK (length(reader) = 32);

      CREATE VIEW v_seed AS
      SELECT
        's' || s.id AS id, s.type, s.text, s.language, s.title, s.origin, s.licence, s.chunk,
        lower(hex(s.document)) AS document, s.start_byte, s.end_byte,
        (SELECT d.name FROM definition AS d WHERE d.kind = 'reader' AND d.hash = s.reader ORDER BY d.id LIMIT 1) AS reader,
        lower(hex(s.reader)) AS reader_hash, 'run' || s.run_id AS run, s.created_at
      FROM seed AS s;
      """)
}
