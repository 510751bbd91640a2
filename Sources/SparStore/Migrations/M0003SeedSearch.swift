// Full-text search over seeds. The index holds no text of its own; triggers keep it in step with the table.

extension Migration {
  static let m0003SeedSearch = Migration(
    sql: """
      CREATE VIRTUAL TABLE seed_search USING fts5 (title, text, content="seed", content_rowid="id");

      CREATE TRIGGER seed_search_insert AFTER INSERT ON seed BEGIN
        INSERT INTO seed_search (rowid, title, text) VALUES (new.id, new.title, new.text);
      END;

      CREATE TRIGGER seed_search_delete AFTER DELETE ON seed BEGIN
        INSERT INTO seed_search (seed_search, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
      END;

      CREATE TRIGGER seed_search_update AFTER UPDATE ON seed BEGIN
        INSERT INTO seed_search (seed_search, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
        INSERT INTO seed_search (rowid, title, text) VALUES (new.id, new.title, new.text);
      END;

      INSERT INTO seed_search (seed_search) VALUES ('rebuild');
      """)
}
