// How a signature is cut into bands, so that texts which overlap enough agree in at least one.

internal import Glibc

/// `bands` times `rows` numbers of a signature. Two texts with overlap s agree in some band with probability
/// 1 − (1 − s^rows)^bands (Leskovec, Rajaraman & Ullman, Mining of Massive Datasets, 3.4).
package struct BandPlan: Equatable, Sendable {
  package let bands: Int
  package let rows: Int

  /// The longest bands that still find a pair right at the threshold with probability `recall`: longer bands bring fewer
  /// pairs to compare.
  ///
  /// - Throws: `curation.option_invalid` where even bands of one number would miss too many.
  package init(threshold: Double, permutations: Int, recall: Double = 0.99) throws(CurationError) {
    guard threshold > 0, threshold <= 1 else { throw .badOption("threshold must be above 0 and at most 1") }
    let plans = (1...permutations).reversed().lazy.map { (bands: permutations / $0, rows: $0) }
    let found = plans.first { Self.probability(of: threshold, bands: $0.bands, rows: $0.rows) >= recall }
    guard let found else {
      throw .badOption(
        "\(permutations) permutations cannot find overlaps of \(threshold) reliably; choose a higher threshold")
    }
    (bands, rows) = found
  }

  /// That two texts with this overlap agree in at least one band.
  package func probability(of overlap: Double) -> Double { Self.probability(of: overlap, bands: bands, rows: rows) }

  private static func probability(of overlap: Double, bands: Int, rows: Int) -> Double {
    1 - pow(1 - pow(overlap, Double(rows)), Double(bands))
  }
}
