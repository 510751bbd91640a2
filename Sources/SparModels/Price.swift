// What tokens cost. Prices are configured by the user, never built in: they change faster than programs.

package import SparCore

/// USD per million tokens, which is micro-dollars per token.
package struct Price: Sendable, Equatable {
  package var input: Double
  package var output: Double
  /// When the price was looked up, as the user wrote it.
  package var date: String?

  package init(input: Double, output: Double, date: String? = nil) {
    self.input = input
    self.output = output
    self.date = date
  }

  /// Micro-dollars, rounded to the nearest.
  package func cost(of usage: TokenUsage) -> Int64 {
    Int64((Double(usage.input) * input + Double(usage.output) * output).rounded())
  }
}
