// The form of answer that an instruction asks for, as far as its words tell.

enum AnswerForm: String, Sendable, CaseIterable {
  case trueFalse, choice, blank, sequence, matching, number, table, list, essay, argument, short

  init(_ instruction: QuotedText) {
    self = Self.signs.first { instruction.containsAny($0.phrases) }?.form ?? .short
    if self == .choice, instruction.options.count < 2 { self = .short }
  }

  /// In the order of how surely they tell.
  private static let signs: [(form: AnswerForm, phrases: [String])] = [
    (.trueFalse, ["true or false"]),
    (.choice, ["\na) "]),
    (.blank, ["____", "fill in the blank", "fill the blank"]),
    (.sequence, ["in the order", "in order", "order of events", "chronolog"]),
    (.matching, ["match each", "match the following"]),
    (.number, ["how many", "how much", "what number", "which number", "difference between the numbers"]),
    (.table, ["as a table", "in a table", "as json"]),
    (.list, ["list ", "name three", "as bullet", "bullet points"]),
    (.essay, ["essay", "several paragraphs", "in two paragraphs", "discuss", "evaluate how"]),
    (.argument, ["argument", "claim", "conclusion", "assum", "reasoning", "explain", "why "]),
  ]

  /// How many statements of the passage a good answer draws on.
  var evidenceCount: Int {
    switch self {
    case .blank, .number, .choice, .short: 1
    case .argument, .trueFalse: 2
    case .list, .table, .matching, .sequence: 3
    case .essay: 4
    }
  }

  /// How much harder it is than a short answer, in logits.
  var difficulty: Double {
    switch self {
    case .short, .blank: 0
    case .trueFalse, .choice, .list: 0.15
    case .number, .matching, .table: 0.3
    case .sequence, .argument, .essay: 0.4
    }
  }

  /// Whether `response` has this form.
  func isKept(in response: QuotedText) -> Bool {
    switch self {
    case .trueFalse: response.containsAny(["true", "false"])
    case .choice: response.containsAny(["a)", "b)", "c)", "d)", "e)", "f)"])
    case .sequence: response.contains("1.") && response.contains("2.")
    case .matching: response.containsAny([" – ", " - ", ": "])
    case .number: response.source.words.prefix(12).contains { $0.kind == .number }
    case .table: response.contains("|") || response.contains("{")
    case .list: response.containsAny(["- ", "1."])
    case .essay: response.contains("\n\n")
    case .argument: response.containsAny(["because", "therefore", "since "])
    case .blank, .short: response.source.words.count <= 140
    }
  }
}
