// How far tags are covered: instruction types, skills, topics.

/// What the tags of a set of texts come to (InsTag: Lu et al. 2023, arXiv 2308.07074: diversity is the tags covered,
/// complexity the tags of a text).
package struct TagCoverage: Sendable, Equatable {
  /// Different tags that occur.
  package let occurring: Int
  /// The share of the known tags that occur; `nil` where none are known.
  package let share: Double?
  /// Tags of a text, on average.
  package let perText: Double
  /// exp of the entropy of how often tags occur.
  package let effective: Double

  /// - Parameters:
  ///   - tags: of each text.
  ///   - known: all tags there are, or none.
  package init(of tags: [[String]], known: Set<String> = []) {
    var counts: [String: Int] = [:]
    for tag in tags.joined() { counts[tag, default: 0] += 1 }
    occurring = counts.count
    share = known.isEmpty ? nil : Double(known.count { counts[$0] != nil }) / Double(known.count)
    perText = tags.isEmpty ? 0 : Double(tags.reduce(0) { $0 + $1.count }) / Double(tags.count)
    effective = counts.isEmpty ? 0 : Diversity.perplexity(of: counts.sorted { $0.key < $1.key }.map(\.value))
  }
}
