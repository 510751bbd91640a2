// The simulated reward model: a response's quality as a number, with noise of its own. It knows no seats and no second
// response, so that the same response always gets the same score.

internal import LoopKit
internal import SparCore

extension SimulatedPool: RewardProvider {
  /// - Returns: 1 for a worthless response, 10 for a perfect one, and `noise` around it.
  package func score(
    _ request: RewardRequest, as settings: RewardSettings, model: String, in slot: Slot?
  ) async throws(ModelError) -> RewardReply {
    let model = try SimulatedModel(model)
    let messages = [ChatMessage(.user, request.prompt), ChatMessage(.assistant, request.response)]
    let task = SimulatedTask(ChatRequest(messages: messages, task: request.task), model)
    let tokens = (request.prompt.utf8.count + request.response.utf8.count + 3) / 4
    return RewardReply(
      score: SimulatedReward.score(task, response: request.response),
      usage: TokenUsage(input: tokens, output: 0, isEstimate: true))
  }

  package func isReward(_ model: String) -> Bool { (try? SimulatedModel(model))?.name == "reward" }
}

enum SimulatedReward {
  static func score(_ task: SimulatedTask, response: String) -> Double {
    let rubric = Rubric(instruction: task.instruction, passage: task.text("passage"), declines: task.declines)
    var random = task.draws.stream("judge")
    return 1 + 9 * ResponseGrader(rubric: rubric).grade(response).quality + task.model.noise * random.normal()
  }

  /// The reply of a judge that is shown one response: 1 to 10 in halves.
  static func reply(to task: SimulatedTask) -> String {
    let score = min(10, max(1, (score(task, response: task.text("response")) * 2).rounded() / 2))
    var style = task.style
    return style.object(
      JSONObject([
        ("explanation", .string("Measured against what a right response holds.")),
        ("score", Int64(exactly: score).map { .int($0) } ?? .double(score)),
      ]))
  }
}
