// What is known of imported records: where they stood, and by which ids others know them.

package import SparCore

extension StoreReader {
  /// Where a record stood; of a battle, where its verdicts stood. At most `limit`, in the order of their lines.
  package func origins(of id: RecordID, limit: Int = 20) throws -> [StoredOrigin] {
    let which =
      id.kind == .battle
      ? "o.kind = 'verdict' AND o.record_id IN (SELECT id FROM verdict WHERE battle_id = ?2)"
      : "o.kind = ?1 AND o.record_id = ?2"
    let sql = """
      SELECT o.kind, o.record_id, m.kind, m.form, m.path, m.question_set, o.line, o.fields
      FROM origin AS o JOIN import AS m ON m.id = o.import_id
      WHERE (?1 IS NOT NULL) AND \(which) ORDER BY o.import_id, o.line LIMIT ?3
      """
    return try connection.all(sql) { row in
      row.add(id.kind)
      row.add(id.number)
      row.add(limit)
    } read: { row in
      let kind: RecordKind = try row.word()
      return StoredOrigin(
        record: row.id(kind),
        file: ImportRecord(kind: row.text(), form: row.text(), path: row.text(), questionSet: row.text()),
        line: row.int(), fields: try row.optionalJSON())
    }
  }

  /// Whether any question of the set is known.
  package func hasQuestions(in set: String) throws -> Bool {
    try connection.first("SELECT 1 FROM question WHERE question_set = ? LIMIT 1", { $0.add(set) }) { $0.bool() }
      ?? false
  }

  /// The instruction that a set knows by this id.
  package func instruction(ofQuestion question: String, in set: String) throws -> RecordID? {
    let sql = "SELECT instruction_id FROM question WHERE question_set = ? AND question = ?"
    return try connection.first(sql) { row in
      row.add(set)
      row.add(question)
    } read: { row in
      row.id(.instruction)
    }
  }

  /// The response of a model to an instruction that was recorded elsewhere: the first sample.
  package func recordedResponse(of model: String, to instruction: RecordID, ordinal: Int = 0) throws -> RecordID? {
    let sql = """
      SELECT r.id FROM response AS r JOIN origin AS o ON o.kind = 'response' AND o.record_id = r.id
      WHERE r.instruction_id = ? AND r.model = ? AND r.ordinal = ? ORDER BY r.id LIMIT 1
      """
    return try connection.first(sql) { row in
      try row.add(instruction, .instruction)
      row.add(model)
      row.add(ordinal)
    } read: { row in
      row.id(.response)
    }
  }

  /// The first response of a model to an instruction, wherever it comes from.
  package func firstResponse(of model: String, to instruction: RecordID) throws -> RecordID? {
    let sql = """
      SELECT id FROM response WHERE instruction_id = ? AND model = ? AND parent_id IS NULL ORDER BY ordinal, id LIMIT 1
      """
    return try connection.first(sql) { row in
      try row.add(instruction, .instruction)
      row.add(model)
    } read: { row in
      row.id(.response)
    }
  }

  /// Whether a judge has read a battle.
  package func hasVerdict(by judge: String, on battle: RecordID, in order: SeatOrder) throws -> Bool {
    let sql = "SELECT 1 FROM verdict WHERE battle_id = ? AND judge = ? AND seat_order = ? LIMIT 1"
    let found = try connection.first(sql) { row in
      try row.add(battle, .battle)
      row.add(judge)
      row.add(order.rawValue)
    } read: { row in
      row.bool()
    }
    return found ?? false
  }

  /// Battles whose words are known and that a judge has not read, in the order in which they were stored.
  package func openBattles(judge: String, limit: Int? = nil) throws -> [RecordID] {
    let sql = """
      SELECT b.id FROM battle AS b WHERE b.response_a_id IS NOT NULL AND b.response_b_id IS NOT NULL
        AND b.instruction_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM verdict AS v WHERE v.battle_id = b.id AND v.judge = ?)
      ORDER BY b.id LIMIT ?
      """
    return try connection.all(sql) { row in
      row.add(judge)
      row.add(limit ?? -1)
    } read: { row in
      row.id(.battle)
    }
  }

  /// Whether any response was recorded elsewhere: then it is worth looking for one.
  package func hasRecordedResponses() throws -> Bool {
    try connection.first("SELECT 1 FROM origin WHERE kind = 'response' LIMIT 1") { $0.bool() } ?? false
  }
}
