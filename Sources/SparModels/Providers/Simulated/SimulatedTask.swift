// A request as the simulated models see it: the stage, the prompt's inputs, and the draws that belong to it.

internal import SparCore

struct SimulatedTask: Sendable {
  let model: SimulatedModel
  let stage: String
  let agent: String
  let draws: RequestDraws
  /// What the reply must fit.
  let schema: JSON?
  /// What may be called; empty once a call has been answered, for one call is enough to be seen at work.
  let tools: [Tool]
  private let inputs: [String: JSON]
  private let lastMessage: String

  init(_ request: ChatRequest, _ model: SimulatedModel) {
    self.model = model
    stage = request.task.stage
    agent = request.task.agent
    schema = request.schema?.schema
    tools = request.messages.contains { $0.role == .tool } || request.toolChoice == ToolChoice.none ? [] : request.tools
    inputs = request.task.inputs
    lastMessage = request.messages.last { $0.role == .user }?.content ?? ""
    draws = RequestDraws(model: model.wireName, request: request)
  }

  /// An input of the prompt as text; empty where it was not given.
  func text(_ name: String) -> String { inputs[name]?.string ?? "" }

  /// The instruction; a request without inputs is taken at its word.
  var instruction: String { inputs["instruction"]?.string ?? lastMessage }

  /// An input that is a list.
  func list(_ name: String) -> [JSON] { inputs[name]?.array ?? [] }

  func number(_ name: String) -> Int? { inputs[name]?.int }

  /// How many items are asked for: one to twenty, one where nothing is said.
  var count: Int { min(max(number("count") ?? 1, 1), 20) }

  /// Whether the task is unanswerable by design; `nil` where nobody said.
  var declines: Bool? { inputs["answerability"]?.string.map { $0 != "answerable" } }

  var style: ReplyStyle { ReplyStyle(sloppy: model.sloppy, random: draws.stream("style")) }
}
