// What users define at run time, the data of a skill as a whole, and how far each of its types has been covered.

extension Migration {
  static let m0006Definitions = Migration(
    sql: """
      -- Agents, types, skills, readers that a script brought along, with the text that defines them.
      CREATE TABLE definition (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        hash BLOB NOT NULL CHECK (length(hash) = 32),
        text TEXT NOT NULL,
        about TEXT,
        run_id INTEGER REFERENCES run (id),
        created_at TEXT NOT NULL,
        UNIQUE (kind, name, hash)
      ) STRICT;

      -- The head of a taxonomy file; seeds are a JSON list, the others JSON objects of weights.
      ALTER TABLE taxonomy ADD COLUMN about TEXT;
      ALTER TABLE taxonomy ADD COLUMN seeds TEXT;
      ALTER TABLE taxonomy ADD COLUMN transformations TEXT;
      ALTER TABLE taxonomy ADD COLUMN goals TEXT;
      ALTER TABLE taxonomy_node ADD COLUMN seeds TEXT;

      -- The type that a call of instruct asked for, where it gave no instruction that says so.
      CREATE TABLE asked (
        call_key BLOB PRIMARY KEY CHECK (length(call_key) = 32),
        skill TEXT NOT NULL,
        type TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE VIEW v_coverage AS
      WITH called AS (
        SELECT i.skill, i.type, c.key FROM instruction AS i JOIN call AS c ON c.id = i.call_id
        WHERE i.parent_id IS NULL AND i.type IS NOT NULL
        UNION
        SELECT a.skill, a.type, a.call_key FROM asked AS a JOIN call AS c ON c.key = a.call_key
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
}
