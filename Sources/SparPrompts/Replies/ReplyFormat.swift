// The forms a reply can have. What a model says is untrusted: it is read by form, never searched for a word.

package import SparCore

/// How an agent's reply is read.
package enum ReplyFormat: String, Sendable, CaseIterable {
  /// The reply is the text.
  case text
  /// A list of texts: a JSON array, or a numbered or bulleted list.
  case items
  /// A JSON object with `instruction` and perhaps `passage`.
  case edit
  /// Two scores from 1 to 10 and an explanation.
  case scores
  /// One score from 1 to 10.
  case score
  /// One verdict: `[[A]]` for the first response, `[[B]]` for the second, `[[C]]` for a tie.
  case pair
  /// One verdict of five, from `[[A>>B]]` to `[[B>>A]]`.
  case fiveWay = "five-way"
  /// A sentence that ends in a verdict: `Output (a) is better.`
  case sentence
  /// The letter A or B and nothing else, whose probability matters.
  case token
  /// Several responses by rank, perhaps with scores.
  case ranking

  /// A JSON value that fits the agent's schema.
  case json
  /// The reply as it came, thoughts and code fences included.
  case verbatim

  /// Reads a reply, ignoring `<think>` blocks.
  /// - Throws: `reply.unparsed` where the form is not there, or is there in two ways that contradict each other.
  package func parse(_ reply: String) throws(PromptError) -> ParsedReply {
    let text = ReplyText(reply)
    guard !text.isBlank || (self == .verbatim && !reply.allSatisfy(\.isWhitespace)) else {
      throw .unparsed("The reply is empty.")
    }
    return switch self {
    case .text: .text(try text.unwrapped())
    case .items: .items(try text.items())
    case .edit: .edit(try EditReply(text))
    case .scores: .scores(try ScoresReply(text))
    case .score: .score(try ScoreReply(text))
    case .pair: .pair(try PairReply(text, labels: PairReply.three))
    case .fiveWay: .pair(try PairReply(text, labels: PairReply.five))
    case .sentence: .pair(try PairReply(sentences: text))
    case .token: .pair(try PairReply(oneToken: text))
    case .ranking: .ranking(try RankingReply(text))
    case .json: .json(try JSONReply.value(in: text, for: nil))
    case .verbatim: .text(reply)
    }
  }
}

/// What was read from a reply.
package enum ParsedReply: Sendable, Equatable {
  case text(String)
  case items([ReplyItem])
  case edit(EditReply)
  case scores(ScoresReply)
  case score(ScoreReply)
  case pair(PairReply)
  case ranking(RankingReply)
  case json(JSON)
}

extension PromptError {
  static func unparsed(_ sentence: String) -> PromptError {
    PromptError(.replyUnparsed, sentence, hint: "The raw reply is kept with the call.")
  }
}
