// The battles that a page holds in full: a bounded sample, with the texts, the verdicts and where they come from.

package import SparCore

package struct ReportBattles: Sendable {
  package struct Entry: Sendable {
    package var judged: JudgedBattle
    package var skill: String?
    package var type: String?
    package var iteration: Int?
    /// From the battle up to its seed.
    package var lineage: [Link]
  }

  package struct Link: Sendable {
    package var child: RecordID
    package var role: String
    package var parent: RecordID
  }

  package var total: Int
  package var textLimit: Int
  package var list: [Entry]
  /// What the battles name, by id, each once.
  package var texts: ReportTexts

  var json: JSON {
    [
      "total": JSON(total), "shown": JSON(list.count), "text_limit": JSON(textLimit),
      "sample": .string(
        "Drawn evenly by content key, so that the same battles give the same sample; up to half of the places go to "
          + "battles that turned with the seats or could not be rated."),
      "list": .array(list.map(\.json)), "texts": texts.json,
      "absent": JSON(absent: list.isEmpty ? absence : nil),
    ]
  }

  private var absence: ReportAbsence {
    total == 0
      ? ReportAbsence("No battle has been judged.", hint: "battle(instructions, models) fights and judges.")
      : ReportAbsence("The report was made without battles.", hint: "--battles N puts N of them on the page.")
  }
}

extension ReportBattles.Entry {
  fileprivate var json: JSON {
    let battle = judged.battle
    return [
      "id": JSON(battle.id), "key": .string(battle.key.short), "instruction": JSON(battle.instruction),
      "model_a": .string(battle.modelA), "model_b": .string(battle.modelB), "response_a": JSON(battle.responseA),
      "response_b": JSON(battle.responseB), "outcome": .string(judged.outcome.rawValue),
      "flipped": .bool(judged.isFlipped), "score_a": JSON(rounded: judged.scoreA),
      "score_b": JSON(rounded: judged.scoreB), "weight": JSON(rounded: judged.weight), "skill": JSON(skill),
      "type": JSON(type), "iteration": JSON(iteration), "verdicts": .array(judged.verdicts.map(\.json)),
      "lineage": .array(lineage.map { [JSON($0.child), .string($0.role), JSON($0.parent)] }),
    ]
  }
}

extension Stored<Verdict> {
  fileprivate var json: JSON {
    [
      "id": JSON(id), "judge": .string(value.judge), "order": .string(value.order.rawValue),
      "state": .string(value.state.rawValue),
      "score_a": JSON(rounded: value.scoreA), "score_b": JSON(rounded: value.scoreB),
      "explanation": JSON(value.explanation), "turn": JSON(value.turn), "preference": JSON(rounded: value.preference),
      "weight": JSON(rounded: value.weight), "definition": JSON(value.definition?.short),
    ]
  }
}
