// budget: what a run may spend

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

enum BudgetModule: Module {
  static let topic = Topic.money

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "budget",
        "Limits what the run may spend, before each call is sent; without limits it only tells what has been spent. "
          + "`math.huge` takes a limit away.",
        options: [
          .init("usd", "number", "dollars; every model that is asked needs a price in spar.toml", default: "no limit"),
          .init("tokens", "number", "tokens, in and out together", default: "no limit"),
          .init("calls", "number", "calls; those that come from the store count for nothing", default: "no limit"),
        ],
        returns: [.init("budget", "as it is now; limits of --budget win over the script's")],
        example: "budget{usd = 2, calls = 5000}\nprint(budget().calls.left, budget().reached)",
        .immediate { call in
          if let asked = try asked(call, host) { host.engine.limit(asked) }
          return [ShownBudget.shape.table(ShownBudget(host.engine))]
        })
    ]
  }

  /// What the script has asked for before, with what it asks for now; `nil` where it asks for nothing.
  @Host private static func asked(_ call: VerbCall, _ host: ScriptHost) throws -> Budget? {
    var budget = host.engine.askedBudget
    var isNew = false
    for unit in Budget.Unit.allCases {
      guard let amount = try call.number(unit.rawValue) else { continue }
      try budget.limit(unit, to: amount)
      isNew = true
    }
    return isNew ? budget : nil
  }
}

/// A budget as scripts see it.
struct ShownBudget: Sendable {
  let ledger: Ledger
  let isReached: Bool
  let hasUnknownCost: Bool

  @Host init(_ engine: Engine) {
    ledger = engine.ledger
    isReached = engine.isBudgetReached
    hasUnknownCost = engine.progress.hasUnknownCost
  }

  private var limit: Budget { ledger.budget }
  private var spent: Spending { ledger.spent }

  static let shape = ValueShape<ShownBudget>(
    "budget", "What a run may spend and has spent, as `budget` returns it.", hasKind: false,
    [
      .init("usd", "allowance", "dollars") {
        allowance(Double($0.spent.microUSD) / 1e6, of: $0.limit.microUSD.map { Double($0) / 1e6 }) { .number($0) }
      },
      .init("tokens", "allowance", "tokens, in and out together") {
        allowance($0.spent.tokens, of: $0.limit.tokens) { LuaValue($0) }
      },
      .init("calls", "allowance", "calls that were made") {
        allowance($0.spent.calls, of: $0.limit.calls) { LuaValue($0) }
      },
      .init("unpriced", "boolean", "whether there were calls without a known price, which `usd` leaves out") {
        .bool($0.hasUnknownCost)
      },
      .init("reached", "boolean", "whether a call was refused; then no further one is made") { .bool($0.isReached) },
    ])

  static let allowance = TableShape(
    "allowance", "One of the limits of a `budget`.",
    [
      ("spent", "number", "so far, in this run"),
      ("limit", "number?", "where there is one"),
      ("left", "number?", "of the limit; calls in flight may have part of it set aside"),
    ])

  private static func allowance<Number: Comparable & Numeric>(
    _ spent: Number, of limit: Number?, _ lua: (Number) -> LuaValue
  ) -> LuaValue {
    var fields = [("spent", lua(spent))]
    if let limit { fields += [("limit", lua(limit)), ("left", lua(max(0, limit - spent)))] }
    return .table(LuaTable(fields: fields))
  }
}
