// What an agent's call came to, ready to be stored with the records made of it.

package import SparCore
package import SparPrompts
internal import SparStore

/// A parsed reply and the call behind it. A class, as `PreparedCall` is.
package final class AgentReply: Sendable {
  package let parsed: ParsedReply
  package let key: ContentKey
  let agent: Agent
  /// The call, where it was made just now: stored in the same transaction as the records. `nil` where the reply came
  /// from the store.
  let call: CallRecord?
  /// Whether there is a call to be stored: asking `call` itself would copy it.
  let isNew: Bool

  init(parsed: ParsedReply, key: ContentKey, agent: Agent, call: CallRecord?) {
    self.parsed = parsed
    self.key = key
    self.agent = agent
    self.call = call
    isNew = call != nil
  }

  package var text: String {
    guard case .text(let text) = parsed else { return "" }
    return text
  }

  package var items: [ReplyItem] {
    guard case .items(let items) = parsed else { return [] }
    return items
  }

  package var edit: EditReply? {
    guard case .edit(let edit) = parsed else { return nil }
    return edit
  }

  package var score: Double? {
    guard case .score(let reply) = parsed else { return nil }
    return reply.score
  }

  package var json: JSON? {
    guard case .json(let value) = parsed else { return nil }
    return value
  }

  package var pair: PairReply? {
    guard case .pair(let pair) = parsed else { return nil }
    return pair
  }

  package var ranking: RankingReply? {
    guard case .ranking(let ranking) = parsed else { return nil }
    return ranking
  }

  package var scores: ScoresReply? {
    guard case .scores(let scores) = parsed else { return nil }
    return scores
  }
}
