// The judge that writes criteria of a good response before it reads any.

internal import SparCore

enum RubricWriter {
  /// Criteria for a task: what its passage says on it, and its demands.
  static func reply(to task: SimulatedTask) -> String {
    let rubric = Rubric(instruction: task.instruction, passage: task.text("passage"), declines: task.declines)
    var criteria = rubric.declines ? ["Says that the task cannot be done from what is given."] : []
    if !rubric.declines { criteria += rubric.evidenceTexts.prefix(3).map { "Agrees with: \($0)" } }
    criteria += rubric.demands.map { "Does what is demanded: \($0.sentence)" }
    criteria.append("Makes nothing up.")
    var style = task.style
    return style.list(criteria)
  }
}
