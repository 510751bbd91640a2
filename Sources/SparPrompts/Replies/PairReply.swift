// A judge's choice between the two responses it read, in the words of one family of labels.

/// Which of two seats a judge prefers, and whether clearly.
package enum SeatPreference: Int, Sendable, CaseIterable {
  case muchSecond = -2, second, tie, first, muchFirst
}

/// What a judge said that names a winner and gives no scores.
package struct PairReply: Sendable, Equatable {
  package let preference: SeatPreference
  /// Its reply without the verdict; empty where there is nothing else.
  package let explanation: String

  package init(_ preference: SeatPreference, explanation: String = "") {
    self.preference = preference
    self.explanation = explanation
  }
}

extension PairReply {
  /// Reads the one verdict in double brackets that a reply comes to (method §4.4).
  init(_ text: ReplyText, labels: [String: SeatPreference]) throws(PromptError) {
    let found = BracketLabel.all(in: text.unfenced).filter { labels[$0.label] != nil }
    let counting = BracketLabel.counting(found)
    guard let last = counting.last, let preference = labels[last.label] else {
      throw .unparsed("The reply has no verdict such as [[\(labels.keys.sorted()[0])]].")
    }
    let distinct = Set(counting.map(\.label)).sorted()
    guard distinct.count == 1 else {
      throw .unparsed("The reply has several verdicts: \(distinct.joined(separator: ", ")).")
    }
    self.init(preference, explanation: text.text(without: found.map(\.range)))
  }

  /// `[[A]]`, `[[B]]`, `[[C]]` for a tie (FastChat's pair prompts).
  static let three: [String: SeatPreference] = ["A": .first, "B": .second, "C": .tie]

  /// `[[A>>B]]` to `[[B>>A]]` (Arena-Hard's prompts).
  static let five: [String: SeatPreference] = [
    "A>>B": .muchFirst, "A>B": .first, "A=B": .tie, "B>A": .second, "B>>A": .muchSecond,
    "A<<B": .muchSecond, "A<B": .second, "B=A": .tie, "B<A": .first, "B<<A": .muchFirst,
  ]

  /// A reply that is one letter and nothing else.
  init(oneToken text: ReplyText) throws(PromptError) {
    let marks = [UInt8]("[]*().:\"'`".utf8)
    let letters = ReplyBytes(text.unfenced.filter { !marks.contains($0) }).trimmed
    switch letters.text.uppercased() {
    case "A": self.init(.first)
    case "B": self.init(.second)
    default: throw .unparsed("The reply is not the one letter A or B.")
    }
  }
}

extension PairReply {
  /// Reads sentences that end in a verdict, `Therefore, Output (a) is better.`, and lines that are nothing but a label,
  /// `Output (a)`; all of them must name the same one. A sentence that denies or doubts something is none.
  init(sentences text: ReplyText) throws(PromptError) {
    let stated = VerdictSentence.all(in: text.unfenced)
    guard let first = stated.first else { throw .unparsed("No sentence of the reply says which response is better.") }
    guard stated.allSatisfy({ $0 == first }) else {
      throw .unparsed("The sentences of the reply name different responses as the better one.")
    }
    self.init(first, explanation: text.text(without: []))
  }
}
