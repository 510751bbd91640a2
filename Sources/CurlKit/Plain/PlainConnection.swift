// One connection of the plain way, from its socket's first byte to its last, with one exchange after another. The kernel
// is told once what it is to watch: a request costs one `send` and one `recv`. Which exchange comes next is the
// server's business.

internal import Glibc
internal import LoopKit

@Host
final class PlainConnection {
  let socket: Int32
  private unowned let server: PlainServer
  /// What it carries now; `nil` while it is idle.
  private(set) var exchange: PlainExchange?
  private var reader = ReplyReader()
  /// What the kernel has not taken yet.
  private var unsent: ArraySlice<UInt8> = []
  /// Which of the server's addresses it tries, counted from 0; `nil` once it stands.
  private var attempt: Int?
  private var isClosed = false
  /// Whether it has brought a reply before.
  private var isReused = false
  private var stall = StallWatch()
  /// When it last had something to do, in nanoseconds of the loop's clock.
  private(set) var idleSince: UInt64 = 0

  // Filled and emptied by one function each, all of them on the loop's thread.
  private static let incoming = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 64 << 10)
  private static var outgoing: [UInt8] = []

  /// - Parameter socket: one that is connecting; closed with the connection.
  init(_ socket: Int32, to server: PlainServer, attempt: Int, for exchange: PlainExchange) {
    self.socket = socket
    self.server = server
    self.attempt = attempt
    self.exchange = exchange
    exchange.connection = self
  }

  /// Sends at once over a connection that stands already, as one to this machine does.
  func begin() { if SocketAddress.isConnected(socket) { arrive() } else { watch(for: .write) } }

  private func watch(for events: HostLoop.Events) {
    HostLoop.shared.watch(socket, for: events) { [self] events in act(on: events) }
  }

  private func act(on events: HostLoop.Events) {
    if attempt != nil { return arrive() }
    guard exchange != nil else { return closeIfSpoken() }
    if events.contains(.write) { sendRest() }
    if !isClosed { receive() }
  }

  /// For an idle one: where there is anything to read, the server has given it up or speaks unasked. The event may also
  /// be the last of another connection that had the same descriptor.
  private func closeIfSpoken() {
    let count = recv(socket, Self.incoming.baseAddress, 1, Int32(MSG_PEEK))
    if count >= 0 || !SocketError(errno).isPassing { close() }
  }

  /// Ends the connection, and its exchange with it.
  func close(_ error: HTTPError? = nil) {
    guard !isClosed else { return }
    isClosed = true
    HostLoop.shared.unwatch(socket)
    Glibc.close(socket)
    server.forget(self)
    let ended = exchange
    exchange = nil
    if let error { ended?.end(.failure(error)) }
  }

  // MARK: The beginning

  private func arrive() {
    guard let exchange, let attempt else { return close() }
    if let error = SocketError(pendingOn: socket) {
      close()
      return server.open(for: exchange, attempt: attempt + 1, after: error)
    }
    guard SocketAddress.isConnected(socket) else { return }
    self.attempt = nil
    server.arrived(at: attempt)
    watch(for: .read)
    carry(exchange)
  }

  // MARK: Sending

  func carry(_ exchange: PlainExchange) {
    self.exchange = exchange
    exchange.connection = self
    reader.begin(limit: exchange.request.limits.bytes)
    stall.reset()
    Self.outgoing.removeAll(keepingCapacity: true)
    exchange.write(to: &Self.outgoing)
    send(Self.outgoing[...])
    if Self.outgoing.capacity > 1 << 20 { Self.outgoing = [] }
  }

  private func sendRest() {
    guard !unsent.isEmpty else { return }
    let rest = unsent
    unsent = []
    send(rest)
    if unsent.isEmpty, !isClosed { watch(for: .read) }
  }

  private func send(_ bytes: ArraySlice<UInt8>) {
    let taken = bytes.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    if taken == bytes.count { return }
    let error = SocketError(errno)
    guard taken >= 0 || error.isPassing else { return receive(orLose: HTTPError(.broken, error.reason)) }
    unsent = bytes.dropFirst(max(0, taken))
    watch(for: [.read, .write])
  }

  // MARK: Receiving

  /// - Parameter failure: ends the exchange where there is nothing to receive. A server may refuse what it has not read
  ///   to its end, and close.
  private func receive(orLose failure: HTTPError? = nil) {
    let count = recv(socket, Self.incoming.baseAddress, Self.incoming.count, 0)
    guard count < 0 else { return take(UnsafeBufferPointer(rebasing: Self.incoming[..<count])) }
    let error = SocketError(errno)
    if let failure, error.isPassing { return lose(failure) }
    if !error.isPassing { lose(HTTPError(.broken, error.reason)) }
  }

  /// - Parameter bytes: none where the connection has ended.
  private func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    do throws(HTTPError) {
      if bytes.isEmpty { try reader.end() } else { try reader.take(bytes) }
    } catch {
      return lose(error)
    }
    if reader.isWhole { finish(keeping: !bytes.isEmpty && reader.keepsConnection && unsent.isEmpty) }
  }

  private func finish(keeping: Bool) {
    guard let exchange else { return close() }
    self.exchange = nil
    let result = Result { () throws(HTTPError) in try reader.takeResponse(reusedConnection: isReused) }
    isReused = true
    if keeping {
      idleSince = HostLoop.monotonic()
      server.keep(self)
    } else {
      close()
    }
    exchange.end(result)
  }

  /// A server may give up a kept connection in the moment in which it is used again; the request is sent once more then,
  /// over a new one. What it has begun to answer is never sent twice.
  private func lose(_ error: HTTPError) {
    guard isReused, !reader.hasBegun, let exchange else { return close(error) }
    self.exchange = nil
    close()
    server.open(for: exchange)
  }

  // MARK: Limits

  /// Ends the exchange where one of its limits is over.
  func endLate(at now: UInt64) {
    guard let exchange else { return }
    let (limits, age) = (exchange.request.limits, exchange.age(at: now))
    func isOver(_ limit: Double) -> Bool { limit > 0 && age >= limit }
    if attempt != nil {
      if isOver(limits.connect) || isOver(limits.total) { close(HTTPError(.unreachable, "no connection in time")) }
    } else if isOver(limits.total) {
      close(HTTPError(.timeout, "the reply was not whole after \(limits.total) s"))
    } else if limits.idle > 0, reader.isInBody, stall.seconds(reader.received, at: now) >= limits.idle {
      close(.stalled(limits.idle))
    }
  }
}
