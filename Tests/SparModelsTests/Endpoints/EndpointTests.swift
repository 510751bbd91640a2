// Retries, pauses and outages, on a clock that needs no waiting.

import LoopKit
import SparCore
import SparModels
import SparTesting
import Testing

@Suite("Endpoint", .timeLimit(.minutes(5)))
@Host
struct EndpointTests {
  private let place = ModelError.Place(model: "m", endpoint: "http://host/v1")

  /// Calls an endpoint whose tries fail with `errors`, one after another, and then succeed.
  private func call(failing errors: [ModelError], clock: VirtualClock) async -> (tries: Int, error: ModelError?) {
    let endpoint = Endpoint(concurrency: 1, clock: clock.clock)
    var tries = 0
    let error = await modelError { () async throws(ModelError) in
      try await endpoint.call("m") { _ async throws(ModelError) in
        tries += 1
        if tries <= errors.count { throw errors[tries - 1] }
        return ChatReply(text: "ok")
      }
    }
    #expect(endpoint.queue.running == 0)
    return (tries, error)
  }

  private func answer(_ status: Int, retryAfter: Double? = nil) -> ModelError.Answer {
    ModelError.Answer(status: status, retryAfter: retryAfter)
  }

  @Test("an error that may pass is tried again after waits that double, half of each by the clock's chance")
  func backoff() async {
    let clock = VirtualClock(chance: 0.5)
    let result = await call(failing: Array(repeating: .serverError(answer(500), at: place), count: 4), clock: clock)
    #expect(result.tries == 5 && result.error == nil)
    #expect(clock.sleeps == [0.25, 0.5, 1, 2])
  }

  @Test("after five tries it is reported")
  func exhausted() async {
    let result = await call(
      failing: Array(repeating: .serverError(answer(503), at: place), count: 9), clock: VirtualClock())
    #expect(result.tries == 5 && result.error?.code == "model.server_error")
  }

  @Test("what waiting does not mend is not tried again")
  func noRetry() async {
    let errors: [ModelError] = [
      .badRequest(answer(400), at: place), .unauthorized(answer(401), at: place), .quota(answer(429), at: place),
      .notFound(answer(404), at: place), .badReply("HTML", excerpt: nil, at: place), .missingKey("K", at: place),
      .unreachable(at: place, reason: "bad certificate", isRetryable: false), .scriptedMiss("m", reason: "none"),
    ]
    for error in errors {
      let clock = VirtualClock()
      let result = await call(failing: [error], clock: clock)
      #expect(result.tries == 1 && result.error == error && clock.sleeps.isEmpty, "\(error.code)")
    }
  }

  @Test("Retry-After is waited for, and never cut short by the backoff's own length")
  func retryAfter() async {
    let clock = VirtualClock(chance: 0)
    let result = await call(failing: [.rateLimit(answer(429, retryAfter: 45), at: place)], clock: clock)
    #expect(result.tries == 2 && clock.sleeps == [45])
  }

  @Test("a server that asks for an hour is not waited for")
  func longRetryAfter() async {
    let clock = VirtualClock()
    let result = await call(failing: [.rateLimit(answer(429, retryAfter: 3600), at: place)], clock: clock)
    #expect(result.tries == 1 && result.error?.retryAfter == 3600 && clock.sleeps.isEmpty)
  }

  @Test(
    "a server that takes no connection gets three tries within two seconds, whatever the chance, then nobody tries for five",
    arguments: [0, 0.5, 0.999])
  func unreachable(chance: Double) async throws {
    let clock = VirtualClock(chance: chance)
    let endpoint = Endpoint(concurrency: 4, clock: clock.clock)
    var tries = 0
    let attempt: @Host (Slot) async throws(ModelError) -> ChatReply = { _ async throws(ModelError) in
      tries += 1
      if tries <= 3 { throw .unreachable(at: place, reason: "refused") }
      return ChatReply(text: "up again")
    }
    let first = await modelError { () async throws(ModelError) in try await endpoint.call("m", attempt) }
    #expect(first?.code == "model.unreachable" && first?.exitCode == .unreachable)
    #expect(tries == 3 && 1...2 ~= clock.now)
    let second = await modelError { () async throws(ModelError) in try await endpoint.call("m", attempt) }
    #expect(second?.code == "model.unreachable" && tries == 3)
    clock.advance(by: 5.1)
    #expect(try await endpoint.call("m", attempt).reply.text == "up again")
    #expect(try await endpoint.call("m", attempt).reply.text == "up again")
  }

  @Test("a timeout is tried once more")
  func timeout() async {
    let result = await call(
      failing: Array(repeating: .timeout(at: place, reason: "600 s"), count: 5), clock: VirtualClock())
    #expect(result.tries == 2 && result.error?.code == "model.timeout")
  }

  @Test("while a server asks to wait, no other call starts; then all do")
  func sharedPause() async throws {
    let clock = VirtualClock(isAutomatic: false, chance: 0)
    let endpoint = Endpoint(concurrency: 8, clock: clock.clock)
    let starts = Starts()
    let limited = ModelError.rateLimit(answer(429, retryAfter: 7), at: place)
    let first = Host.task {
      try await endpoint.call("first") { _ async throws(ModelError) in
        starts.times.append(clock.now)
        if starts.times.count == 1 { throw limited }
        return ChatReply(text: "first")
      }
    }
    await waitUntil { clock.sleeping == 1 }
    #expect(endpoint.pause == 7)
    clock.advance(by: 3)
    let second = Host.task {
      try await endpoint.call("second") { _ async throws(ModelError) in
        starts.times.append(clock.now)
        return ChatReply(text: "second")
      }
    }
    await waitUntil { clock.sleeping == 2 }
    #expect(starts.times == [0] && clock.sleeps == [7, 4])
    clock.advance(by: 4)
    #expect(try await first.value.attempts == 2)
    #expect(try await second.value.attempts == 1)
    #expect(starts.times == [0, 7, 7])
  }

  @Test("a call cancelled while it waits for its retry frees its slot and makes no further try")
  func cancelledBackoff() async throws {
    let endpoint = Endpoint(concurrency: 1)
    let starts = Starts()
    let error = ModelError.rateLimit(answer(429, retryAfter: 200), at: place)
    let task = Host.task {
      try await endpoint.call("m") { _ async throws(ModelError) in
        starts.times.append(0)
        throw error
      }
    }
    await waitUntil { endpoint.pause > 0 }
    task.cancel()
    do {
      _ = try await task.value
      Issue.record("the call returned")
    } catch let error as ModelError {
      #expect(error.code == "model.cancelled" && error.exitCode == .interrupted)
    }
    #expect(starts.times.count == 1 && endpoint.queue.running == 0)
  }

  @Test("a rejected call goes on for as long as others get through, and gives up after five rejections if none does")
  func rejections() async throws {
    let clock = VirtualClock(chance: 0)
    let endpoint = Endpoint(concurrency: 4, clock: clock.clock)
    let others: @Host () async -> Void = {
      _ = try? await endpoint.call("other") { _ async throws(ModelError) in ChatReply(text: "through") }
    }
    var tries = 0
    let reply = try await endpoint.call("m") { _ async throws(ModelError) in
      tries += 1
      if tries % 4 == 0 { await others() }
      if tries <= 40 { throw .serverError(answer(tries % 2 == 0 ? 503 : 529), at: place) }
      return ChatReply(text: "at last")
    }
    #expect(reply.attempts == 41)
    tries = 0
    let error = await modelError { () async throws(ModelError) in
      try await endpoint.call("m") { _ async throws(ModelError) -> ChatReply in
        tries += 1
        throw .rateLimit(answer(429), at: place)
      }
    }
    #expect(tries == 5 && error?.code == "model.rate_limit")
  }

  @Test("a call that is turned away for a quarter of an hour gives up, although others get through")
  func starved() async throws {
    let clock = VirtualClock(chance: 0.5)
    let endpoint = Endpoint(concurrency: 4, clock: clock.clock)
    let error = await modelError { () async throws(ModelError) in
      try await endpoint.call("m") { _ async throws(ModelError) -> ChatReply in
        _ = try await endpoint.call("other") { _ async throws(ModelError) in ChatReply(text: "through") }
        throw .rateLimit(answer(429), at: place)
      }
    }
    #expect(error?.code == "model.rate_limit" && clock.now > 900 && clock.now < 960)
  }

  @Test("while a call waits for its next try, its slot is free, and then it goes before those who have not tried")
  func freeSlot() async throws {
    let clock = VirtualClock(isAutomatic: false, chance: 0.5)
    let endpoint = Endpoint(concurrency: 1, clock: clock.clock)
    let starts = Starts()
    let first = Host.task {
      try await endpoint.call("first") { _ async throws(ModelError) in
        starts.names.append("first")
        if starts.names.count == 1 { throw .serverError(answer(500), at: place) }
        return ChatReply(text: "first")
      }
    }
    await waitUntil { clock.sleeping == 1 }
    let gate = Gate()
    let others = ["second", "third"].map { name in
      Host.task {
        try await endpoint.call(name) { _ async throws(ModelError) in
          starts.names.append(name)
          try? await gate.pass()
          return ChatReply(text: name)
        }
      }
    }
    await waitUntil { starts.names.count == 2 && endpoint.queue.waiting == 1 }
    clock.advance(by: 1)
    await waitUntil { endpoint.queue.waiting == 2 }
    gate.open()
    for call in [first] + others { _ = try await call.value }
    #expect(starts.names == ["first", "second", "first", "third"])
  }

  @Test("as soon as a reply has arrived its slot is free, before anybody has read it, and its latency is known")
  func arrival() async throws {
    let clock = VirtualClock(isAutomatic: false)
    let endpoint = Endpoint(concurrency: 1, clock: clock.clock)
    let gate = Gate()
    let first = Host.task {
      try await endpoint.call("m") { slot async throws(ModelError) in
        clock.advance(by: 2)
        slot.arrived(nil)
        try? await gate.pass()
        return ChatReply(text: "read")
      }
    }
    await gate.arrived(1)
    let second = try await endpoint.call("m") { slot async throws(ModelError) in
      slot.arrived(nil)
      slot.arrived(RateLimitNotice(remainingRequests: 0, requestsReset: 60))
      return ChatReply(text: "before it")
    }
    #expect(second.reply.text == "before it" && endpoint.queue.running == 0 && endpoint.pause == 0)
    clock.advance(by: 5)
    gate.open()
    #expect(try await first.value.latency == 2)
    #expect(endpoint.queue.running == 0)
  }

  @Test("a reply that has arrived and turns out to be an error takes no slot from others")
  func badArrival() async throws {
    let endpoint = Endpoint(concurrency: 1, clock: VirtualClock().clock)
    let error = await modelError { () async throws(ModelError) in
      try await endpoint.call("m") { slot async throws(ModelError) in
        slot.arrived(nil)
        throw .badReply("HTML", excerpt: nil, at: place)
      }
    }
    #expect(error?.code == "model.bad_reply" && endpoint.queue.running == 0)
  }

  @Test("a limit that grows when replies are read lets others in at once, though the slots were free before")
  func growthAfterArrival() async throws {
    let endpoint = Endpoint(concurrency: 64, pace: .far, clock: VirtualClock(isAutomatic: false).clock)
    let (reading, answering) = (Gate(), Gate())
    let calls = (0..<30).map { number in
      Host.task {
        try await endpoint.call("m") { slot async throws(ModelError) in
          if number < 8 { slot.arrived(nil) }
          try? await (number < 8 ? reading : answering).pass()
          return ChatReply(text: "ok")
        }
      }
    }
    await answering.arrived(8)
    #expect(endpoint.queue.running == 8)
    reading.open()
    await answering.arrived(16)
    #expect(endpoint.queue.running == 16)
    answering.open()
    for call in calls { _ = try await call.value }
  }

  @Test("a refusal that has arrived holds the growth by the clock until it is read", arguments: [true, false])
  func unreadRefusal(isRefused: Bool) async throws {
    let clock = VirtualClock(isAutomatic: false)
    let endpoint = Endpoint(concurrency: 64, pace: .near, clock: clock.clock)
    let gate = Gate()
    let calls = (0..<30).map { number in
      Host.task {
        try await endpoint.call("m") { slot async throws(ModelError) in
          if isRefused, number == 0 { slot.refused() }
          try? await gate.pass()
          return ChatReply(text: "ok")
        }
      }
    }
    await waitUntil { gate.arrivals == 8 && clock.sleeping == 1 }
    clock.advance(by: 0.002)
    await waitUntil { clock.sleeps.count == 2 }
    #expect(endpoint.queue.limit == (isRefused ? 8 : 9))
    gate.open()
    for call in calls { _ = try await call.value }
    #expect(endpoint.queue.running == 0)
  }

  @Test("where tokens are limited, the next call waits until it is known what the one before has used")
  func arrivalWithTokens() async throws {
    let clock = VirtualClock(isAutomatic: false)
    let endpoint = Endpoint(concurrency: 1, tokensPerMinute: 6000, clock: clock.clock)
    let gate = Gate()
    let first = Host.task {
      try await endpoint.call("m", tokens: 10) { slot async throws(ModelError) in
        slot.arrived(nil)
        try? await gate.pass()
        return ChatReply(text: "ok", usage: TokenUsage(input: 5, output: 5))
      }
    }
    await gate.arrived(1)
    #expect(endpoint.queue.running == 1)
    gate.open()
    _ = try await first.value
    #expect(endpoint.queue.running == 0)
  }

  @Test("calls keep the distance that a limit per minute sets, and reserved tokens that were not used are given back")
  func perMinute() async throws {
    let clock = VirtualClock()
    let endpoint = Endpoint(concurrency: 8, requestsPerMinute: 30, tokensPerMinute: 6000, clock: clock.clock)
    let starts = Starts()
    func call(_ tokens: Int, using used: Int) async throws {
      _ = try await endpoint.call("m", tokens: tokens) { _ async throws(ModelError) in
        starts.times.append(clock.now)
        return ChatReply(text: "ok", usage: TokenUsage(input: used / 2, output: used / 2))
      }
    }
    for _ in 0..<3 { try await call(100, using: 0) }
    #expect(starts.times == [0, 2, 4])
    try await call(100, using: 1000)
    try await call(100, using: 100)
    // The bucket of 100 owed 900, which is nine seconds, and had to be full again.
    #expect(starts.times == [0, 2, 4, 6, 16])
  }

  @Test("what calls wait for: a slot, the server's own pause, their next try")
  func activity() async throws {
    let clock = VirtualClock(isAutomatic: false, chance: 0.5)
    let endpoint = Endpoint(concurrency: 1, clock: clock.clock)
    #expect(endpoint.activity(of: ["m"]).isIdle)
    let gate = Gate()
    let first = Host.task {
      try await endpoint.call("m") { _ async throws(ModelError) in
        try? await gate.pass()
        throw .rateLimit(answer(429, retryAfter: 60), at: place)
      }
    }
    await gate.arrived(1)
    let second = Host.task {
      try await endpoint.call("m") { _ async throws(ModelError) in ChatReply(text: "ok") }
    }
    await waitUntil { endpoint.queue.waiting == 1 }
    let before = endpoint.activity(of: ["m"])
    #expect(before == EndpointActivity(models: ["m"], running: 1, limit: 1, waiting: 1) && !before.isHeldUp)
    gate.open()
    await waitUntil { clock.sleeping == 2 }
    let after = endpoint.activity(of: ["m"])
    #expect(
      after
        == EndpointActivity(models: ["m"], limit: 1, waiting: 1, pause: 60, retrying: 1, nextRetry: 60.25))
    #expect(after.isHeldUp)
    first.cancel()
    clock.advance(by: 60.25)
    #expect(try await second.value.reply.text == "ok")
    await #expect(throws: ModelError.self) { try await first.value }
    #expect(endpoint.activity(of: ["m"]).isIdle)
  }

  @Test(
    "the reasons in words",
    arguments: [
      (EndpointActivity(models: ["m"], running: 3, limit: 8), []),
      (EndpointActivity(models: ["m"], running: 8, limit: 8, waiting: 120), ["120 wait for a slot (8 of 8)"]),
      (EndpointActivity(models: ["m"], running: 2, limit: 8, waiting: 5), ["5 wait for a limit per minute"]),
      (EndpointActivity(models: ["m"], limit: 8, waiting: 5, pause: 9), ["rate limit until T+9"]),
      (
        EndpointActivity(
          models: ["m"], running: 500, limit: 50_000, batches: [BatchProgress(id: "batch_abc", done: 120, total: 500)]),
        ["waiting for batch batch_abc (120/500 done)"]
      ),
      (
        EndpointActivity(models: ["m"], running: 8, limit: 8, waiting: 5, retrying: 2, nextRetry: 3),
        ["retry at T+3 (2 calls)", "5 wait for a slot (8 of 8)"]
      ),
      (
        EndpointActivity(models: ["m"], limit: 8, pause: 9, retrying: 1, nextRetry: 9.5),
        ["rate limit until T+9"]
      ),
    ])
  func reasons(activity: EndpointActivity, words: [String]) {
    #expect(activity.reasons { "T+\(Int($0))" } == words)
  }

  @Test("where several endpoints wait, each is named by its first model; those that do not are left out")
  func summary() {
    let idle = EndpointActivity(models: ["idle"], running: 3, limit: 8)
    let paused = EndpointActivity(models: ["big", "also"], limit: 8, waiting: 1, pause: 5)
    let full = EndpointActivity(models: ["small"], running: 2, limit: 2, waiting: 7)
    func words(_ activities: EndpointActivity...) -> String? {
      EndpointActivity.summary(activities) { "T+\(Int($0))" }
    }
    #expect(words(idle) == nil)
    #expect(words(idle, paused) == "rate limit until T+5")
    #expect(words(paused, idle, full) == "big: rate limit until T+5; small: 7 wait for a slot (2 of 2)")
  }

  /// When tries began, and whose.
  @Host
  private final class Starts {
    var times: [Double] = []
    var names: [String] = []
    nonisolated init() {}
  }
}
