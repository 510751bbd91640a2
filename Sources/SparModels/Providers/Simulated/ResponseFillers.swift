// Empty sentences of weak responses, and the phrases by which a response declines.

enum ResponseFillers {
  /// Words that vague sentences are full of; a demand may forbid them.
  static let avoidable = ["clearly", "important", "generally"]

  static let sentences = [
    "This is clearly an important question that can be seen in many ways.",
    "It is generally known that such things depend on the circumstances.",
    "Many people have thought about this, and opinions clearly differ.",
    "There is generally a lot more that one could say here.",
    "In today's world this is more important than ever.",
    "As an overall remark, it is important to look at everything as a whole.",
    "Needless to say, that is generally how it goes.",
  ]

  /// By these, in its opening, a response is known to decline.
  static let declining = [
    "does not say", "doesn't say", "does not tell", "does not mention", "doesn't mention", "cannot be answered",
    "can't be answered", "cannot be determined", "not enough information", "is not stated", "is not given",
    "does not give",
    "does not hold the answer", "unanswerable", "does not provide", "doesn't provide", "cannot tell from",
  ]

  static func declines(_ response: QuotedText) -> Bool {
    declining.contains { phrase in response.find(phrase).map { $0.lowerBound < 200 } ?? false }
  }
}
