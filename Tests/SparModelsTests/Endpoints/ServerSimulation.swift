// A server and its many callers in virtual time: what an adaptive limit is tried on without a clock and without chance.

import SparModels

/// Calls that all want to be made at once, event by event.
struct ServerSimulation {
  /// What the server does with a request that finds every place taken.
  enum Manner {
    case rejects(retryAfter: Double?)
    case queues
  }

  let manner: Manner
  /// How many requests the server works on at once, by the time.
  let capacity: (Double) -> Int
  /// Seconds for one reply, by the number of the call.
  var latency: (Int) -> Double = { _ in 0.2 }
  /// Seconds until a rejection is back.
  var rejectionDelay = 0.002
  /// Seconds until a rejected call is tried again.
  var backoff = 0.25

  private(set) var limit: AdaptiveLimit
  private(set) var now = 0.0
  private(set) var replies = 0
  private(set) var rejections = 0
  private(set) var mostInFlight = 0
  /// The limit after every event.
  private(set) var history: [(time: Double, limit: Int)] = []

  private enum Event {
    case reply(sent: Double, among: Int, era: Int)
    case rejection(era: Int)
    case retry, growth, resumption
  }

  /// The next one last.
  private var events: [(time: Double, event: Event)] = []
  private var waiting = 0
  private var inFlight = 0
  private var isGrowing = false
  private var pausedUntil = 0.0
  private var sent = 0
  private var serving = 0
  private var queue: [(sent: Double, among: Int, era: Int, latency: Double)] = []

  init(_ manner: Manner, capacity: @escaping (Double) -> Int, limit: AdaptiveLimit) {
    self.manner = manner
    self.capacity = capacity
    self.limit = limit
  }

  /// Makes so many calls; returns the seconds they take in all.
  @discardableResult
  mutating func run(_ calls: Int) -> Double {
    let began = now
    waiting += calls
    let goal = replies + calls
    send()
    while replies < goal, let (time, event) = events.popLast() {
      now = time
      take(event)
      send()
      history.append((now, limit.current))
    }
    return now - began
  }

  private mutating func take(_ event: Event) {
    switch event {
    case .reply(let sent, let among, let era):
      serving -= 1
      replies += 1
      limit.replied(after: now - sent, among: among, era: era, now: now)
      inFlight -= 1
      if !queue.isEmpty, serving < capacity(now) { serve(queue.removeFirst()) }
    case .rejection(let era):
      rejections += 1
      var pause: Double?
      if case .rejects(let retryAfter) = manner { pause = retryAfter }
      limit.rejected(among: inFlight, era: era, pause: pause ?? 0, now: now)
      inFlight -= 1
      if let pause {
        pausedUntil = now + pause
        add(.resumption, in: pause)
      }
      add(.retry, in: (pause ?? 0) + backoff)
    case .retry: waiting += 1
    case .growth:
      isGrowing = false
      limit.grow()
    case .resumption: if now >= pausedUntil { limit.resumed() }
    }
  }

  private mutating func send() {
    while waiting > 0, inFlight < limit.current, now >= pausedUntil {
      waiting -= 1
      inFlight += 1
      mostInFlight = max(mostInFlight, inFlight)
      sent += 1
      arrive((now, inFlight, limit.era, latency(sent)))
    }
    guard waiting > 0, inFlight >= limit.current else { return }
    limit.fellShort()
    guard !isGrowing, let seconds = limit.growthInterval else { return }
    isGrowing = true
    add(.growth, in: seconds)
  }

  private mutating func arrive(_ request: (sent: Double, among: Int, era: Int, latency: Double)) {
    if serving < capacity(now) { return serve(request) }
    switch manner {
    case .queues: queue.append(request)
    case .rejects: add(.rejection(era: request.era), in: rejectionDelay)
    }
  }

  private mutating func serve(_ request: (sent: Double, among: Int, era: Int, latency: Double)) {
    serving += 1
    add(.reply(sent: request.sent, among: request.among, era: request.era), in: request.latency)
  }

  private mutating func add(_ event: Event, in seconds: Double) {
    let time = now + seconds
    var (low, high) = (0, events.count)
    while low < high {
      let middle = (low + high) / 2
      if events[middle].time > time { low = middle + 1 } else { high = middle }
    }
    events.insert((time, event), at: low)
  }
}
