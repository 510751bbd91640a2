// A judge's ranking of several responses, perhaps with scores, in the order it read them.

internal import SparCore

package struct RankingReply: Sendable, Equatable {
  /// The responses by their places in the prompt, from 0: best first, those that share a rank together.
  package let ranks: [[Int]]
  /// 1–10 by place; empty where it gave none.
  package let scores: [Double]
  /// Its reasons; empty where it gave none.
  package let explanation: String

  package init(ranks: [[Int]], scores: [Double] = [], explanation: String = "") {
    self.ranks = ranks
    self.scores = scores
    self.explanation = explanation
  }

  /// Reads a JSON object with `ranking`, or else `[[2 > 1 = 3]]`. It must be one ranking of the responses 1 to n, each
  /// once, which the scores do not contradict.
  init(_ text: ReplyText) throws(PromptError) {
    let objects = JSONFinder.find(in: text.bytes).filter { $0.value["ranking"] != nil }
    self = try objects.isEmpty ? Self.bracketed(text) : Self.objects(objects, text)
    try check()
  }
}

extension RankingReply {
  private static func objects(_ found: [FoundJSON], _ text: ReplyText) throws(PromptError) -> RankingReply {
    var readings: [RankingReply] = []
    for object in found { readings.append(try reading(object.value)) }
    guard let last = readings.last, readings.allSatisfy({ $0.ranks == last.ranks && $0.scores == last.scores }) else {
      throw .unparsed("The reply has several rankings.")
    }
    guard last.explanation.isEmpty else { return last }
    return RankingReply(
      ranks: last.ranks, scores: last.scores, explanation: text.text(without: found.map(\.range)))
  }

  private static func reading(_ json: JSON) throws(PromptError) -> RankingReply {
    let ranking = json["ranking"]
    guard let ranks = ranking?.string.flatMap(ranks) ?? ranking?.array.flatMap(ranks) else {
      throw .unparsed("The reply's ranking is no list of the numbers of responses.")
    }
    let stated = json["scores"]?.array ?? []
    let scores = stated.compactMap(\.double)
    guard scores.count == stated.count else { throw .unparsed("The reply has a score that is no number.") }
    return RankingReply(ranks: ranks, scores: scores, explanation: json["explanation"]?.string ?? "")
  }

  private static func bracketed(_ text: ReplyText) throws(PromptError) -> RankingReply {
    let found = BracketLabel.all(in: text.unfenced).filter { ranks($0.label) != nil }
    let counting = BracketLabel.counting(found)
    guard let last = counting.last.flatMap({ ranks($0.label) }) else { throw .unparsed("The reply has no ranking.") }
    guard counting.allSatisfy({ ranks($0.label) == last }) else { throw .unparsed("The reply has several rankings.") }
    return RankingReply(ranks: last, explanation: text.text(without: found.map(\.range)))
  }

  /// `2 > 1 = 3`.
  private static func ranks(_ text: String) -> [[Int]]? {
    let groups = text.split(separator: ">", omittingEmptySubsequences: false).map { group in
      group.split(separator: "=", omittingEmptySubsequences: false).map { Int(String($0).filter { $0 != " " }) }
    }
    return places(groups)
  }

  /// `[2, [1, 3]]`.
  private static func ranks(_ list: [JSON]) -> [[Int]]? {
    places(list.map { item in item.array.map { $0.map(\.int) } ?? [item.int] })
  }

  private static func places(_ groups: [[Int?]]) -> [[Int]]? {
    let ranks = groups.map { $0.compactMap { $0 }.map { $0 - 1 } }
    return ranks.map(\.count) == groups.map(\.count) && ranks.joined().count >= 2 ? ranks : nil
  }

  private func check() throws(PromptError) {
    let places = ranks.flatMap { $0 }
    guard places.sorted() == Array(places.indices), ranks.allSatisfy({ !$0.isEmpty }) else {
      throw .unparsed("The ranking does not name each response once.")
    }
    guard !scores.isEmpty else { return }
    guard scores.count == places.count else {
      throw .unparsed("The reply ranks \(places.count) responses and scores \(scores.count).")
    }
    guard scores.allSatisfy({ (1...10).contains($0) }) else {
      throw .unparsed("The reply has a score outside 1 to 10.")
    }
    let byRank = ranks.map { $0.map { scores[$0] } }
    for (better, worse) in zip(byRank, byRank.dropFirst()) where (better.min() ?? 0) < (worse.max() ?? 0) {
      throw .unparsed("The reply ranks a response higher and scores it lower.")
    }
  }
}
