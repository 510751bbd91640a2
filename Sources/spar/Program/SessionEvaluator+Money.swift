// :cost and :plan at the prompt

internal import SparCore
internal import SparEngine
internal import SparREPL
internal import SparScript
internal import SparStore

extension SessionEvaluator {
  /// The prompt's commands that need more than Lua.
  var commands: [Command] {
    [
      Command("cost", argument: "[run|stage|model]", summary: "what the stored calls have cost") { [unowned self] in
        cost($1)
      },
      Command("plan", argument: "EXPRESSION", summary: "what it would ask and cost; nothing is asked or kept") {
        [unowned self] in plan($1)
      },
    ]
  }

  private func cost(_ word: String) -> Evaluation {
    guard let group = word.isEmpty ? .model : CostGroup(rawValue: word) else {
      return .failed("“:cost” sums by run, stage or model, not by “\(word)”.")
    }
    return answer { program in
      .shown(CostTable.text(try program.engine.store.read { try $0.costs(by: group) }, by: group))
    }
  }

  private func plan(_ expression: String) -> Evaluation {
    guard !expression.isEmpty else { return .failed("“:plan” needs an expression. Try :plan respond(q)") }
    return answer { program in
      guard !program.session.isBusy else {
        return .failed("Tasks are running, whose calls a plan would take for its own. Await or cancel them first.")
      }
      let copy = try Store.openCopy(of: try program.engine.store.path)
      let (lines, files, error) = await program.engine.plan(on: copy) {
        try await program.session.rehearse(expression)
      }
      if let error { throw error }
      return .shown(PlanTable.text(lines, files))
    }
  }
}
