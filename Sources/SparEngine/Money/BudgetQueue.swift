// The line before the models where a run has a budget: each call waits until what it may come to is covered.

package import LoopKit
internal import SparCore
internal import SparModels

/// Sets aside before a call is sent what it may come to, and settles with what it came to.
@Host
package final class BudgetQueue {
  package private(set) var ledger: Ledger
  /// Whether a call was refused; then every later one is, until the budget changes.
  package private(set) var isReached = false
  /// Told once of each budget that is reached.
  var onReached: @Host (EngineError) -> Void = { _ in }

  private var waiting: [Waiter] = []
  private var lastWaiter = 0

  private struct Waiter {
    let number: Int
    let amount: Spending
    let continuation: UnsafeContinuation<Void, any Error>
  }

  /// - Parameter spent: by calls that were made before there was a budget.
  package init(_ budget: Budget, spent: Spending = Spending()) { ledger = Ledger(budget, spent: spent) }

  /// Asks a model as soon as the budget covers what that may come to.
  ///
  /// - Parameters:
  ///   - most: what it may come to; `nil` where it is part of a request that has been sent.
  ///   - usage: what it came to.
  /// - Throws: `budget.reached` where it will not be covered; `budget.unpriced` for a model without a price, where
  ///   dollars are limited; the model's own errors, which cost nothing.
  func spend<Reply>(
    at most: TokenUsage?, on model: Model, _ ask: @Host () async throws(ModelError) -> Reply,
    usage: (Reply) -> TokenUsage
  ) async throws -> Reply {
    let reserved = if let most { try amount(most, model) } else { Spending() }
    if most != nil { try await reserve(reserved) }
    // A script's function may ask other models before it answers, and they would wait for ever for what it holds: what
    // it may come to counts as spent until it ends.
    let advance = model.kind == .scripted ? reserved : Spending()
    ledger.settle(advance, used: advance)
    do throws(ModelError) {
      let reply = try await ask()
      settle(reserved - advance, used: Spending(usage(reply), of: model) - advance)
      return reply
    } catch {
      settle(reserved - advance, used: Spending() - advance)
      throw error
    }
  }

  /// Other limits; what is spent stays spent.
  package func change(to budget: Budget) {
    ledger.budget = budget
    isReached = false
    admit()
  }

  private func amount(_ usage: TokenUsage, _ model: Model) throws(EngineError) -> Spending {
    guard ledger.budget.microUSD == nil || model.cost(of: usage) != nil else { throw .unpriced(model.name) }
    return Spending(usage, of: model)
  }

  // MARK: Waiting

  private func reserve(_ amount: Spending) async throws {
    if isReached { throw EngineError.budgetReached(ledger, amount) }
    // Nobody overtakes: else small calls would starve large ones.
    if waiting.isEmpty, ledger.answer(to: amount) != .later { return try take(amount) }
    lastWaiter += 1
    let number = lastWaiter
    try await withTaskCancellationHandler {
      try await withUnsafeThrowingContinuation { continuation in
        waiting.append(Waiter(number: number, amount: amount, continuation: continuation))
        if Task.isCancelled { leave(number) } else { admit() }
      }
    } onCancel: {
      Host.task { self.leave(number) }
    }
  }

  private func take(_ amount: Spending) throws {
    guard ledger.answer(to: amount) == .granted else { throw refuse(amount) }
    ledger.reserve(amount)
  }

  private func settle(_ amount: Spending, used: Spending) {
    ledger.settle(amount, used: used)
    if !waiting.isEmpty { admit() }
  }

  /// Lets go whoever the budget covers or never will, in their order.
  private func admit() {
    while let first = waiting.first {
      switch ledger.answer(to: first.amount) {
      case .later: return
      case .granted:
        waiting.removeFirst()
        ledger.reserve(first.amount)
        first.continuation.resume()
      case .never: refuseAll(refuse(first.amount))
      }
    }
  }

  private func refuse(_ amount: Spending) -> EngineError {
    let error = EngineError.budgetReached(ledger, amount)
    if !isReached { onReached(error) }
    isReached = true
    return error
  }

  private func refuseAll(_ error: EngineError) {
    let refused = waiting
    waiting = []
    for waiter in refused { waiter.continuation.resume(throwing: error) }
  }

  private func leave(_ number: Int) {
    guard let index = waiting.firstIndex(where: { $0.number == number }) else { return }
    waiting.remove(at: index).continuation.resume(throwing: CancellationError())
    admit()
  }
}

extension Spending {
  /// One call; money as far as the price is known.
  init(_ usage: TokenUsage, of model: Model) {
    self.init(calls: 1, tokens: usage.input + usage.output, microUSD: model.cost(of: usage) ?? 0)
  }
}
