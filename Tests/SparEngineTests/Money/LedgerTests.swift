// What is left of a budget while calls are in flight.

import SparCore
@testable import SparEngine
import Testing

@Suite("The ledger")
struct LedgerTests {
  private func call(_ tokens: Int) -> Spending { Spending(calls: 1, tokens: tokens) }

  @Test("a call is granted while all that is set aside fits, and waits while it may fit later")
  func answers() {
    var ledger = Ledger(Budget(tokens: 100))
    #expect(ledger.answer(to: call(100)) == .granted)
    ledger.reserve(call(60))
    #expect(ledger.answer(to: call(40)) == .granted)
    #expect(ledger.answer(to: call(41)) == .later)
    ledger.settle(call(60), used: call(10))
    #expect(ledger.answer(to: call(90)) == .granted)
    #expect(ledger.answer(to: call(91)) == .never)
    #expect(ledger.spent == call(10) && ledger.reserved == Spending())
  }

  @Test("each limit counts by itself")
  func limits() {
    let amount = Spending(calls: 1, tokens: 50, microUSD: 30)
    #expect(Ledger(Budget()).answer(to: amount) == .granted)
    #expect(Ledger(Budget(calls: 0)).answer(to: amount) == .never)
    #expect(Ledger(Budget(tokens: 49)).answer(to: amount) == .never)
    #expect(Ledger(Budget(microUSD: 29)).answer(to: amount) == .never)
    #expect(Ledger(Budget(calls: 1, tokens: 50, microUSD: 30)).answer(to: amount) == .granted)
  }

  @Test("settled and reserved never exceed the budget, in whatever order 512 calls in flight end")
  func noOvershoot() {
    var random = SeededRandom(seed: 1, purpose: "ledger", fields: [])
    var ledger = Ledger(Budget(tokens: 100_000))
    var inFlight: [Spending] = []
    var made = 0
    for _ in 0..<20_000 {
      let next = call(1 + Int(random.unit() * 1000))
      if inFlight.count < 512, ledger.answer(to: next) == .granted {
        ledger.reserve(next)
        inFlight.append(next)
      } else if !inFlight.isEmpty {
        let ended = inFlight.remove(at: Int(random.unit() * Double(inFlight.count)))
        ledger.settle(ended, used: call(Int(random.unit() * Double(ended.tokens))))
        made += 1
      }
      #expect(ledger.spent.tokens + ledger.reserved.tokens <= 100_000)
    }
    #expect(made > 200)
  }
}
