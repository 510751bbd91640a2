// What was recorded elsewhere: battles of which only the models and the outcome are known, and where each record that was
// imported came from.

extension Migration {
  static let m0013Imports = Migration(
    sql: """
      -- A constraint less changes nothing in the rows, so that none needs to be written again: the way of SQLite's own
      -- page on ALTER TABLE, section 7. What other steps have added to the table stays as it is.
      PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = replace(replace(replace(sql,
        'instruction_id INTEGER NOT NULL', 'instruction_id INTEGER'),
        'response_a_id INTEGER NOT NULL', 'response_a_id INTEGER'),
        'response_b_id INTEGER NOT NULL', 'response_b_id INTEGER')
      WHERE type = 'table' AND name = 'battle';
      PRAGMA writable_schema = RESET;

      -- As the log has them; NULL for battles that were fought here, whose instruction knows.
      ALTER TABLE battle ADD COLUMN question TEXT;
      ALTER TABLE battle ADD COLUMN category TEXT;
      ALTER TABLE battle ADD COLUMN language TEXT;
      ALTER TABLE battle ADD COLUMN fought_at TEXT;
      -- Whether the judge, who calls it a tie, finds both responses bad.
      ALTER TABLE verdict ADD COLUMN both_bad INTEGER NOT NULL DEFAULT 0;

      CREATE TABLE import (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        form TEXT NOT NULL,
        path TEXT NOT NULL,
        question_set TEXT NOT NULL,
        run_id INTEGER REFERENCES run (id),
        created_at TEXT NOT NULL,
        UNIQUE (kind, form, path, question_set)
      ) STRICT;

      -- Instructions, responses and verdicts that were imported, with what their rows said besides, as JSON.
      CREATE TABLE origin (
        kind TEXT NOT NULL,
        record_id INTEGER NOT NULL,
        import_id INTEGER NOT NULL REFERENCES import (id),
        line INTEGER NOT NULL,
        fields TEXT,
        PRIMARY KEY (kind, record_id)
      ) STRICT, WITHOUT ROWID;

      -- By which id a set of questions knows an instruction.
      CREATE TABLE question (
        question_set TEXT NOT NULL,
        question TEXT NOT NULL,
        instruction_id INTEGER NOT NULL REFERENCES instruction (id),
        PRIMARY KEY (question_set, question)
      ) STRICT, WITHOUT ROWID;

      CREATE VIEW v_origin AS
      SELECT
        substr(o.kind, 1, 1) || o.record_id AS record, m.kind AS import, m.form, m.path, o.line, o.fields,
        m.question_set, 'run' || m.run_id AS run, m.created_at
      FROM origin AS o JOIN import AS m ON m.id = o.import_id;

      DROP VIEW v_lineage;
      CREATE VIEW v_lineage AS
      SELECT 'p' || id AS child, 'seed' AS role, 's' || seed_id AS parent FROM passage
      UNION ALL SELECT 'p' || id, 'parent', 'p' || parent_id FROM passage WHERE parent_id IS NOT NULL
      UNION ALL SELECT 'p' || id, 'suggestion', 'g' || suggestion_id FROM passage WHERE suggestion_id IS NOT NULL
      UNION ALL SELECT 'i' || id, 'passage', 'p' || passage_id FROM instruction WHERE passage_id IS NOT NULL
      UNION ALL SELECT 'i' || id, 'parent', 'i' || parent_id FROM instruction WHERE parent_id IS NOT NULL
      UNION ALL SELECT 'i' || id, 'suggestion', 'g' || suggestion_id FROM instruction WHERE suggestion_id IS NOT NULL
      UNION ALL SELECT 'g' || id, 'instruction', 'i' || instruction_id FROM suggestion
      UNION ALL SELECT 'r' || id, 'instruction', 'i' || instruction_id FROM response
      UNION ALL SELECT 'r' || id, 'parent', 'r' || parent_id FROM response WHERE parent_id IS NOT NULL
      UNION ALL SELECT 'b' || id, 'instruction', 'i' || instruction_id FROM battle WHERE instruction_id IS NOT NULL
      UNION ALL SELECT 'b' || id, 'response_a', 'r' || response_a_id FROM battle WHERE response_a_id IS NOT NULL
      UNION ALL SELECT 'b' || id, 'response_b', 'r' || response_b_id FROM battle WHERE response_b_id IS NOT NULL
      UNION ALL SELECT 'v' || id, 'battle', 'b' || battle_id FROM verdict
      UNION ALL SELECT 'x' || id, 'parent', 'x' || parent_id FROM taxonomy WHERE parent_id IS NOT NULL
      UNION ALL SELECT 'd' || dataset_id, 'instruction', 'i' || instruction_id
        FROM dataset_row WHERE instruction_id IS NOT NULL
      UNION ALL SELECT 'd' || dataset_id, 'response', 'r' || response_id FROM dataset_row WHERE response_id IS NOT NULL
      UNION ALL SELECT 'd' || dataset_id, 'rejected', 'r' || rejected_id FROM dataset_row WHERE rejected_id IS NOT NULL
      UNION ALL SELECT 'd' || dataset_id, 'battle', 'b' || battle_id FROM dataset_row WHERE battle_id IS NOT NULL;
      """)
}
