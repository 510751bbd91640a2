// The editor: carries a suggestion out on an instruction, or on its passage where the goal is to change what it holds.

internal import SparCore

struct InstructionEditor {
  private let instruction: String
  private let suggestion: String
  private let passage: String
  private let rubric: Rubric

  init(instruction: String, suggestion: String, passage: String) {
    self.instruction = instruction
    self.suggestion = suggestion
    self.passage = passage
    rubric = Rubric(instruction: instruction, passage: passage, declines: false)
  }

  /// What an edit comes to; `passage` is `nil` where it stays as it is.
  struct Edit: Equatable {
    var instruction: String
    var passage: String?
  }

  static func reply(to task: SimulatedTask) -> String {
    let editor = InstructionEditor(
      instruction: task.instruction, suggestion: task.text("suggestion"), passage: task.text("passage"))
    var random = task.draws.stream("edit")
    let isIdle = random.unit() < task.model.idle
    let edit = isIdle ? Edit(instruction: task.instruction) : editor.edit(goal: task.agent)
    var object: JSONObject = JSONObject([("instruction", .string(edit.instruction))])
    object["passage"] = edit.passage.map { .string($0) }
    var style = task.style
    return style.object(object)
  }

  func edit(goal: String) -> Edit {
    switch goal {
    case "easier": easier()
    case "unanswerable": unanswerable()
    case "flip": flip()
    default: harder()
    }
  }

  // MARK: Harder

  private func harder() -> Edit {
    let sentence =
      demand.map(\.sentence) ?? "Beyond that: \(suggestion.isEmpty ? "explain each step of your answer." : suggestion)"
    return Edit(instruction: appended(sentence))
  }

  /// The demand that the suggestion's words speak of.
  private var demand: Demand? {
    let words = QuotedText(suggestion)
    let number = words.source.words.first { $0.kind == .number }.flatMap { Int(words.source.text($0)) }
    let signs: [([String], Demand?)] = [
      (["quote"], .quote), (["cause", "reason", "why"], .reason), (["speaks against", "counter"], .counterpoint),
      (["confidence"], .confidence),
      (["forbid", "avoid", "without the word"], words.topics.first.map { .avoid($0.whole) }),
      (["at most", "limit"], .limit(number ?? 60)), (["numbered", "points"], .points(number ?? 3)),
      (["second part", "cover", "also"], words.topics.first.map { .mention($0.whole) }),
    ]
    return signs.first { words.containsAny($0.0) }?.1
  }

  // MARK: Easier

  private func easier() -> Edit {
    let words = QuotedText(suggestion)
    if words.contains("drop"), let shorter = withoutDemand() { return Edit(instruction: shorter) }
    if words.contains("one sentence"), !rubric.instruction.contains(Rubric.briefPhrase) {
      return Edit(instruction: appended("One sentence is enough."))
    }
    if !rubric.instruction.contains(Rubric.hintPhrase), let index = rubric.evidence.first {
      let topic = rubric.passage.topic(of: rubric.passage.statements[index]).unquoted
      return Edit(instruction: appended("Hint: the answer is in the sentence about \"\(topic)\"."))
    }
    return Edit(instruction: withoutDemand() ?? appended("A few words will do."))
  }

  /// The instruction without the demand that the suggestion names, or without its last one.
  private func withoutDemand() -> String? {
    let named = rubric.demands.first { suggestion.holds($0.sentence.unquoted) }
    guard let demand = named ?? rubric.demands.last, instruction.holds(demand.sentence) else { return nil }
    return instruction.swapping(demand.sentence, for: "").swapping("  ", for: " ").trimmed
  }

  // MARK: The passage

  private func unanswerable() -> Edit {
    let source = rubric.passage
    guard !passage.isEmpty, source.statements.count > 1, let key = target else {
      return Edit(instruction: appended("Give the exact day on which this was first written down, and by whom."))
    }
    return Edit(instruction: instruction, passage: removing(Set([key] + rubric.evidence.prefix(1)), from: source))
  }

  /// The text without some of its statements; blank lines that are left over close up.
  private func removing(_ indices: Set<Int>, from source: SourceText) -> String {
    var kept: [UInt8] = []
    var from = 0
    for index in indices.sorted() {
      kept += source.bytes[from..<source.statements[index].range.lowerBound]
      from = source.statements[index].range.upperBound
      while from < source.bytes.count, source.bytes[from] == 0x20 { from += 1 }
    }
    kept += source.bytes[from...]
    return String(decoding: kept, as: UTF8.self).trimmed
  }

  private func flip() -> Edit {
    let source = rubric.passage
    guard !passage.isEmpty, let key = target else { return Edit(instruction: appended(Self.opposite)) }
    for index in [key] + rubric.evidence {
      let range = source.statements[index].range
      let sentence = String(decoding: source.bytes[range], as: UTF8.self)
      guard let altered = FactFlip.altered(sentence) else { continue }
      let bytes = source.bytes[..<range.lowerBound] + Array(altered.utf8) + source.bytes[range.upperBound...]
      return Edit(instruction: instruction, passage: String(decoding: bytes, as: UTF8.self))
    }
    return Edit(instruction: appended(Self.opposite))
  }

  private static let opposite = "Answer as if the opposite of what the passage says were the case."

  /// The statement that the suggestion names, if it names one of the evidence; else the first of the evidence.
  private var target: Int? {
    let named = rubric.passage.mostRelevant(to: QuotedText(suggestion).terms)
    return named.flatMap { rubric.evidence.contains($0) ? $0 : nil } ?? rubric.evidence.first
  }

  private func appended(_ sentence: String) -> String {
    guard !rubric.instruction.contains("\n- "), rubric.instruction.options.isEmpty else {
      return instruction + "\n" + sentence
    }
    return instruction.isEmpty ? sentence : instruction + " " + sentence
  }
}

extension SourceText {
  /// Everything it holds, on one line.
  var whole: String { text(0..<bytes.count) }
}
