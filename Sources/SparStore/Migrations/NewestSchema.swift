// What a new database begins with: the schema that all steps of the history add up to. Going through them, SQLite would
// read the whole schema again with every change of a table. Written by
// `SPAR_WRITE_SCHEMA=1 swift test --filter NewestSchemaTests`, not by hand.

extension Migration {
  static let newestSchema = #"""
    CREATE TABLE run (
      id INTEGER PRIMARY KEY,
      script TEXT NOT NULL,
      script_hash BLOB,
      arguments TEXT NOT NULL,
      seed INTEGER NOT NULL,
      status TEXT NOT NULL,
      exit_code INTEGER,
      process TEXT NOT NULL,
      started_at TEXT NOT NULL,
      ended_at TEXT
    ) STRICT;
    CREATE TABLE agent (
      id INTEGER PRIMARY KEY,
      hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
      stage TEXT NOT NULL,
      name TEXT NOT NULL,
      role TEXT NOT NULL,
      text TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE call (
      id INTEGER PRIMARY KEY,
      key BLOB NOT NULL CHECK (length(key) = 32),
      stage TEXT NOT NULL,
      model TEXT NOT NULL,
      wire_model TEXT NOT NULL,
      endpoint_key BLOB,
      ordinal INTEGER NOT NULL,
      request TEXT NOT NULL,
      status TEXT NOT NULL,
      text TEXT,
      reasoning TEXT,
      finish TEXT,
      error_code TEXT,
      error_message TEXT,
      input_tokens INTEGER,
      output_tokens INTEGER,
      is_estimate INTEGER NOT NULL,
      cost_microusd INTEGER,
      is_simulated INTEGER NOT NULL,
      latency_seconds REAL NOT NULL,
      attempts INTEGER NOT NULL,
      run_id INTEGER REFERENCES run (id),
      iteration INTEGER,
      agent_id INTEGER REFERENCES agent (id),
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL
    , tool_calls TEXT, logprobs TEXT, after_key BLOB) STRICT;
    CREATE TABLE call_key (key BLOB PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX call_unfinished ON call (status) WHERE status <> 'ok';
    CREATE TABLE seed (
      id INTEGER PRIMARY KEY,
      key BLOB NOT NULL CHECK (length(key) = 32),
      type TEXT NOT NULL,
      text TEXT NOT NULL,
      origin TEXT NOT NULL,
      language TEXT,
      title TEXT,
      chunk INTEGER NOT NULL,
      run_id INTEGER REFERENCES run (id),
      iteration INTEGER,
      agent_id INTEGER REFERENCES agent (id),
      call_id INTEGER REFERENCES call (id),
      created_at TEXT NOT NULL
    , licence TEXT, document BLOB CHECK (length(document) = 32), start_byte INTEGER, end_byte INTEGER, reader BLOB CHECK (length(reader) = 32)) STRICT;
    CREATE TABLE seed_key (key BLOB PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE passage (
      id INTEGER PRIMARY KEY,
      key BLOB NOT NULL CHECK (length(key) = 32),
      seed_id INTEGER NOT NULL REFERENCES seed (id),
      parent_id INTEGER REFERENCES passage (id),
      suggestion_id INTEGER REFERENCES suggestion (id),
      transformation TEXT NOT NULL,
      text TEXT NOT NULL,
      run_id INTEGER REFERENCES run (id),
      iteration INTEGER,
      agent_id INTEGER REFERENCES agent (id),
      call_id INTEGER REFERENCES call (id),
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE passage_key (key BLOB PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX passage_seed ON passage (seed_id);
    CREATE INDEX passage_parent ON passage (parent_id) WHERE parent_id IS NOT NULL;
    CREATE TABLE instruction (
      id INTEGER PRIMARY KEY,
      key BLOB NOT NULL CHECK (length(key) = 32),
      text TEXT NOT NULL,
      passage_id INTEGER REFERENCES passage (id),
      parent_id INTEGER REFERENCES instruction (id),
      suggestion_id INTEGER REFERENCES suggestion (id),
      skill TEXT,
      type TEXT,
      answerability TEXT NOT NULL,
      goal TEXT,
      round INTEGER NOT NULL,
      run_id INTEGER REFERENCES run (id),
      iteration INTEGER,
      agent_id INTEGER REFERENCES agent (id),
      call_id INTEGER REFERENCES call (id),
      created_at TEXT NOT NULL
    , turns TEXT, tools TEXT, stands_alone INTEGER NOT NULL DEFAULT 0) STRICT;
    CREATE TABLE instruction_key (key BLOB PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX instruction_passage ON instruction (passage_id);
    CREATE INDEX instruction_parent ON instruction (parent_id) WHERE parent_id IS NOT NULL;
    CREATE TABLE suggestion (
      id INTEGER PRIMARY KEY,
      key BLOB NOT NULL CHECK (length(key) = 32),
      instruction_id INTEGER NOT NULL REFERENCES instruction (id),
      goal TEXT NOT NULL,
      text TEXT NOT NULL,
      run_id INTEGER REFERENCES run (id),
      iteration INTEGER,
      agent_id INTEGER REFERENCES agent (id),
      call_id INTEGER REFERENCES call (id),
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE suggestion_key (key BLOB PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX suggestion_instruction ON suggestion (instruction_id);
    CREATE TABLE response (
      id INTEGER PRIMARY KEY,
      key BLOB NOT NULL CHECK (length(key) = 32),
      instruction_id INTEGER NOT NULL REFERENCES instruction (id),
      model TEXT NOT NULL,
      text TEXT NOT NULL,
      ordinal INTEGER NOT NULL,
      run_id INTEGER REFERENCES run (id),
      iteration INTEGER,
      agent_id INTEGER REFERENCES agent (id),
      call_id INTEGER REFERENCES call (id),
      created_at TEXT NOT NULL
    , turns TEXT, parent_id INTEGER REFERENCES response (id)) STRICT;
    CREATE TABLE response_key (key BLOB PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX response_instruction ON response (instruction_id);
    CREATE TABLE battle (
      id INTEGER PRIMARY KEY,
      key BLOB NOT NULL CHECK (length(key) = 32),
      instruction_id INTEGER REFERENCES instruction (id),
      response_a_id INTEGER REFERENCES response (id),
      response_b_id INTEGER REFERENCES response (id),
      model_a TEXT NOT NULL,
      model_b TEXT NOT NULL,
      run_id INTEGER REFERENCES run (id),
      iteration INTEGER,
      agent_id INTEGER REFERENCES agent (id),
      call_id INTEGER REFERENCES call (id),
      created_at TEXT NOT NULL
    , question TEXT, category TEXT, language TEXT, fought_at TEXT) STRICT;
    CREATE TABLE battle_key (key BLOB PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX battle_instruction ON battle (instruction_id);
    CREATE TABLE verdict (
      id INTEGER PRIMARY KEY,
      key BLOB NOT NULL CHECK (length(key) = 32),
      battle_id INTEGER NOT NULL REFERENCES battle (id),
      judge TEXT NOT NULL,
      seat_order TEXT NOT NULL,
      state TEXT NOT NULL,
      score_a REAL,
      score_b REAL,
      explanation TEXT,
      run_id INTEGER REFERENCES run (id),
      iteration INTEGER,
      agent_id INTEGER REFERENCES agent (id),
      call_id INTEGER REFERENCES call (id),
      created_at TEXT NOT NULL
    , turn INTEGER, preference REAL, weight REAL NOT NULL DEFAULT 1, ranking TEXT, definition BLOB, both_bad INTEGER NOT NULL DEFAULT 0) STRICT;
    CREATE TABLE verdict_key (key BLOB PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX verdict_battle ON verdict (battle_id);
    CREATE TABLE taxonomy (
      id INTEGER PRIMARY KEY,
      key BLOB NOT NULL CHECK (length(key) = 32),
      skill TEXT NOT NULL,
      parent_id INTEGER REFERENCES taxonomy (id),
      evidence TEXT NOT NULL,
      run_id INTEGER REFERENCES run (id),
      iteration INTEGER,
      agent_id INTEGER REFERENCES agent (id),
      call_id INTEGER REFERENCES call (id),
      created_at TEXT NOT NULL
    , about TEXT, seeds TEXT, transformations TEXT, goals TEXT, stands_alone INTEGER NOT NULL DEFAULT 0) STRICT;
    CREATE TABLE taxonomy_key (key BLOB PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX taxonomy_skill ON taxonomy (skill);
    CREATE TABLE taxonomy_node (
      id INTEGER PRIMARY KEY,
      taxonomy_id INTEGER NOT NULL REFERENCES taxonomy (id),
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      definition TEXT NOT NULL,
      answer_format TEXT NOT NULL,
      answerability TEXT NOT NULL,
      transformations TEXT NOT NULL,
      weight REAL NOT NULL,
      parent TEXT, seeds TEXT,
      UNIQUE (taxonomy_id, name)
    ) STRICT;
    CREATE TABLE dataset (
      id INTEGER PRIMARY KEY,
      key BLOB NOT NULL CHECK (length(key) = 32),
      path TEXT NOT NULL,
      format TEXT NOT NULL,
      file_hash BLOB NOT NULL,
      row_count INTEGER NOT NULL,
      run_id INTEGER REFERENCES run (id),
      iteration INTEGER,
      agent_id INTEGER REFERENCES agent (id),
      call_id INTEGER REFERENCES call (id),
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE dataset_key (key BLOB PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE dataset_row (
      dataset_id INTEGER NOT NULL REFERENCES dataset (id),
      position INTEGER NOT NULL,
      instruction_id INTEGER REFERENCES instruction (id),
      response_id INTEGER REFERENCES response (id),
      rejected_id INTEGER REFERENCES response (id),
      battle_id INTEGER REFERENCES battle (id),
      PRIMARY KEY (dataset_id, position)
    ) STRICT;
    CREATE TABLE rejection (
      id INTEGER PRIMARY KEY,
      key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
      stage TEXT NOT NULL,
      subject TEXT,
      reason TEXT NOT NULL,
      text TEXT NOT NULL,
      run_id INTEGER REFERENCES run (id),
      iteration INTEGER,
      agent_id INTEGER REFERENCES agent (id),
      call_id INTEGER REFERENCES call (id),
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE input (
      id INTEGER PRIMARY KEY,
      text TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE VIEW v_instruction AS
    SELECT
      'i' || i.id AS id, i.text, i.skill, i.type, i.answerability, i.goal, i.round,
      'i' || i.parent_id AS parent, 'p' || p.id AS passage, p.text AS passage_text, p.transformation,
      's' || s.id AS seed, s.origin, s.type AS seed_type,
      n.definition AS node_definition, n.answer_format AS node_answer_format, n.weight AS node_weight,
      'run' || i.run_id AS run, i.iteration, i.created_at
    FROM instruction AS i
    LEFT JOIN passage AS p ON p.id = i.passage_id
    LEFT JOIN seed AS s ON s.id = p.seed_id
    LEFT JOIN taxonomy_node AS n
      ON n.name = i.type AND n.taxonomy_id = (SELECT max(x.id) FROM taxonomy AS x WHERE x.skill = i.skill);
    CREATE VIEW v_cost AS
    SELECT
      'run' || run_id AS run, stage, model, is_simulated,
      count(*) AS calls, sum(attempts) AS attempts,
      count(*) FILTER (WHERE status <> 'ok') AS unfinished,
      coalesce(sum(input_tokens), 0) AS input_tokens, coalesce(sum(output_tokens), 0) AS output_tokens,
      max(is_estimate) AS has_estimates,
      sum(cost_microusd) AS cost_microusd,
      count(*) FILTER (WHERE cost_microusd IS NULL AND input_tokens IS NOT NULL) AS unpriced
    FROM call
    GROUP BY run_id, stage, model, is_simulated;
    CREATE VIRTUAL TABLE seed_search USING fts5 (title, text, content="seed", content_rowid="id");
    CREATE TABLE tool_use (
      call_id INTEGER NOT NULL REFERENCES call (id),
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      arguments TEXT NOT NULL,
      result TEXT,
      error TEXT,
      seconds REAL NOT NULL,
      run_id INTEGER REFERENCES run (id),
      created_at TEXT NOT NULL, details TEXT,
      PRIMARY KEY (call_id, position)
    ) STRICT;
    CREATE TABLE embedding (
      id INTEGER PRIMARY KEY,
      key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
      model TEXT NOT NULL,
      dimensions INTEGER NOT NULL,
      vector BLOB NOT NULL,
      call_id INTEGER REFERENCES call (id),
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE batch (
      id INTEGER PRIMARY KEY,
      endpoint_key BLOB NOT NULL,
      wire_model TEXT NOT NULL,
      remote_id TEXT NOT NULL,
      status TEXT NOT NULL,
      run_id INTEGER REFERENCES run (id),
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      UNIQUE (endpoint_key, remote_id)
    ) STRICT;
    CREATE TABLE batch_request (
      key BLOB PRIMARY KEY CHECK (length(key) = 32),
      batch_id INTEGER NOT NULL REFERENCES batch (id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX batch_request_batch ON batch_request (batch_id);
    CREATE TABLE activity (
      run_id INTEGER PRIMARY KEY REFERENCES run (id),
      text TEXT NOT NULL,
      updated_at TEXT NOT NULL
    ) STRICT;
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
    CREATE TABLE asked (
      call_key BLOB PRIMARY KEY CHECK (length(call_key) = 32),
      skill TEXT NOT NULL,
      type TEXT NOT NULL
    , call_id INTEGER REFERENCES call (id)) STRICT, WITHOUT ROWID;
    CREATE VIEW v_seed AS
    SELECT
      's' || s.id AS id, s.type, s.text, s.language, s.title, s.origin, s.licence, s.chunk,
      lower(hex(s.document)) AS document, s.start_byte, s.end_byte,
      (SELECT d.name FROM definition AS d WHERE d.kind = 'reader' AND d.hash = s.reader ORDER BY d.id LIMIT 1) AS reader,
      lower(hex(s.reader)) AS reader_hash, 'run' || s.run_id AS run, s.created_at
    FROM seed AS s;
    CREATE INDEX response_parent ON response (parent_id) WHERE parent_id IS NOT NULL;
    CREATE VIEW v_battle AS
    SELECT
      'b' || b.id AS id, 'i' || b.instruction_id AS instruction, b.model_a, b.model_b,
      'r' || b.response_a_id AS response_a, 'r' || b.response_b_id AS response_b,
      count(v.id) AS verdicts,
      count(*) FILTER (WHERE v.state = 'a') AS a,
      count(*) FILTER (WHERE v.state = 'b') AS b,
      count(*) FILTER (WHERE v.state = 'tie') AS tie,
      count(*) FILTER (WHERE v.state = 'unparsed') AS unparsed,
      count(*) FILTER (WHERE v.state = 'error') AS error,
      'run' || b.run_id AS run, b.iteration, b.created_at
    FROM battle AS b
    LEFT JOIN verdict AS v ON v.battle_id = b.id AND v.turn IS NULL
    GROUP BY b.id;
    CREATE VIEW v_verdict AS
    SELECT
      'v' || v.id AS id, 'b' || v.battle_id AS battle, v.judge, v.seat_order, v.turn, v.state, v.score_a, v.score_b,
      v.preference, v.weight, v.ranking, v.explanation, lower(hex(v.definition)) AS definition, b.model_a, b.model_b,
      CASE v.state WHEN 'a' THEN b.model_a WHEN 'b' THEN b.model_b END AS winner,
      'i' || b.instruction_id AS instruction, 'run' || v.run_id AS run, v.iteration, v.created_at
    FROM verdict AS v
    JOIN battle AS b ON b.id = v.battle_id;
    CREATE TRIGGER seed_search_delete AFTER DELETE ON seed
    WHEN EXISTS (SELECT 1 FROM seed_search_docsize WHERE id = old.id) BEGIN
      INSERT INTO seed_search (seed_search, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
    END;
    CREATE TRIGGER seed_search_update AFTER UPDATE ON seed
    WHEN EXISTS (SELECT 1 FROM seed_search_docsize WHERE id = old.id) BEGIN
      INSERT INTO seed_search (seed_search, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
      INSERT INTO seed_search (rowid, title, text) VALUES (new.id, new.title, new.text);
    END;
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
    CREATE TABLE origin (
      kind TEXT NOT NULL,
      record_id INTEGER NOT NULL,
      import_id INTEGER NOT NULL REFERENCES import (id),
      line INTEGER NOT NULL,
      fields TEXT,
      PRIMARY KEY (kind, record_id)
    ) STRICT, WITHOUT ROWID;
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
    CREATE TABLE seed_key_fresh (last_id INTEGER PRIMARY KEY, keys BLOB NOT NULL) STRICT;
    CREATE TRIGGER seed_key_gone AFTER DELETE ON seed BEGIN
      DELETE FROM seed_key WHERE key = old.key;
      DELETE FROM seed_key_fresh WHERE length(keys) > 0 AND last_id >= old.id;
      UPDATE seed_key_fresh SET last_id = (SELECT coalesce(max(id), 0) FROM seed)
      WHERE last_id > (SELECT coalesce(max(id), 0) FROM seed);
    END;
    CREATE TABLE passage_key_fresh (last_id INTEGER PRIMARY KEY, keys BLOB NOT NULL) STRICT;
    CREATE TRIGGER passage_key_gone AFTER DELETE ON passage BEGIN
      DELETE FROM passage_key WHERE key = old.key;
      DELETE FROM passage_key_fresh WHERE length(keys) > 0 AND last_id >= old.id;
      UPDATE passage_key_fresh SET last_id = (SELECT coalesce(max(id), 0) FROM passage)
      WHERE last_id > (SELECT coalesce(max(id), 0) FROM passage);
    END;
    CREATE TABLE instruction_key_fresh (last_id INTEGER PRIMARY KEY, keys BLOB NOT NULL) STRICT;
    CREATE TRIGGER instruction_key_gone AFTER DELETE ON instruction BEGIN
      DELETE FROM instruction_key WHERE key = old.key;
      DELETE FROM instruction_key_fresh WHERE length(keys) > 0 AND last_id >= old.id;
      UPDATE instruction_key_fresh SET last_id = (SELECT coalesce(max(id), 0) FROM instruction)
      WHERE last_id > (SELECT coalesce(max(id), 0) FROM instruction);
    END;
    CREATE TABLE suggestion_key_fresh (last_id INTEGER PRIMARY KEY, keys BLOB NOT NULL) STRICT;
    CREATE TRIGGER suggestion_key_gone AFTER DELETE ON suggestion BEGIN
      DELETE FROM suggestion_key WHERE key = old.key;
      DELETE FROM suggestion_key_fresh WHERE length(keys) > 0 AND last_id >= old.id;
      UPDATE suggestion_key_fresh SET last_id = (SELECT coalesce(max(id), 0) FROM suggestion)
      WHERE last_id > (SELECT coalesce(max(id), 0) FROM suggestion);
    END;
    CREATE TABLE response_key_fresh (last_id INTEGER PRIMARY KEY, keys BLOB NOT NULL) STRICT;
    CREATE TRIGGER response_key_gone AFTER DELETE ON response BEGIN
      DELETE FROM response_key WHERE key = old.key;
      DELETE FROM response_key_fresh WHERE length(keys) > 0 AND last_id >= old.id;
      UPDATE response_key_fresh SET last_id = (SELECT coalesce(max(id), 0) FROM response)
      WHERE last_id > (SELECT coalesce(max(id), 0) FROM response);
    END;
    CREATE TABLE battle_key_fresh (last_id INTEGER PRIMARY KEY, keys BLOB NOT NULL) STRICT;
    CREATE TRIGGER battle_key_gone AFTER DELETE ON battle BEGIN
      DELETE FROM battle_key WHERE key = old.key;
      DELETE FROM battle_key_fresh WHERE length(keys) > 0 AND last_id >= old.id;
      UPDATE battle_key_fresh SET last_id = (SELECT coalesce(max(id), 0) FROM battle)
      WHERE last_id > (SELECT coalesce(max(id), 0) FROM battle);
    END;
    CREATE TABLE verdict_key_fresh (last_id INTEGER PRIMARY KEY, keys BLOB NOT NULL) STRICT;
    CREATE TRIGGER verdict_key_gone AFTER DELETE ON verdict BEGIN
      DELETE FROM verdict_key WHERE key = old.key;
      DELETE FROM verdict_key_fresh WHERE length(keys) > 0 AND last_id >= old.id;
      UPDATE verdict_key_fresh SET last_id = (SELECT coalesce(max(id), 0) FROM verdict)
      WHERE last_id > (SELECT coalesce(max(id), 0) FROM verdict);
    END;
    CREATE TABLE taxonomy_key_fresh (last_id INTEGER PRIMARY KEY, keys BLOB NOT NULL) STRICT;
    CREATE TRIGGER taxonomy_key_gone AFTER DELETE ON taxonomy BEGIN
      DELETE FROM taxonomy_key WHERE key = old.key;
      DELETE FROM taxonomy_key_fresh WHERE length(keys) > 0 AND last_id >= old.id;
      UPDATE taxonomy_key_fresh SET last_id = (SELECT coalesce(max(id), 0) FROM taxonomy)
      WHERE last_id > (SELECT coalesce(max(id), 0) FROM taxonomy);
    END;
    CREATE TABLE dataset_key_fresh (last_id INTEGER PRIMARY KEY, keys BLOB NOT NULL) STRICT;
    CREATE TRIGGER dataset_key_gone AFTER DELETE ON dataset BEGIN
      DELETE FROM dataset_key WHERE key = old.key;
      DELETE FROM dataset_key_fresh WHERE length(keys) > 0 AND last_id >= old.id;
      UPDATE dataset_key_fresh SET last_id = (SELECT coalesce(max(id), 0) FROM dataset)
      WHERE last_id > (SELECT coalesce(max(id), 0) FROM dataset);
    END;
    CREATE TABLE call_key_fresh (last_id INTEGER PRIMARY KEY, keys BLOB NOT NULL) STRICT;
    CREATE TRIGGER call_key_gone AFTER DELETE ON call BEGIN
      DELETE FROM call_key WHERE key = old.key;
      DELETE FROM call_key_fresh WHERE length(keys) > 0 AND last_id >= old.id;
      UPDATE call_key_fresh SET last_id = (SELECT coalesce(max(id), 0) FROM call)
      WHERE last_id > (SELECT coalesce(max(id), 0) FROM call);
    END;
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
    """#
}
