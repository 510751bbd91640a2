// A server that works on a few requests at once and turns the others away.

internal import Glibc
internal import Synchronization

/// Answers chat completions after a while; whatever finds every place taken is rejected at once.
package final class CrowdedServer: Sendable {
  private struct State {
    var capacity: Int
    var working = 0
    var replies = 0
    var rejections = 0
  }

  private let state: Mutex<State>
  private let server: Mutex<StubServer?> = Mutex(nil)
  private let latency: Double
  private let rejection: StubReply

  /// - Parameters:
  ///   - capacity: requests that it works on at once.
  ///   - latency: seconds for each.
  package init(capacity: Int, latency: Double, rejection: StubReply) throws {
    state = Mutex(State(capacity: capacity))
    self.latency = latency
    self.rejection = rejection
    let server = try StubServer { [unowned self] _ in answer() }
    self.server.withLock { $0 = server }
  }

  package var url: String { server.withLock { $0?.url ?? "" } }
  package var replies: Int { state.withLock { $0.replies } }
  package var rejections: Int { state.withLock { $0.rejections } }

  package func setCapacity(_ capacity: Int) { state.withLock { $0.capacity = capacity } }

  private func answer() -> StubReply {
    let isTaken = state.withLock { state in
      guard state.working < state.capacity else {
        state.rejections += 1
        return false
      }
      state.working += 1
      return true
    }
    guard isTaken else { return rejection }
    usleep(UInt32(latency * 1e6))
    state.withLock { state in
      state.working -= 1
      state.replies += 1
    }
    return .chat("ok")
  }
}
