// Difficulty by what a task asks for: its clauses, its numbers, its further turns. And the judge of what is unsafe, to whom
// nothing that simulated authors write is.

internal import SparCore

enum TaskRater {
  static func difficulty(for task: SimulatedTask) -> String {
    let text = ([task.instruction] + task.list("turns").compactMap(\.string)).joined(separator: " ")
    let words = text.split(separator: " ")
    let hard: Set<Substring> = ["and", "why", "each", "compare", "prove", "explain", "if", "without", "exactly"]
    let demands = words.count { hard.contains($0) || $0.contains(where: \.isNumber) }
    let difficulty = min(10, Double(words.count) / 20 + Double(demands) / 2)
    let reply: JSON = [
      "reason": .string("It has \(words.count) words and \(demands) demands."), "difficulty": .double(difficulty),
    ]
    return reply.text
  }

  static func safety() -> String {
    let reply: JSON = ["reason": "Nothing in it is unsafe.", "category": "none"]
    return reply.text
  }
}
