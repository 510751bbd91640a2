// The provider behind `sim/…`: models made of rules and seeded chance, so that everything runs with no key and no
// network. It only looks up the stage and counts; who writes what stands in the files beside it.

internal import LoopKit
package import SparCore

/// A pool of simulated models. The same request gives the same bytes; a different ordinal gives another sample.
package struct SimulatedPool: Provider {
  package init() {}

  /// The built-in models with their latent skills, 0–1; the last four are the contenders, the weakest first.
  package static let models = SimulatedModel.builtIn.map { (name: "sim/" + $0.name, skill: $0.skill) }

  package func reply(to request: ChatRequest, model: String, in slot: Slot?) async throws(ModelError) -> ChatReply {
    try answer(request, model: model)
  }

  /// The reply, without waiting.
  package func answer(_ request: ChatRequest, model: String) throws(ModelError) -> ChatReply {
    let model = try SimulatedModel(model)
    let task = SimulatedTask(request, model)
    if let call = ToolCaller.call(for: task) { return Self.asking(call) }
    var reply = Self.cut(Self.text(for: task), to: request)
    if request.topLogprobs != nil, task.stage == "judge" { reply.logprobs = VerdictWriter.logprobs(of: task) }
    return reply
  }

  private static func text(for task: SimulatedTask) -> String {
    if task.stage == "transform", let schema = task.schema { return SchemaWriter.reply(to: task, schema) }
    return switch task.stage {
    case "transform": PassageWriter.reply(to: task)
    case "instruct": QuestionWriter.reply(to: task)
    case "suggest": SuggestionWriter.reply(to: task)
    case "edit": InstructionEditor.reply(to: task)
    case "judge": VerdictWriter.reply(to: task) ?? ScoreWriter.reply(to: task)
    case "rubric": RubricWriter.reply(to: task)
    case "score": SimulatedReward.reply(to: task)
    case "ground": GroundingReader.reply(to: task)
    case "rate": TaskRater.difficulty(for: task)
    case "gate": TaskRater.safety()
    case "pick": TransformationPicker.reply(to: task)
    case "simulate": task.agent == "user-turn" ? UserPlayer.reply(to: task) : ToolPlayer.reply(to: task)
    default: task.schema.map { SchemaWriter.reply(to: task, $0) } ?? ResponseWriter.reply(to: task)
    }
  }

  private static func asking(_ call: ToolCall) -> ChatReply {
    let output = tokens(in: call.name) + tokens(in: call.arguments)
    var reply = ChatReply(
      text: "", finish: .toolCalls, usage: TokenUsage(input: output, output: output, isEstimate: true))
    reply.toolCalls = [call]
    return reply
  }

  /// Ends the text at the request's token limit, as a server would.
  private static func cut(_ text: String, to request: ChatRequest) -> ChatReply {
    let input = request.messages.reduce(0) { $0 + tokens(in: $1.content) }
    guard let limit = request.sampling.maxTokens, tokens(in: text) > limit else {
      return ChatReply(text: text, usage: TokenUsage(input: input, output: tokens(in: text), isEstimate: true))
    }
    var end = text.utf8.index(text.utf8.startIndex, offsetBy: max(0, limit) * 4)
    while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
    let usage = TokenUsage(input: input, output: limit, isEstimate: true)
    return ChatReply(text: String(text[..<end]), finish: .length, usage: usage)
  }

  /// Four bytes to a token: the usual estimate for English.
  private static func tokens(in text: String) -> Int { (text.utf8.count + 3) / 4 }
}
