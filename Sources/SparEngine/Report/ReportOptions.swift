// What a report is about, and how much of it a page can carry.

package import SparCore

package struct ReportOptions: Sendable {
  /// Only what this run made; everything in the database without one.
  package var run: RecordID?
  /// How many battles the page holds in full; the numbers are over all of them.
  package var battles = 300
  /// Characters after which a text of the page is cut, which it says.
  package var textLimit = 6000
  /// What seat orders that contradict each other count as; what they did when the judge judged, where it is `nil`.
  package var policy: InconsistencyPolicy?
  /// The model whose win rates say how difficult the instructions are; the one hired as target without a name.
  package var target: String?
  /// Where the target's win rate should lie (method §5).
  package var band = 0.25...0.75

  package init() {}
}
