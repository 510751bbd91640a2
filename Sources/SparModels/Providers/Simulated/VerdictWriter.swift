// The judge in the other forms of a verdict: labels, sentences, rankings, one letter with its probability. What it thinks of
// the responses comes from `ScoreWriter`.

internal import Glibc
internal import SparCore

enum VerdictWriter {
  /// The points by which one response must lead to be clearly better.
  private static let clear = 3.0

  /// - Returns: `nil` for a judge that replies with scores.
  static func reply(to task: SimulatedTask) -> String? {
    switch task.text("form") {
    case "pair": labelled(task) { $0 == 0 ? "C" : $0 > 0 ? "A" : "B" }
    case "five-way": labelled(task, fiveWay)
    case "sentence": sentence(task)
    case "token": lead(task).points >= 0 ? "A" : "B"
    case "ranking": ranking(task)
    default: nil
    }
  }

  /// A verdict in double brackets, by the lead of the first response in points.
  private static func labelled(_ task: SimulatedTask, _ label: (Double) -> String) -> String {
    let (points, explanation) = lead(task)
    return "\(explanation)\n\nFinal verdict: [[\(label(points))]]"
  }

  private static func fiveWay(_ points: Double) -> String {
    if points == 0 { return "A=B" }
    let sign = abs(points) >= clear ? ">>" : ">"
    return points > 0 ? "A\(sign)B" : "B\(sign)A"
  }

  private static func sentence(_ task: SimulatedTask) -> String {
    let (points, explanation) = lead(task)
    guard points != 0 else { return "\(explanation)\n\nNeither is better." }
    return "\(explanation)\n\nTherefore, Response (\(points > 0 ? "a" : "b")) is better."
  }

  private static func ranking(_ task: SimulatedTask) -> String {
    var writer = ScoreWriter(task), style = task.style
    let (scores, explanation) = writer.listed(task.list("responses").map { $0.string ?? "" })
    let ranks = Set(scores).sorted(by: >).map { score -> JSON in
      let places = scores.indices.filter { scores[$0] == score }.map { JSON.int(Int64($0 + 1)) }
      return places.count == 1 ? places[0] : .array(places)
    }
    return style.object(
      JSONObject([
        ("explanation", .string(explanation)), ("scores", .array(scores.map(ScoreWriter.number))),
        ("ranking", .array(ranks)),
      ]))
  }

  /// The probabilities behind the one letter: a lead of one point is odds of e to one.
  static func logprobs(of task: SimulatedTask) -> JSON {
    let points = lead(task).points
    func entry(_ letter: String, _ points: Double) -> JSON {
      ["token": .string(letter), "logprob": .double(-Glibc.log1p(Glibc.exp(-points)))]
    }
    var likely = [entry("A", points), entry("B", -points)]
    if points < 0 { likely.reverse() }
    var token = likely[0].object ?? JSONObject([])
    token["top_logprobs"] = .array(likely)
    return .array([.object(token)])
  }

  private static func lead(_ task: SimulatedTask) -> (points: Double, explanation: String) {
    var writer = ScoreWriter(task)
    let (first, second, explanation) = writer.compared(task.text("first"), task.text("second"))
    return (first - second, explanation)
  }
}
