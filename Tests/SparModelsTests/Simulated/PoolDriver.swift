// Asks the simulated pool as the engine would, and reads its replies as a lenient parser would. For the tests beside it.

import SparCore
import SparModels

enum PoolDriver {
  static func request(
    _ stage: String, _ agent: String, _ inputs: [String: JSON], ordinal: Int = 0, sampling: Sampling = Sampling()
  ) -> ChatRequest {
    ChatRequest(
      messages: [
        ChatMessage(.system, "You are \(agent)."), ChatMessage(.user, inputs["instruction"]?.string ?? "Go on."),
      ],
      sampling: sampling, ordinal: ordinal, task: AgentTask(stage: stage, agent: agent, inputs: inputs))
  }

  static func ask(
    _ model: String, _ stage: String, _ agent: String, _ inputs: [String: JSON], ordinal: Int = 0
  ) throws -> String {
    try SimulatedPool().answer(request(stage, agent, inputs, ordinal: ordinal), model: model).text
  }

  static func instructions(_ passage: String, type: String, count: Int = 1) throws -> [String] {
    let inputs: [String: JSON] = [
      "passage": .string(passage), "transformation": "identity", "type": .string(type),
      "definition": "Asks for one thing the passage tells.", "answer_format": "A short answer.",
      "count": .int(Int64(count)),
    ]
    return list(try ask("author?sloppy=0", "instruct", "reading-comprehension", inputs))
  }

  static func suggestions(_ goal: String, _ instruction: String, _ passage: String, count: Int = 1) throws -> [String] {
    let inputs: [String: JSON] = [
      "instruction": .string(instruction), "passage": .string(passage), "count": .int(Int64(count)),
    ]
    return list(try ask("suggester", "suggest", goal, inputs))
  }

  static func edit(_ goal: String, _ instruction: String, _ passage: String) throws -> (
    instruction: String, passage: String?
  ) {
    let suggestion = try suggestions(goal, instruction, passage)[0]
    let inputs: [String: JSON] = [
      "instruction": .string(instruction), "passage": .string(passage), "suggestion": .string(suggestion),
    ]
    let object = object(try ask("editor?idle=0", "edit", goal, inputs))
    return (object["instruction"]?.string ?? "", object["passage"]?.string)
  }

  static func response(
    _ model: String, _ instruction: String, _ passage: String, _ more: [String: JSON] = [:]
  ) throws -> String {
    let inputs: [String: JSON] = ["instruction": .string(instruction), "passage": .string(passage)]
    return try ask(model, "respond", "answer", inputs.merging(more) { $1 })
  }

  static func scores(
    _ judge: String, _ instruction: String, _ passage: String, _ first: String, _ second: String,
    answerability: String = "answerable"
  ) throws -> (first: Double, second: Double) {
    let inputs: [String: JSON] = [
      "instruction": .string(instruction), "passage": .string(passage), "first": .string(first),
      "second": .string(second), "answerability": .string(answerability),
    ]
    let object = object(try ask(judge, "judge", "scores", inputs))
    return (object["first"]?.double ?? .nan, object["second"]?.double ?? .nan)
  }

  // MARK: Reading

  /// The items of a JSON array, bare or fenced, or of a numbered list.
  static func list(_ reply: String) -> [String] {
    if let items = (try? JSON(parsing: unfenced(reply)))?.array { return items.compactMap(\.string) }
    return reply.split(separator: "\n").compactMap { line in
      let text = line.drop { $0.isNumber }
      return text.hasPrefix(". ") ? String(text.dropFirst(2)) : nil
    }
  }

  static func object(_ reply: String) -> JSON { (try? JSON(parsing: unfenced(reply))) ?? .null }

  private static func unfenced(_ reply: String) -> String {
    guard reply.contains("```json") else { return reply }
    return reply.split(separator: "\n").filter { $0 != "```" && $0 != "```json" && $0 != "Here you are:" }
      .joined(separator: "\n")
  }
}
