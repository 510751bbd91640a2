// Rows of records → a dataset file with its card, and a dataset record with its lineage.

internal import SparModels
package import SparCore
package import SparDatasets
package import SparStore

/// One row that a selection chose.
package struct SelectedRow: Sendable {
  package var instruction: RecordID
  package var chosen: RecordID
  package var rejected: RecordID?
  package var battle: RecordID?
  /// By which score the chosen response won.
  package var gap: Double?

  package init(
    instruction: RecordID, chosen: RecordID, rejected: RecordID? = nil, battle: RecordID? = nil, gap: Double? = nil
  ) {
    self.instruction = instruction
    self.chosen = chosen
    self.rejected = rejected
    self.battle = battle
    self.gap = gap
  }
}

extension Engine {
  private static let lineage = [
    "seed", "passage", "instruction", "parent", "suggestion", "chosen", "rejected", "battle", "type", "skill", "goal",
    "origin",
  ]

  /// Writes the rows in their order; the bytes depend on the records alone.
  package func export(
    _ rows: [SelectedRow], format name: String, path: String
  ) async throws -> (dataset: Stored<Dataset>, report: DatasetReport) {
    let format = try FormatList.format(named: name)
    let writer = try DatasetWriter(path: path, format: format, lineage: Self.lineage, facts: [("seed", String(seed))])
    var kept: [SparStore.DatasetRow] = []
    for row in rows where try writer.append(try datasetRow(row)) == nil {
      kept.append(
        SparStore.DatasetRow(
          instruction: row.instruction, response: row.chosen, rejected: row.rejected, battle: row.battle))
    }
    let report = try writer.finish()
    let dataset = Dataset(path: path, format: name, file: ContentKey(hashing: try FileBytes.read(path)), rows: kept)
    let provenance = provenance()
    return (try await store.write { try $0.put(dataset, provenance: provenance) }, report)
  }

  private func datasetRow(_ row: SelectedRow) throws -> SparDatasets.DatasetRow {
    let instruction = try record(Instruction.self, row.instruction)
    let passage = try instruction.passage.map { try record(Passage.self, $0) }
    let chosen = try record(Response.self, row.chosen)
    let rejected = try row.rejected.map { try record(Response.self, $0) }
    return SparDatasets.DatasetRow(
      prompt: Self.prompt(instruction.value, passage?.value), chosen: try answer(chosen),
      rejected: try rejected.map { try answer($0) }, scoreGap: row.gap,
      lineage: try lineage(of: row, instruction, passage, chosen, rejected),
      simulatedAuthors: try simulatedAuthors(of: instruction))
  }

  /// What a model is asked: the passage, where there is one, and the task.
  nonisolated static func prompt(_ instruction: Instruction, _ passage: Passage?) -> String {
    passage.map { "\($0.text)\n\n\(instruction.text)" } ?? instruction.text
  }

  private func answer(_ response: Stored<Response>) throws -> DatasetAnswer {
    DatasetAnswer(response.text, model: response.model, isSimulated: isSimulated(response.model))
  }

  /// Whether a name stands for a simulated model; a name that stands for nothing any more does not.
  package func isSimulated(_ name: String) -> Bool { (try? models.model(name))?.isSimulated ?? name.hasPrefix("sim/") }

  private func simulatedAuthors(of instruction: Stored<Instruction>) throws -> Set<String> {
    guard instruction.passage != nil else { return [] }
    let names = ["author"] + (instruction.parent == nil ? [] : ["suggester", "editor"])
    return Set(try names.flatMap { try self.names(for: $0) }.filter { isSimulated($0) })
  }

  private func lineage(
    of row: SelectedRow, _ instruction: Stored<Instruction>, _ passage: Stored<Passage>?, _ chosen: Stored<Response>,
    _ rejected: Stored<Response>?
  ) throws -> [String: String] {
    let seed = try passage.map { try record(Seed.self, $0.seed) }
    var fields = ["instruction": instruction.key.short, "chosen": chosen.key.short]
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
