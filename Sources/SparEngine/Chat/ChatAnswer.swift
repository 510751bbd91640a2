// What came of a conversation: the reply, and all that led to it.

package import SparCore
package import SparStore

package struct ChatAnswer: Sendable {
  /// Every call in the order they were made, a reply that had to be corrected included; the last one is the reply.
  package var turns: [ChatTurn] = []
  /// The messages with the reply and, where tools ran, their results: what the next chat goes on from.
  package var messages: [ChatMessage]
  /// The model's name as it was asked for.
  package let model: String
  /// The call that the reply came with.
  var key: ContentKey?
  /// The reply as its agent reads it, without thoughts.
  var text = ""
  /// The reply as the schema has it; `nil` where none was given.
  package var value: JSON?
  /// Whether the conversation ended because it had all its turns.
  package var isCutShort = false

  package var reply: ChatReply { turns.last?.reply ?? ChatReply(text: "") }

  /// Of all turns.
  package var usage: TokenUsage {
    turns.reduce(TokenUsage(input: 0, output: 0)) { sum, turn in
      guard let usage = turn.reply.usage else { return sum }
      return TokenUsage(
        input: sum.input + usage.input, output: sum.output + usage.output,
        isEstimate: sum.isEstimate || usage.isEstimate)
    }
  }

  /// Of all turns, in micro-dollars; `nil` where one has no known price.
  package var costMicroUSD: Int64? {
    turns.reduce(0) { sum, turn in sum.flatMap { sum in turn.costMicroUSD.map { sum + $0 } } }
  }
}

/// One call of a conversation, as the store has it.
package struct ChatTurn: Sendable {
  package let call: RecordID
  package let reply: ChatReply
  package let costMicroUSD: Int64?
  /// Whether the reply did not fit its schema, so that the next turn asked to have it put right.
  package let isRefused: Bool
  /// What the tools gave that the reply called.
  package var toolUses: [ToolUse] = []
}
