// How long replies have been.

internal import SparCore

/// The tokens of stored replies, as their server counted them.
package struct ReplyLengths: Sendable, Equatable {
  package let count: Int
  package let mean: Double
  /// Of one reply, with n − 1 in the denominator.
  package let variance: Double

  package init(count: Int, mean: Double, variance: Double) {
    self.count = count
    self.mean = mean
    self.variance = variance
  }
}

extension StoreReader {
  /// Of the latest real calls of a stage to a model; `nil` where there are fewer than two.
  package func replyLengths(stage: String, model: String) throws -> ReplyLengths? {
    let sql = """
      SELECT count(*), avg(output_tokens), avg(output_tokens * output_tokens) FROM (
        SELECT output_tokens FROM call
        WHERE stage = ? AND model = ? AND status = 'ok' AND is_simulated = 0 AND is_estimate = 0
          AND output_tokens IS NOT NULL
        ORDER BY id DESC LIMIT 10000)
      """
    let moments = try connection.first(sql) { row in
      row.add(stage)
      row.add(model)
    } read: { row in
      (count: row.int(), mean: row.double(), square: row.double())
    }
    guard let moments, moments.count >= 2 else { return nil }
    let count = Double(moments.count)
    let variance = max(0, moments.square - moments.mean * moments.mean) * count / (count - 1)
    return ReplyLengths(count: moments.count, mean: moments.mean, variance: variance)
  }
}
