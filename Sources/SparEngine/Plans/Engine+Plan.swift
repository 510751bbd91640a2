// Planning: the engine for a while on a copy of the store, with nobody to ask.

package import LoopKit
internal import SparModels
package import SparStore

extension Engine {
  /// Runs `body` so that no model is asked and nothing of it stays: not in the store, not in a file, not in the engine.
  ///
  /// Nobody else may use the engine meanwhile.
  ///
  /// - Parameter copy: of the store; closed at the end.
  /// - Returns: what would have been asked, and what ended `body` early.
  package func plan(
    on copy: Store, _ body: @Host () async throws -> Void
  ) async -> (lines: [PlanLine], files: [PlannedFile], error: (any Error)?) {
    let before = (opened, underWay, roles, iteration, failedItems, tape)
    let plan = Plan(copy, models)
    (self.plan, opened, underWay, tape) = (plan, copy, [:], nil)
    progress.isCounting = false
    defer {
      self.plan = nil
      progress.isCounting = true
      (opened, underWay, roles, iteration, failedItems, tape) = before
      copy.close()
    }
    var ending: (any Error)?
    do { try await body() } catch { ending = error }
    return (plan.lines, plan.files, ending)
  }

  package var isPlanning: Bool { plan != nil }
}
