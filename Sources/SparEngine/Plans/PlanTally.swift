// The calls of one stage to one model while a plan is made, and the estimate that they come to.

internal import LoopKit
internal import SparCore
internal import SparModels
internal import SparStore

struct PlanTally {
  let stage: String
  let model: Model
  /// What the store knows of the replies of this stage and model.
  let lengths: ReplyLengths?
  private(set) var calls = 0
  var stored = 0
  /// Of the prompts.
  private var lowestInput = 0
  private var highestInput = 0
  /// Of the replies that were given.
  private var output = 0
  /// Of the longest replies that a server would give.
  private var highestOutput = 0

  init(stage: String, model: Model, lengths: ReplyLengths?) {
    self.stage = stage
    self.model = model
    self.lengths = lengths
  }

  mutating func add(_ request: ChatRequest, _ reply: ChatReply) {
    calls += 1
    // Five bytes a token are plain English, three are code, numbers and most other languages.
    lowestInput += request.promptBytes / 5
    highestInput += request.highestUsage().input
    let length = (reply.text.utf8.count + 3) / 4
    output += length
    highestOutput += max(length, request.replyLimit ?? 4 * length)
  }

  /// Texts that are only read.
  mutating func add(bytes: Int) {
    calls += 1
    lowestInput += bytes / 5
    highestInput += bytes / 3 + 4
  }

  var line: PlanLine {
    let (output, basis) = outputTokens
    let input = lowestInput...max(lowestInput, highestInput)
    let low = model.cost(of: TokenUsage(input: input.lowerBound, output: output.lowerBound))
    let high = model.cost(of: TokenUsage(input: input.upperBound, output: output.upperBound))
    let cost: ClosedRange<Int64>? = if let low, let high { low...max(low, high) } else { nil }
    return PlanLine(
      stage: stage, model: model.name, isSimulated: model.isSimulated, calls: calls, stored: stored, inputTokens: input,
      outputTokens: output, cost: cost, basis: basis, priceDate: model.price?.date)
  }

  private var outputTokens: (ClosedRange<Int>, PlanLine.Basis) {
    if !Plan.hasStandIn(model) { return (output...output, .itself) }
    guard let lengths, lengths.count >= Self.enough else { return (output...max(output, highestOutput), .standIns) }
    return (lengths.sum(over: calls), .storedCalls(lengths.count))
  }

  /// From so many stored replies on, their length says more than that of a stand-in's.
  private static let enough = 20
}

extension ReplyLengths {
  /// What so many further replies come to: their mean, give or take two standard errors, of the replies to come as well
  /// as of the mean.
  func sum(over calls: Int) -> ClosedRange<Int> {
    let number = Double(calls)
    let error = 2 * (variance * (number + number * number / Double(count))).squareRoot()
    let middle = mean * number
    return Int(max(0, middle - error).rounded())...Int((middle + error).rounded())
  }
}
