// The judge: qualities of responses as scores from 1 to 10, with the judge's own noise and biases, and why. How a verdict
// follows from them in other forms stands in `VerdictWriter.swift`.

internal import Glibc
internal import SparCore

struct ScoreWriter {
  private let model: SimulatedModel
  private let rubric: Rubric
  private var random: SeededRandom

  init(_ task: SimulatedTask) {
    model = task.model
    rubric = Rubric(instruction: task.instruction, passage: task.text("passage"), declines: task.declines)
    random = task.draws.stream("judge")
  }

  static func reply(to task: SimulatedTask) -> String {
    var writer = ScoreWriter(task), style = task.style
    return style.object(writer.scores(task.text("first"), task.text("second")))
  }

  private mutating func scores(_ firstText: String, _ secondText: String) -> JSONObject {
    let (first, second, explanation) = compared(firstText, secondText)
    return JSONObject([
      ("first", Self.number(first)), ("second", Self.number(second)), ("explanation", .string(explanation)),
      ("ranking", .string(first == second ? "tie" : first > second ? "first" : "second")),
    ])
  }

  /// The scores of two responses side by side, and why.
  mutating func compared(_ firstText: String, _ secondText: String) -> (Double, Double, explanation: String) {
    let grader = ResponseGrader(rubric: rubric)
    let first = grader.grade(firstText), second = grader.grade(secondText)
    let bias = model.position / 2 + lengthBias(first.words, second.words)
    let scores = (score(first.quality, bias), score(second.quality, -bias))
    return (scores.0, scores.1, "The first response \(praise(first)). The second response \(praise(second)).")
  }

  /// The scores of several responses, the first of which has the better seat, and why.
  mutating func listed(_ texts: [String]) -> (scores: [Double], explanation: String) {
    let grades = texts.map(ResponseGrader(rubric: rubric).grade)
    let middle = Double(texts.count - 1) / 2
    var scores: [Double] = []
    for (place, grade) in grades.enumerated() {
      scores.append(score(grade.quality, model.position / 2 * (middle - Double(place)) / max(middle, 1)))
    }
    let praises = grades.enumerated().map { "Response \($0.offset + 1) \(praise($0.element))." }
    return (scores, praises.joined(separator: " "))
  }

  private func lengthBias(_ first: Int, _ second: Int) -> Double {
    guard model.length != 0 else { return 0 }
    return model.length / 2 * Glibc.log2(Double(first + 1) / Double(second + 1))
  }

  /// 1–10 in halves.
  private mutating func score(_ quality: Double, _ bias: Double) -> Double {
    let raw = 1 + 9 * quality + bias + model.noise * random.normal()
    return (min(10, max(1, raw)) * 2).rounded() / 2
  }

  static func number(_ score: Double) -> JSON {
    Int64(exactly: score).map { .int($0) } ?? .double(score)
  }

  // MARK: Explanation

  private func praise(_ grade: ResponseGrader.Grade) -> String {
    if grade.declines {
      return rubric.declines
        ? "rightly says that the answer is not to be had" : "declines although the task can be done"
    }
    if rubric.declines { return "makes up an answer that the passage does not hold" }
    var parts = ["covers \(grade.covered) of \(counted(rubric.evidence.count, "relevant point"))"]
    if let key = grade.key { parts.append(key ? "gives the right answer" : "does not give the right answer") }
    if !rubric.demands.isEmpty { parts.append("meets \(grade.met) of \(counted(rubric.demands.count, "demand"))") }
    let last = parts.removeLast()
    return parts.isEmpty ? last : parts.joined(separator: ", ") + " and " + last
  }

  private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)" + (count == 1 ? "" : "s") }
}
