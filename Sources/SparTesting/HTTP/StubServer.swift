// An HTTP server on the loopback interface that a test scripts, faults included. Raw sockets and a thread per
// connection: a server library would repair just the faults that tests want to see.

internal import Glibc
internal import Synchronization

/// Answers requests as its handler says and counts what came. Ends with its last reference.
package final class StubServer: Sendable {
  /// Called on a thread of its own for each request; it may block (`StubGate`).
  package typealias Handler = @Sendable (StubRequest) -> StubReply

  package let port: UInt16
  private let listener: Int32
  private let log: StubLog
  private let isStopped = Atomic<Bool>(false)

  /// Listens on a free port of 127.0.0.1.
  package init(_ handler: @escaping Handler) throws {
    listener = try StubSocket.listening()
    port = StubSocket.port(of: listener)
    log = StubLog()
    let (listener, log) = (listener, log)
    StubSocket.thread {
      while let socket = StubSocket.accepted(by: listener) {
        let connection = StubConnection(socket: socket, number: log.opened(socket), log: log, handler: handler)
        StubSocket.thread { connection.serve() }
      }
      close(listener)
    }
  }

  deinit { stop() }

  /// Closes every connection and the port.
  package func stop() {
    // Once only: by the second time the descriptor may be another server's.
    guard !isStopped.exchange(true, ordering: .relaxed) else { return }
    shutdown(listener, Int32(SHUT_RDWR))
    log.closeAll()
  }

  /// `http://127.0.0.1:PORT`
  package var url: String { "http://127.0.0.1:\(port)" }

  /// Every request so far, in the order they arrived.
  package var requests: [StubRequest] { log.requests }
  /// Connections that were accepted.
  package var connections: Int { log.connections }
  /// The most requests that were being answered at one time.
  package var mostConcurrent: Int { log.mostConcurrent }

  /// Waits until `count` requests have arrived.
  package func arrived(_ count: Int) async { await log.arrived(count) }

  /// Waits until the clients have closed all but `count` connections.
  package func open(_ count: Int) async { await log.open(count) }

  /// A port of 127.0.0.1 at which nothing listens, and which no other server of this process will get.
  package static func closedPort() throws -> UInt16 { StubSocket.port(of: try StubSocket.bound()) }
}
