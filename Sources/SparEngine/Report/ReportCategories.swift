// Ratings per category: by the type of the instruction that was fought over.

internal import SparCore
internal import SparStore

package struct ReportCategories: Sendable {
  package struct Category: Sendable {
    package var skill: String?
    package var type: String
    package var ratings: ReportRatings
  }

  /// A page and a reader take no more than this many, those with most battles.
  static let limit = 200

  package var total: Int
  /// Most battles first.
  package var shown: [Category]

  init(_ counts: BattleCounts, isSimulated: (String) -> Bool) {
    let parts = counts.divided { heading in heading.type.map { Name(skill: heading.skill, type: $0) } }
    total = parts.count
    let largest = parts.sorted { ($1.value.battles, $0.key) < ($0.value.battles, $1.key) }.prefix(Self.limit)
    shown = largest.map { name, counts in
      Category(skill: name.skill, type: name.type, ratings: ReportRatings(counts, isSimulated: isSimulated))
    }
  }

  var json: JSON {
    let absent =
      total == 0
      ? ReportAbsence(
        "No battle has a category.",
        hint: "Instructions that instruct writes have their type, imported battles perhaps a category."
      )
      : nil
    return [
      "total": JSON(total), "shown": JSON(shown.count), "list": .array(shown.map(\.json)),
      "absent": JSON(absent: absent),
    ]
  }
}

extension ReportCategories.Category {
  fileprivate var json: JSON { ["skill": JSON(skill), "type": .string(type), "ratings": ratings.json] }
}

private struct Name: Hashable, Comparable {
  let skill: String?
  let type: String

  static func < (left: Name, right: Name) -> Bool { (left.type, left.skill ?? "") < (right.type, right.skill ?? "") }
}
