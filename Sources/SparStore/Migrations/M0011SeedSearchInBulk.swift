// The words of new seeds go into the index once per group of writes, and no longer row by row: inside a trigger, FTS5
// writes out all it has gathered before each row, which took five times as long.

extension Migration {
  static let m0011SeedSearchInBulk = Migration(
    sql: """
      DROP TRIGGER seed_search_insert;
      DROP TRIGGER seed_search_delete;
      DROP TRIGGER seed_search_update;

      -- A row whose words are not in the index yet has none to take out of it.
      CREATE TRIGGER seed_search_delete AFTER DELETE ON seed
      WHEN EXISTS (SELECT 1 FROM seed_search_docsize WHERE id = old.id) BEGIN
        INSERT INTO seed_search (seed_search, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
      END;

      CREATE TRIGGER seed_search_update AFTER UPDATE ON seed
      WHEN EXISTS (SELECT 1 FROM seed_search_docsize WHERE id = old.id) BEGIN
        INSERT INTO seed_search (seed_search, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
        INSERT INTO seed_search (rowid, title, text) VALUES (new.id, new.title, new.text);
      END;
      """)
}
