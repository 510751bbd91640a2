// Ratings per iteration of the loop.

internal import SparCore
internal import SparStore

package struct ReportIterations: Sendable {
  package struct Iteration: Sendable {
    package var number: Int
    package var ratings: ReportRatings
  }

  /// In order. Each is rated by itself: its mean is the pool's on the instructions of that iteration.
  package var list: [Iteration]

  init(_ counts: BattleCounts, isSimulated: (String) -> Bool) {
    list = counts.divided { $0.iteration }.sorted { $0.key < $1.key }.map { number, counts in
      Iteration(number: number, ratings: ReportRatings(counts, isSimulated: isSimulated))
    }
  }

  var json: JSON {
    let absent =
      list.isEmpty
      ? ReportAbsence("No battle belongs to an iteration.", hint: "A loop marks its turns (spar.iteration).") : nil
    let rows = list.map { JSON(dictionaryLiteral: ("iteration", JSON($0.number)), ("ratings", $0.ratings.json)) }
    return ["list": .array(rows), "absent": JSON(absent: absent)]
  }
}
