// What a plan says of one stage and one model.

/// An estimate of the calls of one stage to one model, each number as a range from low to high.
package struct PlanLine: Sendable, Equatable {
  /// What the length of the replies was estimated from.
  package enum Basis: Sendable, Equatable {
    /// Replies of the simulated pool as the low end; the token limit, else four times as much, as the high one.
    case standIns
    /// The stored calls of the same stage and model, so many of them: their mean length and two standard errors.
    case storedCalls(Int)
    /// The model answered itself, for it lives inside this process.
    case itself
  }

  package let stage: String
  /// As the script names it.
  package let model: String
  package let isSimulated: Bool
  /// Calls that would be made; those that are stored already cost nothing and are counted apart.
  package let calls: Int
  package let stored: Int
  package let inputTokens: ClosedRange<Int>
  package let outputTokens: ClosedRange<Int>
  /// Millionths of a dollar; `nil` where the price is not known.
  package let cost: ClosedRange<Int64>?
  package let basis: Basis
  /// When the price was looked up, as the user wrote it.
  package let priceDate: String?
}

/// A file that a script would have written.
package struct PlannedFile: Sendable, Equatable {
  package let path: String
  package let rows: Int
}
