// The author's instructions: a question of the asked-for type made from sentences of the passage.

internal import SparCore

struct QuestionWriter {
  let passage: SourceText
  let type: String
  let definition: String
  let answerFormat: String
  var random: SeededRandom

  static func reply(to task: SimulatedTask) -> String {
    let type = task.text("type").isEmpty ? task.agent : task.text("type")
    var writer = QuestionWriter(
      passage: SourceText(task.text("passage")), type: type, definition: task.text("definition").trimmed,
      answerFormat: task.text("answer_format").trimmed, random: task.draws.stream("instruct"))
    var style = task.style
    guard task.agent == "conversation" else { return style.list(writer.questions(task.count)) }
    return JSON.array((0..<task.count).map { _ in writer.dialogue() }).text
  }

  /// `count` questions, each from another sentence as long as there are sentences.
  private mutating func questions(_ count: Int) -> [String] {
    let order = drawnOrder()
    guard !order.isEmpty else { return Array(repeating: withoutPassage, count: count) }
    return (0..<count).map { index in
      question(about: Array(order[(index % order.count)...] + order[..<(index % order.count)]))
    }
  }

  /// A user's first turn, and one or two that go on from it.
  private mutating func dialogue() -> JSON {
    let turns = questions(3)
    let further = turns.dropFirst().prefix(random.unit() < 0.5 ? 1 : 2)
    return ["instruction": .string(turns[0]), "turns": .array(further.map { .string("Thanks. \($0)") })]
  }

  /// The statements in a random order that prefers those with much to tell.
  private mutating func drawnOrder() -> [SourceStatement] {
    // Tables and encoded data come as statements of many kilobytes, which no question should quote.
    let short = passage.statements.indices.filter { passage.statements[$0].range.count <= 600 }
    let usable = short.isEmpty ? Array(passage.statements.indices) : short
    var left = usable.map { (index: $0, weight: passage.salience(of: $0)) }
    var order: [SourceStatement] = []
    while order.count < 24, let next = random.index(weights: left.map { $0.weight * $0.weight + 0.01 }) {
      order.append(passage.statements[left.remove(at: next).index])
    }
    return order
  }

  private mutating func question(about statements: [SourceStatement]) -> String {
    let groups: [(String, (inout QuestionWriter, [SourceStatement]) -> String?)] = [
      ("numer", { $0.numberQuestion($1) }), ("vocab", { $0.blank($1) }), ("fill", { $0.blank($1) }),
      ("critical", { $0.trueOrFalse($1) }), ("relationship", { $0.matching($1) }), ("sequenc", { $0.sequence($1) }),
      ("cannot-be-true", { $0.choice($1, truth: false) }), ("infer", { $0.choice($1, truth: true) }),
      ("must-be-true", { $0.choice($1, truth: true) }), ("unanswerable", { $0.beyondPassage($1) }),
      ("literal", { $0.random.unit() < 0.5 ? $0.subjectQuestion($1) : nil }),
    ]
    for (sign, make) in groups where type.holds(sign) {
      if let text = make(&self, statements) { return text }
    }
    if let templates = QuestionTemplates.named(type) { return filled(random.element(of: templates) ?? "", statements) }
    return unknownType(statements)
  }

  // MARK: Templates

  private func filled(_ template: String, _ statements: [SourceStatement]) -> String {
    func topic(_ index: Int) -> String { self.topic(statements[index % statements.count]) }
    return QuestionTemplates.fill(template) { name in
      switch name {
      case "claim": claim(statements[0])
      case "topic": topic(0)
      case "other": topic(1)
      default: topic(2)
      }
    }
  }

  /// A type that the pool has no questions for: its name says what to ask, and what is quoted makes it one of a kind.
  private func unknownType(_ statements: [SourceStatement]) -> String {
    let format = answerFormat.isEmpty ? "" : " Answer format: \(answerFormat)"
    let other = statements.count > 1 ? ", and with \"\(topic(statements[1]))\" in mind" : ""
    let task = "On \(topic(statements[0])), of which \"\(claim(statements[0]))\" is said\(other)"
    return "\(task): a task in \(type.swapping("-", for: " "))." + format
      + (format.isEmpty || format.hasSuffix(".") ? "" : ".")
  }

  private var withoutPassage: String {
    "Explain what \(type.swapping("-", for: " ")) means and give an example."
  }

  func topic(_ statement: SourceStatement) -> String { passage.topic(of: statement).unquoted }

  /// The sentence for use in quotation marks, cut behind its thirtieth word.
  func claim(_ statement: SourceStatement) -> String {
    guard statement.words.count > 30 else { return passage.text(statement).unquoted }
    let end = passage.words[statement.words.lowerBound + 29].range.upperBound
    return passage.text(statement.range.lowerBound..<end).unquoted + " …"
  }
}
