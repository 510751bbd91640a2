// The words of Spar as tables. Typed parent columns are the lineage; keys make a repeated put harmless.

extension Migration {
  static let m0001Tables = Migration(
    sql: """
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
        key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
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
      ) STRICT;
      CREATE INDEX call_unfinished ON call (status) WHERE status <> 'ok';

      CREATE TABLE seed (
        id INTEGER PRIMARY KEY,
        key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
        type TEXT NOT NULL,
        text TEXT NOT NULL,
        origin TEXT NOT NULL,
        language TEXT,
        title TEXT,
        chunk INTEGER NOT NULL,
        \(derived)
      ) STRICT;

      CREATE TABLE passage (
        id INTEGER PRIMARY KEY,
        key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
        seed_id INTEGER NOT NULL REFERENCES seed (id),
        parent_id INTEGER REFERENCES passage (id),
        suggestion_id INTEGER REFERENCES suggestion (id),
        transformation TEXT NOT NULL,
        text TEXT NOT NULL,
        \(derived)
      ) STRICT;
      CREATE INDEX passage_seed ON passage (seed_id);
      CREATE INDEX passage_parent ON passage (parent_id) WHERE parent_id IS NOT NULL;

      CREATE TABLE instruction (
        id INTEGER PRIMARY KEY,
        key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
        text TEXT NOT NULL,
        passage_id INTEGER REFERENCES passage (id),
        parent_id INTEGER REFERENCES instruction (id),
        suggestion_id INTEGER REFERENCES suggestion (id),
        skill TEXT,
        type TEXT,
        answerability TEXT NOT NULL,
        goal TEXT,
        round INTEGER NOT NULL,
        \(derived)
      ) STRICT;
      CREATE INDEX instruction_passage ON instruction (passage_id);
      CREATE INDEX instruction_parent ON instruction (parent_id) WHERE parent_id IS NOT NULL;

      CREATE TABLE suggestion (
        id INTEGER PRIMARY KEY,
        key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
        instruction_id INTEGER NOT NULL REFERENCES instruction (id),
        goal TEXT NOT NULL,
        text TEXT NOT NULL,
        \(derived)
      ) STRICT;
      CREATE INDEX suggestion_instruction ON suggestion (instruction_id);

      CREATE TABLE response (
        id INTEGER PRIMARY KEY,
        key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
        instruction_id INTEGER NOT NULL REFERENCES instruction (id),
        model TEXT NOT NULL,
        text TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        \(derived)
      ) STRICT;
      CREATE INDEX response_instruction ON response (instruction_id);

      CREATE TABLE battle (
        id INTEGER PRIMARY KEY,
        key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
        instruction_id INTEGER NOT NULL REFERENCES instruction (id),
        response_a_id INTEGER NOT NULL REFERENCES response (id),
        response_b_id INTEGER NOT NULL REFERENCES response (id),
        model_a TEXT NOT NULL,
        model_b TEXT NOT NULL,
        \(derived)
      ) STRICT;
      CREATE INDEX battle_instruction ON battle (instruction_id);

      CREATE TABLE verdict (
        id INTEGER PRIMARY KEY,
        key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
        battle_id INTEGER NOT NULL REFERENCES battle (id),
        judge TEXT NOT NULL,
        seat_order TEXT NOT NULL,
        state TEXT NOT NULL,
        score_a REAL,
        score_b REAL,
        explanation TEXT,
        \(derived)
      ) STRICT;
      CREATE INDEX verdict_battle ON verdict (battle_id);

      CREATE TABLE taxonomy (
        id INTEGER PRIMARY KEY,
        key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
        skill TEXT NOT NULL,
        parent_id INTEGER REFERENCES taxonomy (id),
        evidence TEXT NOT NULL,
        \(derived)
      ) STRICT;
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
        parent TEXT,
        UNIQUE (taxonomy_id, name)
      ) STRICT;

      CREATE TABLE dataset (
        id INTEGER PRIMARY KEY,
        key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
        path TEXT NOT NULL,
        format TEXT NOT NULL,
        file_hash BLOB NOT NULL,
        row_count INTEGER NOT NULL,
        \(derived)
      ) STRICT;

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
        \(derived)
      ) STRICT;

      CREATE TABLE input (
        id INTEGER PRIMARY KEY,
        text TEXT NOT NULL,
        created_at TEXT NOT NULL
      ) STRICT;
      """)

  /// What every derived record carries besides its own columns.
  private static let derived = """
    run_id INTEGER REFERENCES run (id),
      iteration INTEGER,
      agent_id INTEGER REFERENCES agent (id),
      call_id INTEGER REFERENCES call (id),
      created_at TEXT NOT NULL
    """
}
