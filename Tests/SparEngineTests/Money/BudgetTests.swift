// Budgets as they are written, and the sums that they cover.

import SparEngine
import Testing

@Suite("Budgets")
struct BudgetTests {
  @Test(
    "a number is dollars; names limit tokens and calls too",
    arguments: [
      ("2", Budget(microUSD: 2_000_000)), ("0.05", Budget(microUSD: 50_000)),
      ("usd=2,tokens=1e6,calls=5000", Budget(calls: 5000, tokens: 1_000_000, microUSD: 2_000_000)),
      ("calls=0", Budget(calls: 0)), ("tokens=inf", Budget()),
    ])
  func reads(text: String, budget: Budget) throws { #expect(try Budget(parsing: text) == budget) }

  @Test(
    "what is no budget is named",
    arguments: [
      ("", "usd must be a number, not ''."), ("much", "usd must be a number, not 'much'."),
      ("cals=3", "A budget has no 'cals'."), ("calls=-1", "calls must be a number from 0 up, not -1.0."),
      ("usd=2,", "usd must be a number, not ''."), ("tokens=nan", "tokens must be a number from 0 up, not nan."),
    ])
  func refuses(text: String, sentence: String) {
    let error = #expect(throws: EngineError.self) { try Budget(parsing: text) }
    #expect(error?.message == sentence && error?.hint != nil)
  }

  @Test("limits that are not named are taken from below")
  func merged() {
    let below = Budget(calls: 5, microUSD: 7)
    #expect(Budget(tokens: 9, microUSD: 1).merged(over: below) == Budget(calls: 5, tokens: 9, microUSD: 1))
  }

  @Test(
    "money is printed in cents, below a dollar with four places",
    arguments: [
      (0, "$0.00"), (49, "<$0.0001"), (50, "$0.0001"), (4_249, "$0.0042"), (420_000, "$0.4200"),
      (1_234_567, "$1.23"), (1_995_000, "$2.00"), (1_234_567_890_000, "$1,234,567.89"),
    ] as [(Int64, String)])
  func dollars(micro: Int64, text: String) { #expect("\(Dollars(micro: micro))" == text) }
}
