// A number for a response: what a provider of reward models offers besides chat.

// `package`, whatever a warning says: the compiler overlooks the use in `@Host`, and a clean build fails without it.
package import LoopKit
package import SparCore

/// A provider whose models, or some of them, score responses.
package protocol RewardProvider: Provider {
  @Host func score(
    _ request: RewardRequest, as settings: RewardSettings, model: String, in slot: Slot?
  ) async throws(ModelError) -> RewardReply

  /// Whether a model scores although nothing is configured.
  func isReward(_ model: String) -> Bool
}

extension RewardProvider {
  package func isReward(_ model: String) -> Bool { true }
}

extension Provider {
  /// How a model is asked for scores where nothing is configured; `nil` for one that only chats.
  func reward(_ model: String) -> RewardSettings? {
    (self as? any RewardProvider)?.isReward(model) == true ? RewardSettings(.score) : nil
  }
}

/// A response to be scored.
package struct RewardRequest: Sendable {
  /// What was asked, the passage included.
  package var prompt: String
  package var response: String
  /// Who asks, for providers inside this process; never sent to a server.
  package var task: AgentTask

  package init(prompt: String, response: String, task: AgentTask) {
    self.prompt = prompt
    self.response = response
    self.task = task
  }
}

package struct RewardReply: Sendable, Equatable {
  /// On the reward model's own scale; more is better.
  package var score: Double
  /// Tokens as the server counted them; `nil` where it said nothing.
  package var usage: TokenUsage?
  /// Tries, the successful one included.
  package var attempts = 1
  /// Seconds of the successful try.
  package var latency = 0.0

  package init(score: Double, usage: TokenUsage? = nil) {
    self.score = score
    self.usage = usage
  }
}
