// What a script would ask and cost, as `spar plan` and `:plan` print it.

internal import SparEngine

enum PlanTable {
  static func text(_ lines: [PlanLine], _ files: [PlannedFile]) -> String {
    guard !lines.isEmpty || !files.isEmpty else { return "no calls" }
    var table = TextTable(
      ["stage", "model", "calls", "stored", "tokens in", "tokens out", "cost", "basis"], numeric: [2, 3, 4, 5, 6])
    let real = lines.filter { !$0.isSimulated }
    for line in real { table.add(cells(of: line, cost: cost([line]))) }
    if real.count > 1 { table.add(total(real)) }
    for line in lines where line.isSimulated { table.add(cells(of: line, cost: "simulated")) }
    let written = files.map { "would write \($0.path), \($0.rows.grouped) rows" }
    return ((lines.isEmpty ? ["no calls"] : [table.text]) + written + notes(lines)).joined(separator: "\n")
  }

  private static func cells(of line: PlanLine, cost: String) -> [String] {
    [
      line.stage, line.model, line.calls.grouped, line.stored.grouped, tokens(line.inputTokens),
      tokens(line.outputTokens), cost, basis(of: line),
    ]
  }

  private static func total(_ lines: [PlanLine]) -> [String] {
    [
      "total", "", lines.reduce(0) { $0 + $1.calls }.grouped, lines.reduce(0) { $0 + $1.stored }.grouped,
      tokens(sum(lines.map(\.inputTokens))), tokens(sum(lines.map(\.outputTokens))), cost(lines), "",
    ]
  }

  /// All of a plan is an estimate.
  private static func tokens(_ range: ClosedRange<Int>) -> String {
    let (low, high) = (range.lowerBound.grouped, range.upperBound.grouped)
    return low == high ? "~\(low)" : "~\(low)–\(high)"
  }

  private static func cost(_ lines: [PlanLine]) -> String {
    let known = lines.compactMap(\.cost)
    let isWhole = lines.allSatisfy { $0.cost != nil || $0.calls == 0 }
    guard !known.isEmpty else { return isWhole ? "\(Dollars(micro: 0))" : "$?" }
    let range = sum(known)
    let (low, high) = ("\(Dollars(micro: range.lowerBound))", "\(Dollars(micro: range.upperBound))")
    return "~" + (low == high ? low : "\(low)–\(high)") + (isWhole ? "" : " + ?")
  }

  private static func sum<Number: Comparable & AdditiveArithmetic>(
    _ ranges: [ClosedRange<Number>]
  ) -> ClosedRange<Number> {
    ranges.reduce(.zero) { $0 + $1.lowerBound }...ranges.reduce(.zero) { $0 + $1.upperBound }
  }

  // MARK: What the numbers rest on

  private static func basis(of line: PlanLine) -> String {
    switch line.basis {
    case .standIns: "stand-ins"
    case .storedCalls(let count): "\(count.grouped) stored calls"
    case .itself: "itself"
    }
  }

  /// `Prices of 2026-11-01: big, small.`
  private static func priceDates(_ lines: [PlanLine]) -> [String] {
    let dated = lines.filter { $0.priceDate != nil }
    return Dictionary(grouping: dated) { $0.priceDate ?? "" }.sorted { $0.key < $1.key }.map { date, lines in
      "Prices of \(date): \(Set(lines.map(\.model)).sorted().joined(separator: ", "))."
    }
  }

  private static func notes(_ lines: [PlanLine]) -> [String] {
    guard lines.contains(where: { $0.basis != .itself }) else { return [] }
    var notes =
      [""] + priceDates(lines) + [
        "The script ran on replies of stand-ins; real replies may lead it elsewhere.",
        "Tokens in: the prompts' bytes by 5 and by 3.",
      ]
    if lines.contains(where: { $0.basis == .standIns }) {
      notes.append("Tokens out by stand-ins: the length of their replies, and max_tokens or else four times as much.")
    }
    if lines.contains(where: { if case .storedCalls = $0.basis { true } else { false } }) {
      notes.append("Tokens out by stored calls: their mean, give or take two standard errors.")
    }
    return notes
  }
}
