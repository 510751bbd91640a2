// A report: the numbers of a project or of one run, one section per file. How they look is the page's business
// (stdlib-lua/spar/report), how they are gathered stands in `Engine+Report.swift`.

package import SparCore

/// Everything a report says. Each section that is empty says why in its `absent`.
package struct Report: Sendable {
  package var heading: ReportHeading
  package var ratings: ReportRatings
  package var matrix: ReportMatrix
  package var categories: ReportCategories
  package var iterations: ReportIterations
  package var judges: ReportJudges
  package var taxonomies: ReportTaxonomies
  package var difficulty: ReportDifficulty
  package var funnel: ReportFunnel
  package var cost: ReportCost
  package var battles: ReportBattles

  /// The numbers without the battles in full.
  package var numbers: JSON { .object(JSONObject(numberMembers)) }

  /// All that the page holds.
  package var json: JSON { .object(JSONObject(numberMembers + [("battles", battles.json)])) }

  private var numberMembers: [(String, JSON)] {
    [
      ("spar_report", 1), ("heading", heading.json), ("ratings", ratings.json), ("matrix", matrix.json),
      ("categories", categories.json), ("iterations", iterations.json), ("judges", judges.json),
      ("taxonomies", taxonomies.json), ("difficulty", difficulty.json), ("funnel", funnel.json), ("cost", cost.json),
    ]
  }
}
