// The limit of requests in flight, on simulated servers.

import SparModels
import Testing

@Suite("Adaptive limit")
struct AdaptiveLimitTests {
  private func near(_ ceiling: Int = 64) -> AdaptiveLimit { AdaptiveLimit(ceiling: ceiling, pace: .near) }
  private func far(_ ceiling: Int = 64) -> AdaptiveLimit { AdaptiveLimit(ceiling: ceiling, pace: .far) }

  @Test("it starts low, and never beyond its ceiling")
  func start() {
    #expect(near().current == 8 && near(3).current == 3 && near(0).current == 1)
    var simulation = ServerSimulation(.queues, capacity: { _ in 1000 }, limit: near(20))
    simulation.run(500)
    #expect(simulation.mostInFlight == 20)
  }

  @Test("a fixed limit stays as it is")
  func fixed() {
    var limit = AdaptiveLimit(fixed: 12)
    limit.rejected(among: 12, era: limit.era, now: 0)
    limit.lostServer()
    #expect(limit.current == 12 && limit.growthInterval == nil)
  }

  @Test("a limit that nobody runs into does not grow")
  func unused() {
    var limit = far(512)
    for _ in 0..<100 { limit.replied(after: 1, among: 2, era: limit.era, now: 0) }
    #expect(limit.current == 8)
  }

  // MARK: Servers that take everything

  @Test("512 in flight at a server that answers after 50 ms: nine tenths of the ideal rate over 8,000 calls")
  func quickServer() {
    var simulation = ServerSimulation(.queues, capacity: { _ in 10_000 }, limit: near(512))
    simulation.latency = { _ in 0.05 }
    let seconds = simulation.run(8000)
    #expect(simulation.mostInFlight == 512)
    #expect(8000 * 0.05 / 512 / seconds >= 0.9)
  }

  @Test("a server that answers at once has hundreds in flight within milliseconds")
  func instantServer() {
    var simulation = ServerSimulation(.queues, capacity: { _ in 10_000 }, limit: near(512))
    simulation.latency = { _ in 0.001 }
    simulation.run(20_000)
    let reached = simulation.history.first { $0.limit >= 256 }
    #expect((reached?.time ?? 1) < 0.1)
  }

  @Test("replies of many seconds, whose length varies tenfold, do not hold the limit down")
  func noisyServer() {
    var simulation = ServerSimulation(.queues, capacity: { _ in 10_000 }, limit: far(256))
    // Golden-ratio steps: as uneven as chance, and the same each time.
    simulation.latency = { 2 + 18 * (Double($0) * 0.618034).truncatingRemainder(dividingBy: 1) }
    let seconds = simulation.run(10_000)
    #expect(simulation.mostInFlight == 256)
    #expect(10_000 * 11 / 256 / seconds >= 0.85)
  }

  @Test("replies that become ten times as long, because another kind of work begins, do not hold it down for long")
  func longerWork() {
    var simulation = ServerSimulation(.queues, capacity: { _ in 10_000 }, limit: far())
    simulation.latency = { $0 < 200 ? 0.5 : 5 }
    simulation.run(200)
    let seconds = simulation.run(3000)
    #expect(3000 * 5 / 64 / seconds >= 0.9)
  }

  @Test("a server that only queues what is too much is sent little more than it works on, and loses nothing by it")
  func fullServer() {
    var simulation = ServerSimulation(.queues, capacity: { _ in 4 }, limit: far(256))
    simulation.latency = { _ in 1 }
    let seconds = simulation.run(2000)
    #expect(2000 / 4 / seconds >= 0.98)
    let late = simulation.history.suffix(500).map(\.limit)
    #expect(late.reduce(0, +) / late.count <= 20)
  }

  // MARK: Servers that reject

  @Test(
    "100 calls at a server that takes 8 and rejects the others: at most 20 rejections, 3.2 s",
    arguments: [0.001, 0.005, 0.010])
  func storm(rejectionDelay: Double) {
    var simulation = ServerSimulation(.rejects(retryAfter: nil), capacity: { _ in 8 }, limit: near())
    simulation.rejectionDelay = rejectionDelay
    let seconds = simulation.run(100)
    #expect(simulation.rejections <= 20 && seconds <= 3.2)
  }

  @Test("the same on another machine, where rejections take their time")
  func farStorm() {
    var simulation = ServerSimulation(.rejects(retryAfter: nil), capacity: { _ in 8 }, limit: far())
    simulation.rejectionDelay = 0.1
    let seconds = simulation.run(100)
    #expect(simulation.rejections <= 20 && seconds <= 3.5)
  }

  @Test("where a rejection costs a pause of a second, there is only one")
  func pausingStorm() {
    var simulation = ServerSimulation(.rejects(retryAfter: 1), capacity: { _ in 8 }, limit: near())
    let seconds = simulation.run(100)
    #expect(simulation.rejections <= 20 && seconds <= 4)
  }

  @Test("rejections of requests sent before the last reduction do not count again")
  func oneOverload() {
    var limit = near()
    let era = limit.era
    limit.rejected(among: 8, era: era, now: 0)
    #expect(limit.current == 6 && limit.era == era + 1)
    limit.rejected(among: 7, era: era, now: 0)
    #expect(limit.current == 6)
    limit.rejected(among: 6, era: era, now: 0)
    #expect(limit.current == 5 && limit.era == era + 1)
  }

  @Test("a capacity that drops in the middle costs few rejections, and the rest is kept busy")
  func drop() {
    var simulation = ServerSimulation(.rejects(retryAfter: nil), capacity: { $0 < 1 ? 64 : 8 }, limit: near())
    simulation.run(250)
    let rejections = simulation.rejections
    let seconds = simulation.run(400)
    // All 64 of one round may find the server smaller at the same moment.
    #expect(simulation.rejections - rejections <= 75 && seconds <= 400 / 8 * 0.2 / 0.9)
  }

  @Test("a capacity that rises is found again")
  func rise() {
    var simulation = ServerSimulation(.rejects(retryAfter: nil), capacity: { $0 < 3 ? 8 : 48 }, limit: near())
    simulation.run(120)
    let seconds = simulation.run(3000)
    #expect(simulation.history.contains { $0.time > 3 && $0.limit >= 40 })
    #expect(3000 / 48 * 0.2 / seconds >= 0.7)
  }

  @Test("a server that rejects everybody for a while is at full work soon after")
  func restart() {
    var simulation = ServerSimulation(
      .rejects(retryAfter: nil), capacity: { 2..<5 ~= $0 ? 0 : 100 }, limit: near())
    simulation.run(1000)
    let back = simulation.history.first { $0.time > 5 && $0.limit >= 48 }
    #expect((back?.time ?? 100) < 10)
  }

  @Test("a server that takes no connection is asked one at a time, and by many again once it answers")
  func lost() {
    var limit = near(512)
    limit.lostServer()
    #expect(limit.current == 1)
    for _ in 0..<64 {
      limit.fellShort()
      limit.replied(after: 0.01, among: limit.current, era: limit.era, now: 0)
      limit.grow()
    }
    #expect(limit.current > 64)
  }

  @Test("after a pause those who waited start a few at a time")
  func resumption() {
    var limit = near()
    while limit.growthInterval != nil { limit.grow() }
    #expect(limit.current == 64)
    limit.resumed()
    #expect(limit.current == 8 && limit.growthInterval != nil)
    while limit.growthInterval != nil { limit.grow() }
    #expect(limit.current == 64)
  }
}
