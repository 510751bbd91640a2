// The contender: answers an instruction as well as its skill lets it. Every part of the answer is a draw, and a part that
// fails is visibly missing or wrong in the text, which is all that a judge gets to see.

internal import Glibc
internal import SparCore

struct ResponseWriter {
  let rubric: Rubric
  /// Log-odds of handling a part of ordinary difficulty.
  let ability: Double
  var random: SeededRandom

  static func reply(to task: SimulatedTask) -> String {
    let rubric = Rubric(instruction: task.instruction, passage: task.text("passage"), declines: task.declines)
    var writer = ResponseWriter(
      rubric: rubric, ability: ability(of: task.model, for: rubric, task), random: task.draws.stream("respond"))
    return writer.write()
  }

  /// Latent skill, talent for the kind of instruction, and the instruction's difficulty, on one scale of logits.
  private static func ability(of model: SimulatedModel, for rubric: Rubric, _ task: SimulatedTask) -> Double {
    let type = task.text("type")
    let group = type.isEmpty ? TypeGroup(form: rubric.form) : TypeGroup(type: type)
    var ability = logitsPerSkill * (model.skill - 0.5) + averageAbility
    ability += model.spread * group.talent(of: model.name)
    ability -= group.difficulty + rubric.difficulty
    switch task.text("goal") {
    case "harder": ability -= 0.25 * Double(min(max(task.number("round") ?? 1, 1), 4))
    case "easier": ability += 0.4
    default: break
    }
    return ability
  }

  /// How many logits lie between a skill of 0 and of 1.
  static let logitsPerSkill = 6.0
  private static let averageAbility = 0.8

  /// One draw: whether a part is handled.
  mutating func handles(_ extraDifficulty: Double = 0) -> Bool {
    random.unit() < 1 / (1 + Glibc.exp(extraDifficulty - ability))
  }

  mutating func pick(_ choices: [String]) -> String { random.element(of: choices) ?? "" }

  private mutating func write() -> String {
    if rubric.declines == handles(rubric.declines ? 0.2 : -3.5) { return decline() }
    let keepsForm = handles(-0.7)
    var text = laidOut(points(), keepsForm: keepsForm)
    if let key = keyText() { text = key + "\n" + text }
    return meetingDemands(text)
  }

  // MARK: Declining

  /// Says what the passage is about and that the answer is not in it.
  private mutating func decline() -> String {
    let subject =
      rubric.evidence.first.map { rubric.passage.topic(of: rubric.passage.statements[$0]) } ?? "other things"
    return pick([
      "The passage does not say this. It speaks of \(subject), but the sentence that would answer the question is not there.",
      "This cannot be answered from the passage: it mentions \(subject) and gives no more than that.",
      "The passage does not give this information. What it tells concerns \(subject), which is not enough for an answer.",
    ])
  }

  // MARK: Points

  /// The statements that the answer makes: those of the evidence that it got right, others in place of those it got wrong.
  private mutating func points() -> [String] {
    var points: [String] = []
    var others = random.shuffled(rubric.passage.statements.indices.filter { !rubric.evidence.contains($0) })
    for index in rubric.evidence {
      if handles() {
        points.append(sentence(index))
      } else if random.unit() < 0.7, let wrong = others.popLast() {
        points.append(sentence(wrong))
      }
    }
    let fillers = random.shuffled(ResponseFillers.sentences).prefix(3).filter { _ in !handles(-0.4) }
    points += fillers
    return points.isEmpty ? [pick(ResponseFillers.sentences)] : points
  }

  private func sentence(_ index: Int) -> String {
    let text = rubric.passage.text(rubric.passage.statements[index])
    return text.last.map { ".!?:…。！？\"'”".contains($0) } == true ? text : text + "."
  }
}
