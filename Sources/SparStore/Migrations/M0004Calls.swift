// Calls in full: tool calls and token probabilities of a reply, corrections, what tools gave, vectors, batches that a
// server works on, and what a run is doing right now.

extension Migration {
  static let m0004Calls = Migration(
    sql: """
      -- JSON, as the server sent it.
      ALTER TABLE call ADD COLUMN tool_calls TEXT;
      ALTER TABLE call ADD COLUMN logprobs TEXT;
      -- The call whose unreadable reply this one asked to have put right, or whose tool calls it answers.
      ALTER TABLE call ADD COLUMN after_key BLOB;

      -- What a tool gave: one row for each tool call of a reply.
      CREATE TABLE tool_use (
        call_id INTEGER NOT NULL REFERENCES call (id),
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        arguments TEXT NOT NULL,
        result TEXT,
        error TEXT,
        seconds REAL NOT NULL,
        run_id INTEGER REFERENCES run (id),
        created_at TEXT NOT NULL,
        PRIMARY KEY (call_id, position)
      ) STRICT;

      -- Float32, little-endian; the key is made of endpoint, model and text.
      CREATE TABLE embedding (
        id INTEGER PRIMARY KEY,
        key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
        model TEXT NOT NULL,
        dimensions INTEGER NOT NULL,
        vector BLOB NOT NULL,
        call_id INTEGER REFERENCES call (id),
        created_at TEXT NOT NULL
      ) STRICT;

      -- What a server was given to work on in its own time.
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

      -- What a run is doing, for those who look on; the row goes when the run ends.
      CREATE TABLE activity (
        run_id INTEGER PRIMARY KEY REFERENCES run (id),
        text TEXT NOT NULL,
        updated_at TEXT NOT NULL
      ) STRICT;
      """)
}
