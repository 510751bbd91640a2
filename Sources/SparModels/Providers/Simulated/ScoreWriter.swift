// The judge: two responses' qualities as scores from 1 to 10, with the judge's own noise and biases, and why.

internal import Glibc
internal import SparCore

struct ScoreWriter {
  private let model: SimulatedModel
  private let rubric: Rubric
  private var random: SeededRandom

  static func reply(to task: SimulatedTask) -> String {
    let rubric = Rubric(instruction: task.instruction, passage: task.text("passage"), declines: task.declines)
    var writer = ScoreWriter(model: task.model, rubric: rubric, random: task.draws.stream("judge"))
    var style = task.style
    return style.object(writer.scores(task.text("first"), task.text("second")))
  }

  private mutating func scores(_ firstText: String, _ secondText: String) -> JSONObject {
    let grader = ResponseGrader(rubric: rubric)
    let first = grader.grade(firstText), second = grader.grade(secondText)
    let bias = model.position / 2 + lengthBias(first.words, second.words)
    let firstScore = score(first.quality, bias), secondScore = score(second.quality, -bias)
    let ranking = firstScore == secondScore ? "tie" : firstScore > secondScore ? "first" : "second"
    return JSONObject([
      ("first", Self.number(firstScore)), ("second", Self.number(secondScore)),
      ("explanation", .string("The first response \(praise(first)). The second response \(praise(second)).")),
      ("ranking", .string(ranking)),
    ])
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

  private static func number(_ score: Double) -> JSON {
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
