// What was made of a record: how many of each kind, however many steps lie between.

package import SparCore

extension StoreReader {
  /// How many records of each kind were made of a seed, a passage or an instruction; empty for records of other kinds.
  package func made(of id: RecordID) throws -> [(kind: RecordKind, count: Int)] {
    guard [.seed, .passage, .instruction].contains(id.kind) else { return [] }
    return try connection.all(Self.counting) { row in
      row.add(id.kind.rawValue)
      row.add(id.number)
    } read: { row in
      (kind: RecordKind(rawValue: row.text()), count: row.int())
    }
    .compactMap { found in found.kind.flatMap { found.count > 0 ? ($0, found.count) : nil } }
  }

  /// `task` holds the instructions that were made, and the one that was asked about.
  private static let counting = """
    WITH RECURSIVE source (kind, id) AS (VALUES (?1, ?2)),
    made_passage (id) AS (
      SELECT passage.id FROM source JOIN passage ON source.kind = 'seed' AND passage.seed_id = source.id
      UNION SELECT passage.id FROM source JOIN passage ON source.kind = 'passage' AND passage.parent_id = source.id
      UNION SELECT passage.id FROM made_passage JOIN passage ON passage.parent_id = made_passage.id),
    text (id) AS (SELECT id FROM made_passage UNION SELECT id FROM source WHERE kind = 'passage'),
    made_instruction (id) AS (
      SELECT instruction.id FROM text JOIN instruction ON instruction.passage_id = text.id
      UNION SELECT instruction.id FROM source JOIN instruction
        ON source.kind = 'instruction' AND instruction.parent_id = source.id
      UNION SELECT instruction.id FROM made_instruction JOIN instruction
        ON instruction.parent_id = made_instruction.id),
    task (id) AS (SELECT id FROM made_instruction UNION SELECT id FROM source WHERE kind = 'instruction')
    SELECT 'passage', count(*) FROM made_passage
    UNION ALL SELECT 'instruction', count(*) FROM made_instruction
    UNION ALL SELECT 'suggestion', count(*) FROM suggestion WHERE instruction_id IN task
    UNION ALL SELECT 'response', count(*) FROM response WHERE instruction_id IN task
    UNION ALL SELECT 'battle', count(*) FROM battle WHERE instruction_id IN task
    UNION ALL SELECT 'verdict', count(*) FROM verdict
      WHERE battle_id IN (SELECT id FROM battle WHERE instruction_id IN task)
    UNION ALL SELECT 'dataset', count(DISTINCT dataset_id) FROM dataset_row WHERE instruction_id IN task
    """
}
