// One line of what calls cost.

/// What costs are summed by.
package enum CostGroup: String, Sendable, CaseIterable {
  case run, stage, model

  var column: String { rawValue }
}

/// The sum over the calls of one group; simulated calls have lines of their own.
package struct CostLine: Sendable, Equatable {
  /// The run's id, the stage or the model; `nil` for calls outside any run.
  package let name: String?
  package let isSimulated: Bool
  package let calls: Int
  /// Those of them that gave nothing of use: failed, cut, withheld or not readable.
  package let failed: Int
  package let attempts: Int
  package let inputTokens: Int
  package let outputTokens: Int
  /// Whether some of the tokens are an estimate of ours.
  package let hasEstimates: Bool
  /// Millionths of a dollar of the calls whose price is known.
  package let costMicroUSD: Int64
  /// Calls with tokens but without a known price: while there are any, the cost is unknown.
  package let unpriced: Int

  static let columns = """
    is_simulated, sum(calls), sum(unfinished), sum(attempts), sum(input_tokens), sum(output_tokens),
    max(has_estimates), coalesce(sum(cost_microusd), 0), sum(unpriced)
    """

  init(from row: inout RowReader) {
    name = row.optionalText()
    isSimulated = row.bool()
    calls = row.int()
    failed = row.int()
    attempts = row.int()
    inputTokens = row.int()
    outputTokens = row.int()
    hasEstimates = row.bool()
    costMicroUSD = row.integer()
    unpriced = row.int()
  }
}
