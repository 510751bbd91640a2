// Keys in tables of their own, which are brought into their order by the ten thousand.

extension Migration {
  static let m0014Keys = Migration(
    sql: """
      PRAGMA writable_schema = ON;
      \(kinds.map(apart).joined(separator: "\n"))
      PRAGMA writable_schema = RESET;

      \(kinds.map(fresh).joined(separator: "\n"))

      -- What a type was asked by, without a look for its key.
      ALTER TABLE asked ADD COLUMN call_id INTEGER REFERENCES call (id);
      UPDATE asked SET call_id = (SELECT id FROM call_key WHERE key = asked.call_key);

      DROP VIEW v_coverage;
      CREATE VIEW v_coverage AS
      WITH called AS (
        SELECT skill, type, call_id FROM instruction
        WHERE parent_id IS NULL AND type IS NOT NULL AND call_id IS NOT NULL
        UNION
        SELECT skill, type, call_id FROM asked WHERE call_id IS NOT NULL
      ), rejected AS (
        SELECT i.skill, i.type FROM rejection AS r JOIN instruction AS i ON i.id =
          CASE substr(r.subject, 1, 1)
          WHEN 'i' THEN CAST(substr(r.subject, 2) AS INTEGER)
          WHEN 'g' THEN (SELECT g.instruction_id FROM suggestion AS g WHERE g.id = CAST(substr(r.subject, 2) AS INTEGER))
          END
        WHERE i.type IS NOT NULL
      ), counted AS (
        SELECT skill, type, 1 AS asked, 0 AS produced, 0 AS refined, 0 AS rejected FROM called
        UNION ALL SELECT skill, type, 0, parent_id IS NULL, parent_id IS NOT NULL, 0
          FROM instruction WHERE type IS NOT NULL
        UNION ALL SELECT skill, type, 0, 0, 0, 1 FROM rejected
      )
      SELECT skill, type, sum(asked) AS asked, sum(produced) AS produced, sum(refined) AS refined,
        sum(rejected) AS rejected
      FROM counted GROUP BY skill, type;
      """)

  private static let kinds = [
    "seed", "passage", "instruction", "suggestion", "response", "battle", "verdict", "taxonomy", "dataset", "call",
  ]

  /// The index behind `UNIQUE` has the very bytes of a table without row numbers, so that it becomes one as it stands:
  /// a database of gigabytes is not written again. SQLite's way to change its schema by hand: the page on ALTER TABLE,
  /// section 7.
  private static func apart(_ kind: String) -> String {
    """
    UPDATE sqlite_schema SET type = 'table', name = '\(kind)_key', tbl_name = '\(kind)_key',
      sql = 'CREATE TABLE \(kind)_key (key BLOB PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID'
    WHERE type = 'index' AND tbl_name = '\(kind)' AND name = 'sqlite_autoindex_\(kind)_1';
    UPDATE sqlite_schema SET sql = replace(sql, 'key BLOB NOT NULL UNIQUE', 'key BLOB NOT NULL')
    WHERE type = 'table' AND name = '\(kind)';
    """
  }

  private static func fresh(_ kind: String) -> String {
    """
    CREATE TABLE \(kind)_key_fresh (last_id INTEGER PRIMARY KEY, keys BLOB NOT NULL) STRICT;
    INSERT INTO \(kind)_key_fresh (last_id, keys) SELECT id, x'' FROM \(kind) ORDER BY id DESC LIMIT 1;

    -- A record that somebody deletes can be put again, perhaps with the same number. What was written down from there
    -- on is written anew when the database is opened.
    CREATE TRIGGER \(kind)_key_gone AFTER DELETE ON \(kind) BEGIN
      DELETE FROM \(kind)_key WHERE key = old.key;
      DELETE FROM \(kind)_key_fresh WHERE length(keys) > 0 AND last_id >= old.id;
      UPDATE \(kind)_key_fresh SET last_id = (SELECT coalesce(max(id), 0) FROM \(kind))
      WHERE last_id > (SELECT coalesce(max(id), 0) FROM \(kind));
    END;
    """
  }
}
