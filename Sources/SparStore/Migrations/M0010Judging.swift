// What verdicts say besides who won: how surely, how much, of which turn, in which ranking, by which definition of their
// judge. And responses that were made from another one.

extension Migration {
  static let m0010Judging = Migration(
    sql: """
      -- The turn of a dialogue that was judged, from 1; NULL for the whole. Only the latter count in ratings.
      ALTER TABLE verdict ADD COLUMN turn INTEGER;
      -- 0 to 1 for the response of model A, from a judge that gives more than a side; NULL for a plain a, b or tie.
      ALTER TABLE verdict ADD COLUMN preference REAL;
      ALTER TABLE verdict ADD COLUMN weight REAL NOT NULL DEFAULT 1;
      -- JSON: models, best first, those that share a rank in one list.
      ALTER TABLE verdict ADD COLUMN ranking TEXT;
      -- The hash of a definition of the kind `judge`; NULL for verdicts of others, such as people.
      ALTER TABLE verdict ADD COLUMN definition BLOB;

      -- The response that this one improves. Battles in which it sits are no battles of models, and are not rated.
      ALTER TABLE response ADD COLUMN parent_id INTEGER REFERENCES response (id);
      CREATE INDEX response_parent ON response (parent_id) WHERE parent_id IS NOT NULL;

      DROP VIEW v_battle;
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

      DROP VIEW v_verdict;
      CREATE VIEW v_verdict AS
      SELECT
        'v' || v.id AS id, 'b' || v.battle_id AS battle, v.judge, v.seat_order, v.turn, v.state, v.score_a, v.score_b,
        v.preference, v.weight, v.ranking, v.explanation, lower(hex(v.definition)) AS definition, b.model_a, b.model_b,
        CASE v.state WHEN 'a' THEN b.model_a WHEN 'b' THEN b.model_b END AS winner,
        'i' || b.instruction_id AS instruction, 'run' || v.run_id AS run, v.iteration, v.created_at
      FROM verdict AS v
      JOIN battle AS b ON b.id = v.battle_id;

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
      UNION ALL SELECT 'b' || id, 'instruction', 'i' || instruction_id FROM battle
      UNION ALL SELECT 'b' || id, 'response_a', 'r' || response_a_id FROM battle
      UNION ALL SELECT 'b' || id, 'response_b', 'r' || response_b_id FROM battle
      UNION ALL SELECT 'v' || id, 'battle', 'b' || battle_id FROM verdict
      UNION ALL SELECT 'x' || id, 'parent', 'x' || parent_id FROM taxonomy WHERE parent_id IS NOT NULL
      UNION ALL SELECT 'd' || dataset_id, 'instruction', 'i' || instruction_id
        FROM dataset_row WHERE instruction_id IS NOT NULL
      UNION ALL SELECT 'd' || dataset_id, 'response', 'r' || response_id FROM dataset_row WHERE response_id IS NOT NULL
      UNION ALL SELECT 'd' || dataset_id, 'rejected', 'r' || rejected_id FROM dataset_row WHERE rejected_id IS NOT NULL
      UNION ALL SELECT 'd' || dataset_id, 'battle', 'b' || battle_id FROM dataset_row WHERE battle_id IS NOT NULL;
      """)
}
