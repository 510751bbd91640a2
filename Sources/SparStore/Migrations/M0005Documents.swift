// Where a seed lies in its document, and under which licence it stands.

extension Migration {
  static let m0005Documents = Migration(
    sql: """
      ALTER TABLE seed ADD COLUMN licence TEXT;
      -- SHA-256 of the document's text; seeds of one document share it.
      ALTER TABLE seed ADD COLUMN document BLOB CHECK (length(document) = 32);
      -- Bytes of the document's text, from start_byte to before end_byte.
      ALTER TABLE seed ADD COLUMN start_byte INTEGER;
      ALTER TABLE seed ADD COLUMN end_byte INTEGER;
      """)
}
