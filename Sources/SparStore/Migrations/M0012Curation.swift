// What curation leaves behind: how many instructions passed each gate, and test sets, which never change.

extension Migration {
  static let m0012Curation = Migration(
    sql: """
      -- One row for each gate that a list went through. Reasons are a JSON object of counts.
      CREATE TABLE funnel (
        id INTEGER PRIMARY KEY,
        stage TEXT NOT NULL,
        position INTEGER NOT NULL,
        gate TEXT NOT NULL,
        entered INTEGER NOT NULL,
        passed INTEGER NOT NULL,
        failed INTEGER NOT NULL,
        reasons TEXT NOT NULL,
        run_id INTEGER REFERENCES run (id),
        iteration INTEGER,
        created_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX funnel_run ON funnel (run_id);

      CREATE VIEW v_funnel AS
      SELECT 'run' || run_id AS run, iteration, stage, position, gate, sum(entered) AS entered, sum(passed) AS passed,
        sum(failed) AS failed
      FROM funnel GROUP BY run_id, iteration, stage, position, gate;

      -- The definition is the JSON of what was asked for; `vectors` is an embedding model, or `hashed`.
      CREATE TABLE testset (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        key BLOB NOT NULL CHECK (length(key) = 32),
        definition TEXT NOT NULL,
        vectors TEXT NOT NULL,
        run_id INTEGER REFERENCES run (id),
        created_at TEXT NOT NULL
      ) STRICT;

      CREATE TABLE testset_item (
        testset_id INTEGER NOT NULL REFERENCES testset (id),
        position INTEGER NOT NULL,
        instruction_id INTEGER NOT NULL REFERENCES instruction (id),
        part TEXT NOT NULL,
        cluster INTEGER NOT NULL,
        difficulty REAL,
        PRIMARY KEY (testset_id, position),
        UNIQUE (testset_id, instruction_id)
      ) STRICT;
      CREATE INDEX testset_item_instruction ON testset_item (instruction_id);

      CREATE VIEW v_testset AS
      SELECT t.name, x.position, 'i' || x.instruction_id AS instruction, i.text, i.skill, i.type, x.part, x.cluster,
        x.difficulty
      FROM testset_item AS x
      JOIN testset AS t ON t.id = x.testset_id
      JOIN instruction AS i ON i.id = x.instruction_id;
      """)
}
