// The client as its users see it: a request in, a response out, any number at once.
// How libcurl gets its descriptors and timers watched stands in `HTTPClient+Loop.swift`, the end of replies that stall
// in `HTTPClient+Stalls.swift`; the way of requests that need no libcurl, in the folder Plain.

internal import CCurl
internal import CCurlShim
package import LoopKit

/// Sends requests over kept connections (HTTP/1.1) from the host loop.
@Host
package final class HTTPClient {
  /// `nil` before the first request that needs libcurl, which brings thirty other libraries into the process, and where
  /// there is none, which `send` reports.
  private(set) var multi: UnsafeMutableRawPointer?
  private let connections: Int
  var timer: HostLoop.TimerID?
  var timerDeadline: UInt64 = 0
  private var idle: [Transfer] = []
  private(set) var active: [UnsafeMutableRawPointer: Transfer] = [:]
  private let sweep = Sweep()
  /// `nil` where libcurl is to carry everything.
  private let plain: PlainClient?

  /// Is handed pieces of a body on the loop's thread, from inside libcurl.
  package typealias PieceTaker = @Host ([UInt8]) -> Void

  /// - Parameters:
  ///   - connections: how many connections are kept open between requests.
  ///   - plain: whether requests that need no libcurl go without it.
  package init(connections: Int = 1024, plain: Bool = true) {
    self.plain = plain ? PlainClient(connections: connections) : nil
    self.connections = connections
    // Each way keeps its own, the plain one for each server.
    DescriptorLimit.raise(to: connections * 4)
  }

  private func startLibcurl() {
    guard multi == nil else { return }
    curl_global_init(Int(CURL_GLOBAL_DEFAULT))
    multi = curl_multi_init()
    guard let multi else { return }
    spar_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, connections)
    callBack()
  }

  // Nothing is in flight here, because `send` holds the client, so libcurl watches nothing any more.
  isolated deinit {
    plain?.closeAll()
    sweep.stop()
    guard let multi else { return }
    spar_curl_multi_set_callbacks(multi, nil, nil, nil)
    if let timer { HostLoop.shared.cancel(timer) }
    idle.removeAll()
    curl_multi_cleanup(multi)
  }

  package var inFlight: Int { active.count + (plain?.inFlight ?? 0) }

  /// Sends a request and waits for the whole response. Cancelling the task ends the transfer at once.
  ///
  /// - Parameter onPiece: takes the body of a success, which the response then lacks; see `stream`.
  package func send(
    _ request: HTTPRequest, onPiece: PieceTaker? = nil
  ) async throws(HTTPError) -> HTTPResponse {
    // A request goes out at once, and its reply may be there before the handler of a cancellation has its turn.
    guard !Task.isCancelled else { throw .cancelled }
    if onPiece == nil, let exchange = try plain?.exchange(for: request) { return try await carryOut(exchange) }
    let transfer = try prepared(request, onPiece)
    let ticket = transfer.ticket
    await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        transfer.wait(with: continuation)
        start(transfer)
      }
    } onCancel: {
      Host.task { self.cancel(transfer, ticket: ticket) }
    }
    defer { idle.append(transfer) }
    return try transfer.takeResult()
  }

  @inline(__always)
  private func carryOut(_ exchange: PlainExchange) async throws(HTTPError) -> HTTPResponse {
    await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        exchange.wait(with: continuation)
        exchange.server.start(exchange)
      }
    } onCancel: {
      Host.task { exchange.cancel() }
    }
    return try exchange.takeResult()
  }

  /// Sends a request and hands the body on as it comes: every piece before this returns or throws, none later.
  ///
  /// The body of anything but a success (2xx) is collected in the response, as by `send`.
  package func stream(
    _ request: HTTPRequest, onPiece: @escaping PieceTaker
  ) async throws(HTTPError) -> HTTPResponse {
    try await send(request, onPiece: onPiece)
  }

  private func prepared(_ request: HTTPRequest, _ onPiece: PieceTaker?) throws(HTTPError) -> Transfer {
    startLibcurl()
    guard multi != nil, let transfer = idle.popLast() ?? Transfer() else { throw Self.noLibrary }
    do throws(HTTPError) {
      try transfer.prepare(request, onPiece: onPiece)
    } catch {
      idle.append(transfer)
      throw error
    }
    return transfer
  }

  private static var noLibrary: HTTPError {
    HTTPError(.unavailable, spar_curl_unavailable().map { String(cString: $0) } ?? "no memory for libcurl")
  }

  private func start(_ transfer: Transfer) {
    active[transfer.easy] = transfer
    let status = curl_multi_add_handle(multi, transfer.easy)
    guard status != CURLM_OK else { return sweep.watch(transfer.idleLimit, of: self) }
    active[transfer.easy] = nil
    transfer.finish(.failure(HTTPError(.broken, String(cString: curl_multi_strerror(status)))))
  }

  private func cancel(_ transfer: Transfer, ticket: Int) {
    guard transfer.ticket == ticket, active[transfer.easy] != nil else { return }
    end(transfer, with: .cancelled)
  }

  /// Ends a transfer that is under way, and its connection.
  func end(_ transfer: Transfer, with error: HTTPError) {
    curl_multi_remove_handle(multi, transfer.easy)
    active[transfer.easy] = nil
    transfer.finish(.failure(error))
  }

  /// Hands every finished transfer to whoever waits for it.
  func takeFinished() {
    var code = CURLE_OK
    while let multi, let easy = spar_curl_multi_next_done(multi, &code) {
      guard let transfer = active.removeValue(forKey: easy) else { continue }
      transfer.finish(code)
      curl_multi_remove_handle(multi, easy)
    }
  }
}
