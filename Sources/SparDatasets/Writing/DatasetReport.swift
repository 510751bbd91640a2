// What an export came to.

package struct DatasetReport: Sendable, Equatable {
  package let path: String
  package let cardPath: String
  package let format: String
  package internal(set) var rows = 0
  /// How many rows were refused for each reason that occurred.
  package internal(set) var refused: [Refusal: Int] = [:]
  /// How many answers each model gave.
  package internal(set) var answers: [String: Int] = [:]
  package internal(set) var simulatedModels: Set<String> = []

  package var refusedCount: Int { refused.values.reduce(0, +) }

  /// Reasons with their counts, in a fixed order.
  package var refusals: [(reason: Refusal, count: Int)] {
    Refusal.allCases.compactMap { reason in refused[reason].map { (reason, $0) } }
  }

  /// One line for a terminal: `sft.jsonl: 120 rows (3 refused: the answer is empty)`.
  package var summary: String {
    let reasons = refusals.map { "\($0.count) because \($0.reason.rawValue)" }.joined(separator: ", ")
    let refusedPart = refused.isEmpty ? "" : ", \(refusedCount) refused (\(reasons))"
    let simulatedPart = simulatedModels.isEmpty ? "" : ", with text of simulated models"
    return "\(path): \(rows) \(rows == 1 ? "row" : "rows")\(refusedPart)\(simulatedPart)"
  }
}
