// One server on the plain way: its addresses and its connections, of which the one used last is used next.

internal import LoopKit

@Host
final class PlainServer {
  private let addresses: [SocketAddress]
  /// The first that is tried: the one that last took a connection.
  private var preferred = 0
  /// How many are kept while they are idle.
  private let room: Int
  private var idle: [PlainConnection] = []
  private var connections: [Int32: PlainConnection] = [:]
  private let sweep = Sweep()

  /// Nanoseconds after which nobody knows whether a kept connection still stands, as libcurl has it.
  private static let longestIdle: UInt64 = 118_000_000_000

  init(_ place: PlainTarget.Place, room: Int) {
    let names = place.host == "localhost" ? ["::1", "127.0.0.1"] : [place.host]
    addresses = names.compactMap { SocketAddress($0, port: place.port) }
    self.room = room
  }

  var inFlight: Int { connections.values.count { $0.exchange != nil } }

  func closeAll() {
    sweep.stop()
    for connection in connections.values { connection.close(.cancelled) }
  }

  // MARK: Exchanges

  func start(_ exchange: PlainExchange) {
    sweep.watch(exchange.request.limits.shortest, of: self)
    while let connection = idle.popLast() {
      if exchange.start < connection.idleSince + Self.longestIdle { return connection.carry(exchange) }
      connection.close()
    }
    open(for: exchange)
  }

  /// Opens a connection for an exchange that has none.
  ///
  /// - Parameters:
  ///   - attempt: which of the addresses is tried, counted from 0.
  ///   - error: why the one before it took no connection.
  func open(for exchange: PlainExchange, attempt: Int = 0, after error: SocketError? = nil) {
    guard attempt < addresses.count else {
      return exchange.end(.failure(HTTPError(.unreachable, error?.reason ?? "no address")))
    }
    do throws(SocketError) {
      let socket = try addresses[(preferred + attempt) % addresses.count].connecting()
      let connection = PlainConnection(socket, to: self, attempt: attempt, for: exchange)
      connections[socket] = connection
      connection.begin()
    } catch {
      open(for: exchange, attempt: attempt + 1, after: error)
    }
  }

  // MARK: From its connections

  func arrived(at attempt: Int) { preferred = (preferred + attempt) % addresses.count }

  func keep(_ connection: PlainConnection) {
    guard idle.count < room else { return connection.close() }
    idle.append(connection)
  }

  func forget(_ connection: PlainConnection) {
    connections[connection.socket] = nil
    idle.removeAll { $0 === connection }
  }
}

extension PlainServer: Swept {
  func endLate() -> Double? {
    let now = HostLoop.monotonic()
    for connection in Array(connections.values) { connection.endLate(at: now) }
    return connections.values.lazy.compactMap { $0.exchange?.request.limits.shortest }.filter { $0 > 0 }.min()
  }
}
