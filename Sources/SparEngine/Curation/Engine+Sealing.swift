// Rows without those that leak, or no rows at all.

internal import LoopKit
internal import SparCore

extension Engine {
  /// The rows that leak nothing; each other one is stored as rejected, with its reason.
  ///
  /// - Throws: `dataset.leak` where the policy is to stop and any row leaks.
  func sealed(_ rows: [SelectedRow], _ policy: LeakPolicy) async throws -> [SelectedRow] {
    let leaks = try await leaks(among: rows.map(\.instruction))
    guard !leaks.isEmpty else { return rows }
    guard policy == .drop else { throw EngineError.leaks(leaks, of: rows.count) }
    for leak in leaks { try await reject(leak.instruction, reason: leak.reason, stage: "export") }
    let dropped = Set(leaks.map(\.row))
    return rows.indices.filter { !dropped.contains($0) }.map { rows[$0] }
  }
}

extension EngineError {
  /// The most leaks that a message lists.
  private static let listed = 20

  fileprivate static func leaks(_ leaks: [Leak], of count: Int) -> EngineError {
    let lines = leaks.prefix(listed).map { "\n  row \($0.row + 1) (\($0.instruction)): \($0.reason) (\($0.item))" }
    let more = leaks.count > listed ? "\n  and \(leaks.count - listed) more" : ""
    return EngineError(
      .leak,
      "\(leaks.count) of \(count) rows leak what a test set holds out, and nothing was written:\(lines.joined())\(more)",
      hint: "Pass leaking = \"drop\" to leave them out; arena.leaks(rows) lists them all.")
  }
}
