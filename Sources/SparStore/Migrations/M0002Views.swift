// The views that others may rely on: stable names over tables that may change. Ids are text, as Spar prints them.

extension Migration {
  static let m0002Views = Migration(
    sql: """
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
      LEFT JOIN verdict AS v ON v.battle_id = b.id
      GROUP BY b.id;

      CREATE VIEW v_verdict AS
      SELECT
        'v' || v.id AS id, 'b' || v.battle_id AS battle, v.judge, v.seat_order, v.state, v.score_a, v.score_b,
        v.explanation, b.model_a, b.model_b,
        CASE v.state WHEN 'a' THEN b.model_a WHEN 'b' THEN b.model_b END AS winner,
        'i' || b.instruction_id AS instruction, 'run' || v.run_id AS run, v.iteration, v.created_at
      FROM verdict AS v
      JOIN battle AS b ON b.id = v.battle_id;

      CREATE VIEW v_lineage AS
      SELECT 'p' || id AS child, 'seed' AS role, 's' || seed_id AS parent FROM passage
      UNION ALL SELECT 'p' || id, 'parent', 'p' || parent_id FROM passage WHERE parent_id IS NOT NULL
      UNION ALL SELECT 'p' || id, 'suggestion', 'g' || suggestion_id FROM passage WHERE suggestion_id IS NOT NULL
      UNION ALL SELECT 'i' || id, 'passage', 'p' || passage_id FROM instruction WHERE passage_id IS NOT NULL
      UNION ALL SELECT 'i' || id, 'parent', 'i' || parent_id FROM instruction WHERE parent_id IS NOT NULL
      UNION ALL SELECT 'i' || id, 'suggestion', 'g' || suggestion_id FROM instruction WHERE suggestion_id IS NOT NULL
      UNION ALL SELECT 'g' || id, 'instruction', 'i' || instruction_id FROM suggestion
      UNION ALL SELECT 'r' || id, 'instruction', 'i' || instruction_id FROM response
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
      """)
}
