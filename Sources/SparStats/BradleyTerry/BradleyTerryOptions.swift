// The settings of a Bradley–Terry fit.

extension BradleyTerry {
  package struct Options: Sendable, Equatable {
    /// What the ratings average to; ignored with an anchor.
    package var mean: Double
    /// A model whose rating is given: all ratings are shifted so that it has this one.
    package var anchor: Anchor?
    /// The weight of a penalty ridge/2 · |θ|², on the controls' coefficients too; 0 for none. With one, even incomparable
    /// models get a (shrunk) rating.
    package var ridge: Double
    package var ties: Ties
    /// What of the responses' style is held constant.
    package var controls: [StyleControl]
    package var interval: Interval
    /// The probability that an interval claims, within 0 and 1.
    package var confidence: Double
    /// Models that must be rated: one without a battle is an error.
    package var expected: [String]

    package init(
      mean: Double = 1000, anchor: Anchor? = nil, ridge: Double = 0, ties: Ties = .half,
      controls: [StyleControl] = [], interval: Interval = .sandwich, confidence: Double = 0.95, expected: [String] = []
    ) {
      self.mean = mean
      self.anchor = anchor
      self.ridge = ridge
      self.ties = ties
      self.controls = controls
      self.interval = interval
      self.confidence = confidence
      self.expected = expected
    }
  }

  package struct Anchor: Sendable, Equatable {
    package var model: String
    package var rating: Double

    package init(_ model: String, rating: Double) {
      self.model = model
      self.rating = rating
    }
  }

  /// What a tie counts as.
  package enum Ties: String, Sendable, CaseIterable {
    /// Half a win and half a loss. The default.
    case half
    /// An outcome of its own, with a parameter ν (Davidson, "On extending the Bradley–Terry model to accommodate ties
    /// in paired comparison experiments", 1970).
    case davidson
    /// An outcome of its own, with a threshold θ (Rao & Kupper, "Ties in paired-comparison experiments", 1967).
    case raoKupper = "rao-kupper"
  }

  package enum Interval: Sendable, Equatable {
    case none
    /// Robust and deterministic. The default.
    case sandwich
    /// Percentiles over `rounds` resamples.
    case bootstrap(rounds: Int, seed: UInt64)
  }
}

extension BradleyTerry.Options {
  func validate(for counts: CollapsedCounts) throws(StatsError) {
    guard mean.isFinite else { throw .badOption("mean must be a number, not \(mean)") }
    guard ridge.isFinite, ridge >= 0 else { throw .badOption("ridge must be 0 or more, not \(ridge)") }
    guard confidence > 0, confidence < 1 else {
      throw .badOption("confidence must lie within 0 and 1, not be \(confidence)")
    }
    if case .bootstrap(let rounds, _) = interval, rounds < 1 {
      throw .badOption("rounds must be 1 or more, not \(rounds)")
    }
    try validateModels(counts.models)
  }

  private func validateModels(_ models: [String]) throws(StatsError) {
    if let anchor {
      guard anchor.rating.isFinite else { throw .badOption("the anchor's rating must be a number") }
      guard models.contains(anchor.model) else { throw .unknownAnchor(anchor.model, known: models) }
    }
    let unfought = Set(expected).subtracting(models).sorted()
    guard unfought.isEmpty else { throw .unfought(unfought) }
  }
}
