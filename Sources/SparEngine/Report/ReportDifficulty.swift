// Difficulty balance: where the target wins too often, and where too seldom.

internal import SparCore

package struct ReportDifficulty: Sendable {
  package enum Place: String, Sendable {
    /// The target wins too often: too easy.
    case above
    case inside
    /// Too hard.
    case below
  }

  package struct Line: Sendable {
    package var skill: String?
    package var type: String
    package var battles: Int
    package var winRate: Double
    package var place: Place
  }

  /// `nil` where the model hired as target has fought no rated battle.
  package var target: String?
  package var band: ClosedRange<Double>
  /// The types in which the target has rated battles, those it wins most often first.
  package var lines: [Line]

  init(_ categories: ReportCategories, target: String?, band: ClosedRange<Double>) {
    self.target = target
    self.band = band
    lines = categories.shown.compactMap { category in
      guard let model = category.ratings.models.first(where: { $0.name == target }), let rate = model.winRate else {
        return nil
      }
      return Line(
        skill: category.skill, type: category.type, battles: model.battles, winRate: rate,
        place: rate > band.upperBound ? .above : rate < band.lowerBound ? .below : .inside)
    }.sorted { ($1.winRate, $0.type) < ($0.winRate, $1.type) }
  }

  var json: JSON {
    [
      "target": JSON(target), "band": [.double(band.lowerBound), .double(band.upperBound)],
      "above": count(.above), "inside": count(.inside), "below": count(.below), "types": .array(lines.map(\.json)),
      "absent": JSON(absent: lines.isEmpty ? absence : nil),
    ]
  }

  private func count(_ place: Place) -> JSON { JSON(lines.count { $0.place == place }) }

  private var absence: ReportAbsence {
    guard let target else {
      return ReportAbsence(
        "The model hired as target has fought no rated battle.", hint: "Name another one with --target MODEL.")
    }
    return ReportAbsence("\(target) has no rated battle over an instruction with a type.")
  }
}

extension ReportDifficulty.Line {
  fileprivate var json: JSON {
    [
      "skill": JSON(skill), "type": .string(type), "battles": JSON(battles), "win_rate": JSON(rounded: winRate),
      "place": .string(place.rawValue),
    ]
  }
}
