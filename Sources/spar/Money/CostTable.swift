// What stored calls have cost, as `spar cost` and `:cost` print it.

internal import SparEngine
internal import SparStore

enum CostTable {
  /// - Parameter group: what the lines were summed by.
  static func text(_ lines: [CostLine], by group: CostGroup) -> String {
    guard !lines.isEmpty else { return "no calls" }
    let (real, simulated) = (lines.filter { !$0.isSimulated }, lines.filter(\.isSimulated))
    var table = TextTable(
      [group.rawValue, "calls", "failed", "tokens in", "tokens out", "cost"], numeric: [1, 2, 3, 4, 5])
    for line in real { table.add(cells(of: line, cost: cost([line]))) }
    if real.count > 1 { table.add(total(real)) }
    for line in simulated { table.add(cells(of: line, cost: "simulated")) }
    return table.text
  }

  private static func cells(of line: CostLine, cost: String) -> [String] {
    [line.name ?? "–", line.calls.grouped, line.failed.grouped] + tokens([line]) + [cost]
  }

  private static func total(_ lines: [CostLine]) -> [String] {
    ["total", sum(lines, \.calls).grouped, sum(lines, \.failed).grouped] + tokens(lines) + [cost(lines)]
  }

  /// With a `~` where some are an estimate.
  private static func tokens(_ lines: [CostLine]) -> [String] {
    let mark = lines.contains(where: \.hasEstimates) ? "~" : ""
    return [mark + sum(lines, \.inputTokens).grouped, mark + sum(lines, \.outputTokens).grouped]
  }

  /// `$1.23`, `~$1.23` where tokens are estimates, `$1.23 + ?` where some prices are unknown, `$?` where all are.
  private static func cost(_ lines: [CostLine]) -> String {
    let micro = lines.reduce(0) { $0 + $1.costMicroUSD }
    let isWhole = !lines.contains { $0.unpriced > 0 }
    if !isWhole, micro == 0 { return "$?" }
    let mark = lines.contains(where: \.hasEstimates) ? "~" : ""
    return mark + "\(Dollars(micro: micro))" + (isWhole ? "" : " + ?")
  }

  private static func sum(_ lines: [CostLine], _ field: KeyPath<CostLine, Int>) -> Int {
    lines.reduce(0) { $0 + $1[keyPath: field] }
  }
}
