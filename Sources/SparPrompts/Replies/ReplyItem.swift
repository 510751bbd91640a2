// One item of a list that a model wrote: a text, and what may belong to it.

import SparCore

/// An instruction or a suggestion as its author wrote it.
package struct ReplyItem: Sendable, Hashable {
  package var text: String
  /// What the user says after the first reply, turn by turn.
  package var turns: [String]
  /// A text that belongs to this item alone.
  package var context: String?
  /// How many answers stood beside it, which nobody had asked for; they are left out.
  package var leaks: Int

  package init(_ text: String, turns: [String] = [], context: String? = nil, leaks: Int = 0) {
    self.text = text
    self.turns = turns
    self.context = context
    self.leaks = leaks
  }
}

extension ReplyItem {
  /// Under which names a text stands, the surest first.
  private static let textNames = ["instruction", "suggestion", "text", "question"]

  /// What an author was told to leave out, and wrote all the same.
  private static let answerNames: Set = [
    "answer", "answers", "answer_key", "correct_answer", "correct_answers", "correct_option", "expected_answer",
    "model_answer", "reference_answer", "sample_answer", "expected_output", "solution", "solutions", "explanation",
    "explanations", "rationale", "rationales", "reasoning", "justification",
  ]

  static func isAnswer(_ name: String) -> Bool {
    answerNames.contains(name.lowercased().replacing("-", with: "_").replacing(" ", with: "_"))
  }

  /// Reads one element of a list. An object with a list of its own (a question and its options) would lose half of its
  /// meaning, so it is refused; only its further turns may be one.
  init?(_ value: JSON) {
    if let text = value.string {
      self.init(ReplyBytes(text.utf8).trimmedBlock.text)
      return
    }
    guard let object = value.object else { return nil }
    let answers = object.members.filter { Self.isAnswer($0.key) }
    let others = object.members.filter { !Self.isAnswer($0.key) && $0.key != "turns" }
    guard !others.contains(where: { $0.value.array != nil || $0.value.object != nil }),
      let text = Self.textNames.lazy.compactMap({ object.text($0) }).first,
      let turns = Self.turns(object["turns"])
    else { return nil }
    self.init(
      text, turns: turns.said, context: object.text("context"),
      leaks: turns.answered + answers.count { !$0.value.isEmpty })
  }

  /// What the user says, from texts or from messages; replies among them are answers. `nil` where it is neither.
  private static func turns(_ value: JSON?) -> (said: [String], answered: Int)? {
    guard let value, value != .null else { return ([], 0) }
    var said: [String] = [], answered = 0
    for turn in value.array ?? [value] {
      let text = turn.string ?? turn.object.flatMap { $0.text("content") ?? $0.text("text") }
      guard let text else { return nil }
      if let role = turn.object?.text("role"), role != "user" { answered += 1 } else { said.append(text) }
    }
    return (said.map { ReplyBytes($0.utf8).trimmedBlock.text }.filter { !$0.isEmpty }, answered)
  }
}

extension JSON {
  /// Whether it says nothing: null, a blank text, a list or object with nothing in it.
  fileprivate var isEmpty: Bool {
    switch self {
    case .null: true
    case .string(let text): text.allSatisfy(\.isWhitespace)
    case .array(let elements): elements.isEmpty
    case .object(let object): object.members.isEmpty
    default: false
    }
  }
}
