// The texts that battles of a report name: each once, cut where they are long, and saying so.

internal import SparCore
internal import SparStore

package struct ReportTexts: Sendable {
  let limit: Int
  private var instructions: [RecordID: Stored<Instruction>] = [:]
  private var responses: [RecordID: Stored<Response>] = [:]
  private var passages: [RecordID: Stored<Passage>] = [:]
  private var suggestions: [RecordID: Stored<Suggestion>] = [:]
  private var seeds: [RecordID: Stored<Seed>] = [:]

  init(limit: Int) { self.limit = limit }

  /// Reads what a battle is made from, itself left out, as far as it is not there yet.
  mutating func read(_ ids: some Sequence<RecordID>, _ reader: StoreReader) throws {
    for id in ids {
      switch id.kind {
      case .instruction where instructions[id] == nil: instructions[id] = try reader.record(id: id)
      case .response where responses[id] == nil: responses[id] = try reader.record(id: id)
      case .passage where passages[id] == nil: passages[id] = try reader.record(id: id)
      case .suggestion where suggestions[id] == nil: suggestions[id] = try reader.record(id: id)
      case .seed where seeds[id] == nil: seeds[id] = try reader.record(id: id)
      default: break
      }
    }
  }

  var json: JSON {
    [
      "instructions": object(instructions) { instruction in
        [
          "text": cut(instruction.text), "turns": cut(instruction.turns), "passage": JSON(instruction.passage),
          "parent": JSON(instruction.parent), "suggestion": JSON(instruction.suggestion),
          "answerability": .string(instruction.answerability.rawValue), "goal": JSON(instruction.goal),
          "round": JSON(instruction.round), "stands_alone": .bool(instruction.standsAlone),
        ]
      },
      "responses": object(responses) { ["text": cut($0.text), "turns": cut($0.turns)] },
      "passages": object(passages) { passage in
        [
          "text": cut(passage.text), "transformation": .string(passage.transformation), "parent": JSON(passage.parent),
          "seed": JSON(passage.seed),
        ]
      },
      "suggestions": object(suggestions) { ["text": cut($0.text), "goal": .string($0.goal)] },
      "seeds": object(seeds) { seed in
        ["title": JSON(seed.title), "origin": .string(seed.origin.lastPathComponent), "type": .string(seed.type)]
      },
    ]
  }

  private func object<R>(_ records: [RecordID: Stored<R>], _ json: (R) -> JSON) -> JSON {
    .object(JSONObject(records.sorted { $0.key < $1.key }.map { ($0.key.description, json($0.value.value)) }))
  }

  /// The text, or its beginning with the number of characters that are left out.
  private func cut(_ text: String) -> JSON {
    // A text is never longer in characters than in bytes, which are counted at no cost.
    guard text.utf8.count > limit, case let left = text.count - limit, left > 0 else { return .string(text) }
    return ["text": .string(String(text.prefix(limit))), "left_out": JSON(left)]
  }

  private func cut(_ turns: [String]) -> JSON { .array(turns.map { cut($0) }) }
}
