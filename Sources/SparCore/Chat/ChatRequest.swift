// A request to a model, and its reply.

package struct ChatRequest: Sendable {
  package var messages: [ChatMessage]
  package var sampling: Sampling
  /// Which of several samples of the same request this is, from 0; part of a call's identity.
  package var ordinal: Int
  /// What the model may ask to have done.
  package var tools: [Tool] = []
  /// `nil` leaves the choice to the model.
  package var toolChoice: ToolChoice?
  /// The form that the reply must have.
  package var schema: ReplySchema?
  /// How many of the likeliest tokens the server reports for each token of the reply; `nil` for no probabilities.
  package var topLogprobs: Int?
  /// How many replies the server is asked for at once (`n`); no part of a call's identity, for each reply is a call.
  package var count = 1
  /// Who asks, for providers inside this process (simulated, scripted); never sent to a server.
  package var task: AgentTask

  package init(messages: [ChatMessage], sampling: Sampling = Sampling(), ordinal: Int = 0, task: AgentTask) {
    self.messages = messages
    self.sampling = sampling
    self.ordinal = ordinal
    self.task = task
  }
}

/// The agent behind a request and what it was given.
package struct AgentTask: Sendable, Equatable {
  /// The stage's name, as in the folder of its prompt: `instruct`.
  package var stage: String
  /// The agent's name: `debate`.
  package var agent: String
  /// The inputs of the prompt by name.
  package var inputs: [String: JSON]

  package init(stage: String, agent: String, inputs: [String: JSON]) {
    self.stage = stage
    self.agent = agent
    self.inputs = inputs
  }
}

package struct ChatReply: Sendable, Equatable {
  package var text: String
  /// What the model thought before it answered, where the server keeps it apart.
  package var reasoning: String?
  package var finish: FinishReason
  /// Tokens as the server counted them; `nil` where it said nothing.
  package var usage: TokenUsage?
  /// The server's own id of the request, for its operators.
  package var requestID: String?
  /// What the model asks to have done before it goes on.
  package var toolCalls: [ToolCall] = []
  /// A list of `{token, logprob, top_logprobs}`, one for each token of the reply; `nil` where none were asked for or sent.
  package var logprobs: JSON?
  /// The further replies, where the server was asked for several; their tokens are counted in this one's usage.
  package var others: [ChatReply] = []

  package init(
    text: String, reasoning: String? = nil, finish: FinishReason = .stop, usage: TokenUsage? = nil,
    requestID: String? = nil
  ) {
    self.text = text
    self.reasoning = reasoning
    self.finish = finish
    self.usage = usage
    self.requestID = requestID
  }
}

/// Why a reply ended.
package enum FinishReason: String, Sendable {
  case stop
  /// Cut at the token limit: the text is not whole.
  case length
  /// Withheld by a content filter.
  case filtered = "content_filter"
  case toolCalls = "tool_calls"
  case other
}

package struct TokenUsage: Sendable, Equatable {
  package var input: Int
  package var output: Int
  /// Whether the numbers are an estimate of ours rather than the server's count.
  package var isEstimate: Bool

  package init(input: Int, output: Int, isEstimate: Bool = false) {
    self.input = input
    self.output = output
    self.isEstimate = isEstimate
  }
}
