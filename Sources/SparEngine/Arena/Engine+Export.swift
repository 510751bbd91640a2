// Rows of records → a dataset file with its card, and a dataset record with its lineage.

internal import SparModels
package import SparCore
package import SparDatasets
package import SparStore

/// One row that a selection chose.
package struct SelectedRow: Sendable {
  package var instruction: RecordID
  /// The response to learn; `nil` in a row of an instruction alone.
  package var chosen: RecordID?
  package var rejected: RecordID?
  /// Where the chosen response won: the scores come from its verdicts.
  package var battle: RecordID?
  /// The battle's verdicts that the selection has seen; `nil` for those that count in the store now.
  package var verdicts: [RecordID]?

  package init(
    instruction: RecordID, chosen: RecordID? = nil, rejected: RecordID? = nil, battle: RecordID? = nil,
    verdicts: [RecordID]? = nil
  ) {
    self.instruction = instruction
    self.chosen = chosen
    self.rejected = rejected
    self.battle = battle
    self.verdicts = verdicts
  }
}

extension Engine {
  private static let lineage = [
    "seed", "passage", "instruction", "parent", "suggestion", "chosen", "rejected", "battle", "type", "skill", "goal",
    "origin",
  ]

  /// Writes the rows in their order; the bytes depend on the records alone.
  ///
  /// - Parameter policy: what becomes of rows that leak an item of a test set.
  /// - Throws: `dataset.leak` where the policy is to stop and any row leaks.
  package func export(
    _ all: [SelectedRow], format name: String, path: String, leaking policy: LeakPolicy = .stop
  ) async throws -> (dataset: Stored<Dataset>, report: DatasetReport) {
    let rows = try await sealed(all, policy)
    let format = try FormatList.format(named: name)
    let writer = try DatasetWriter(
      path: path, format: format, lineage: Self.lineage, facts: [("seed", String(seed))], isDry: isPlanning)
    var kept: [SparStore.DatasetRow] = []
    for row in rows where try writer.append(try datasetRow(row)) == nil {
      kept.append(
        SparStore.DatasetRow(
          instruction: row.instruction, response: row.chosen, rejected: row.rejected, battle: row.battle))
    }
    for _ in rows.count..<all.count { writer.leaveOut(.leak) }
    let report = try writer.finish()
    plan?.countFile(path, rows: report.rows)
    let file = isPlanning ? ContentKey(hashing: path) : ContentKey(hashing: try FileBytes.read(path))
    let dataset = Dataset(path: path, format: name, file: file, rows: kept)
    let provenance = provenance()
    return (try await store.write { try $0.put(dataset, provenance: provenance) }, report)
  }

  private func datasetRow(_ row: SelectedRow) throws -> SparDatasets.DatasetRow {
    let instruction = try record(Instruction.self, row.instruction)
    let passage = try instruction.passage.map { try record(Passage.self, $0) }
    let chosen = try row.chosen.map { try record(Response.self, $0) }
    let rejected = try row.rejected.map { try record(Response.self, $0) }
    let scores = try scores(of: row)
    let asked = Self.prompt(instruction.value, passage?.value)
    var shaped = SparDatasets.DatasetRow(
      prompt: chosen?.value.conversation(after: asked, on: instruction.value) ?? [ChatMessage(.user, asked)],
      chosen: chosen.map { answer($0, score: scores?.chosen) },
      rejected: rejected.map { answer($0, score: scores?.other) }, scoreGap: scores?.gap,
      lineage: try lineage(of: row, instruction, passage, chosen, rejected),
      simulatedAuthors: try simulatedAuthors(of: instruction))
    shaped.isOfTwoDialogues = rejected.map { $0.turns.dropLast() != chosen?.turns.dropLast() } ?? false
    (shaped.skill, shaped.type) = (instruction.skill, instruction.type)
    shaped.answerability = instruction.answerability.rawValue
    return shaped
  }

  /// What a model is asked: the passage, where the task does not stand alone, and the task.
  nonisolated static func prompt(_ instruction: Instruction, _ passage: Passage?) -> String {
    guard !instruction.standsAlone else { return instruction.text }
    return passage.map { "\($0.text)\n\n\(instruction.text)" } ?? instruction.text
  }

  /// What the judges gave in the row's battle to the chosen response and to the one it met.
  ///
  /// - Throws: `engine.argument` where the row's responses did not meet in its battle.
  private func scores(of row: SelectedRow) throws -> AnswerScores? {
    guard let chosen = row.chosen, let battle = try row.battle.map({ try record(Battle.self, $0) }) else { return nil }
    let seats = [battle.responseA, battle.responseB]
    guard let seat = seats.firstIndex(of: chosen), row.rejected.map({ $0 == seats[1 - seat] }) ?? true else {
      let responses = [chosen, row.rejected].compactMap { $0?.description }.joined(separator: ", ")
      throw EngineError(.argument, "The battle \(battle.id) was not fought by \(responses).")
    }
    let judged = try row.verdicts.map { try judgedBattle(battle, by: $0) } ?? judgedBattle(battle.id)
    return AnswerScores(judged, chosenSeat: seat)
  }

  private func answer(_ response: Stored<Response>, score: Double?) -> DatasetAnswer {
    DatasetAnswer(response.text, model: response.model, score: score, isSimulated: isSimulated(response.model))
  }

  /// Whether a name stands for a simulated model; a name that stands for nothing any more does not.
  package func isSimulated(_ name: String) -> Bool { (try? models.model(name))?.isSimulated ?? name.hasPrefix("sim/") }

  /// The simulated models that wrote any of what an instruction was made of, whoever is hired now.
  private func simulatedAuthors(of instruction: Stored<Instruction>) throws -> Set<String> {
    try store.read { reader in
      let origins = [instruction.id] + (try reader.lineage(of: instruction.id)).map(\.parent)
      let calls = try Set(origins).compactMap { try reader.provenance(of: $0)?.call }
      let entries = try calls.compactMap { try reader.call(key: $0) }.compactMap { try reader.call(id: $0.id) }
      return Set(entries.map(\.record).filter(\.isSimulated).map(\.model))
    }
  }

  private func lineage(
    of row: SelectedRow, _ instruction: Stored<Instruction>, _ passage: Stored<Passage>?, _ chosen: Stored<Response>?,
    _ rejected: Stored<Response>?
  ) throws -> [String: String] {
    let seed = try passage.map { try record(Seed.self, $0.seed) }
    var fields = ["instruction": instruction.key.short]
    fields["chosen"] = chosen?.key.short
    fields["passage"] = passage?.key.short
    fields["seed"] = seed?.key.short
    fields["origin"] = seed?.origin
    fields["rejected"] = rejected?.key.short
    fields["parent"] = try instruction.parent.map { try record(Instruction.self, $0).key.short }
    fields["suggestion"] = try instruction.suggestion.map { try record(Suggestion.self, $0).key.short }
    fields["battle"] = try row.battle.map { try record(Battle.self, $0).key.short }
    fields["type"] = instruction.type
    fields["skill"] = instruction.skill
    fields["goal"] = instruction.goal
    return fields
  }
}

/// Mean scores over the verdicts of a battle, from the side of the response that a row chose.
private struct AnswerScores {
  let chosen: Double?
  let other: Double?

  init(_ judged: JudgedBattle, chosenSeat: Int) {
    (chosen, other) = chosenSeat == 0 ? (judged.scoreA, judged.scoreB) : (judged.scoreB, judged.scoreA)
  }

  /// By how much the chosen response won.
  var gap: Double? { chosen.flatMap { chosen in other.map { chosen - $0 } } }
}

extension Response {
  /// The conversation up to the last reply: of a dialogue, what was said before it as well.
  fileprivate func conversation(after prompt: String, on instruction: Instruction) -> [ChatMessage] {
    var messages = [ChatMessage(.user, prompt)]
    for (reply, turn) in zip(turns.dropLast(), instruction.turns) {
      messages += [ChatMessage(.assistant, reply), ChatMessage(.user, turn)]
    }
    return messages
  }
}
