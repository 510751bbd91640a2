// What a scripted server counted, for every thread that asks, and who waits for a count.

internal import Glibc
internal import Synchronization

final class StubLog: Sendable {
  private struct State {
    var requests: [StubRequest] = []
    var connections = 0
    var sockets: Set<Int32> = []
    var running = 0
    var mostConcurrent = 0
    var waiters: [(condition: @Sendable (Int, Int) -> Bool, continuation: CheckedContinuation<Void, Never>)] = []
  }

  private let state = Mutex(State())

  var requests: [StubRequest] { state.withLock { $0.requests } }
  var connections: Int { state.withLock { $0.connections } }
  var mostConcurrent: Int { state.withLock { $0.mostConcurrent } }

  func arrived(_ count: Int) async { await wait { arrived, _ in arrived >= count } }
  func open(_ count: Int) async { await wait { _, open in open <= count } }

  // MARK: From the connections

  /// The new connection's number.
  func opened(_ socket: Int32) -> Int {
    change { state in
      state.sockets.insert(socket)
      state.connections += 1
      return state.connections - 1
    }
  }

  func received(_ make: (Int) -> StubRequest) -> StubRequest {
    change { state in
      let request = make(state.requests.count)
      state.requests.append(request)
      state.running += 1
      state.mostConcurrent = max(state.mostConcurrent, state.running)
      return request
    }
  }

  func answered() { change { $0.running -= 1 } }

  func closed(_ socket: Int32) {
    change { state in
      state.sockets.remove(socket)
      close(socket)
    }
  }

  func closeAll() {
    change { state in for socket in state.sockets { shutdown(socket, Int32(SHUT_RDWR)) } }
  }

  // MARK: Waiting

  private func wait(for condition: @escaping @Sendable (Int, Int) -> Bool) async {
    await withCheckedContinuation { continuation in
      let isMet = state.withLock { state in
        let isMet = condition(state.requests.count, state.sockets.count)
        if !isMet { state.waiters.append((condition, continuation)) }
        return isMet
      }
      if isMet { continuation.resume() }
    }
  }

  @discardableResult
  private func change<Value: Sendable>(_ change: (inout State) -> Value) -> Value {
    let (value, ready) = state.withLock { state in
      let value = change(&state)
      let counts = (state.requests.count, state.sockets.count)
      let split = state.waiters.partition { $0.condition(counts.0, counts.1) }
      let ready = state.waiters[split...].map(\.continuation)
      state.waiters.removeSubrange(split...)
      return (value, ready)
    }
    for continuation in ready { continuation.resume() }
    return value
  }
}
