// The number in a response of vLLM's `/score`, `/classify` or `/pooling`. What could be read in two ways is refused: a
// score of the wrong class would turn every verdict round.

internal import SparCore

struct RewardReader {
  let answer: ServerAnswer
  let settings: RewardSettings

  func reward() throws(ModelError) -> RewardReply {
    let body = try answer.json()
    guard let data = body["data"]?.array else { throw bad("a reply without scores") }
    guard data.count == 1 else { throw bad("\(data.count) scores for one response") }
    let score = try score(in: data[0])
    guard score.isFinite else { throw bad("a score that is infinite or no number") }
    return RewardReply(score: score, usage: answer.inputUsage(in: body))
  }

  private func score(in entry: JSON) throws(ModelError) -> Double {
    switch settings.api {
    case .classify: try chosen(from: entry["probs"]?.array)
    case .pooling: try pooled(entry["data"])
    case .score, .chat: try number(entry["score"])
    }
  }

  /// A number, a list of one, or a list for each token, of which the last one has seen all of the response.
  private func pooled(_ value: JSON?) throws(ModelError) -> Double {
    guard let list = value?.array else { return try number(value) }
    return try chosen(from: list.last?.array ?? list)
  }

  private func chosen(from list: [JSON]?) throws(ModelError) -> Double {
    guard let list, !list.isEmpty else { throw bad("an entry without a score") }
    let index = settings.classIndex ?? 0
    guard settings.classIndex != nil || list.count == 1 else { throw ambiguous(list.count) }
    guard list.indices.contains(index) else { throw bad("\(list.count) numbers, and none for class \(index)") }
    return try number(list[index])
  }

  private func number(_ value: JSON?) throws(ModelError) -> Double {
    guard let number = value?.double else { throw bad("an entry without a score") }
    return number
  }

  private func ambiguous(_ count: Int) -> ModelError {
    .unsupported(
      answer.place.model, "gives \(count) numbers for a response, and nothing says which of them is the score",
      hint: "Set class = 0, 1 … in its table of spar.toml; an embedding model has no score.")
  }

  private func bad(_ problem: String) -> ModelError {
    answer.bad(problem, hint: "Check score in spar.toml, and what the server was started for.")
  }
}
