// One request to a model with all that came of it: the unit of cost, cache and retry.

package import SparCore

package struct CallRecord: Sendable, Equatable {
  /// What the request is made of; the same request has the same key.
  package var key: ContentKey
  package var stage: String
  /// The model's name as it was asked for: an alias, `openai/gpt-4.1-mini`.
  package var model: String
  /// The name that went over the wire.
  package var wireModel: String
  /// Stands for the endpoint, whose address is never stored.
  package var endpointKey: ContentKey?
  /// The hash of the agent's file; the agent must have been put before.
  package var agent: ContentKey?
  package var ordinal: Int
  /// Messages and sampling, as JSON text.
  package var request: String
  package var status: CallStatus
  package var text: String?
  package var reasoning: String?
  package var finish: FinishReason?
  package var errorCode: String?
  package var errorMessage: String?
  /// Of this attempt when put; over all attempts when read.
  package var usage: TokenUsage?
  /// Millionths of a dollar, of this attempt when put, over all attempts when read; `nil` where no price is known.
  package var costMicroUSD: Int64?
  package var isSimulated: Bool
  /// Seconds from sending to the whole reply.
  package var latency: Double
  /// How often the request was sent; 0 for a reply that was only parsed again.
  package var attempts: Int
  package var run: RecordID?
  package var iteration: Int?
  /// JSON: what the model asked to have done.
  package var toolCalls: String?
  /// JSON: the probabilities of the reply's tokens.
  package var logprobs: String?
  /// The call whose reply this one corrects, or whose tool calls it answers.
  package var after: ContentKey?

  package init(
    key: ContentKey, stage: String, model: String, wireModel: String, endpointKey: ContentKey? = nil,
    agent: ContentKey? = nil, ordinal: Int = 0, request: String, status: CallStatus, text: String? = nil,
    reasoning: String? = nil, finish: FinishReason? = nil, errorCode: String? = nil, errorMessage: String? = nil,
    usage: TokenUsage? = nil, costMicroUSD: Int64? = nil, isSimulated: Bool = false, latency: Double = 0,
    attempts: Int = 1, run: RecordID? = nil, iteration: Int? = nil
  ) {
    self.key = key
    self.stage = stage
    self.model = model
    self.wireModel = wireModel
    self.endpointKey = endpointKey
    self.agent = agent
    self.ordinal = ordinal
    self.request = request
    self.status = status
    self.text = text
    self.reasoning = reasoning
    self.finish = finish
    self.errorCode = errorCode
    self.errorMessage = errorMessage
    self.usage = usage
    self.costMicroUSD = costMicroUSD
    self.isSimulated = isSimulated
    self.latency = latency
    self.attempts = attempts
    self.run = run
    self.iteration = iteration
  }
}
