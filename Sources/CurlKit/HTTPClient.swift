// The client as its users see it: a request in, a whole response out, any number at once.
// How libcurl gets its descriptors and timers watched stands in `HTTPClient+Loop.swift`.

internal import CCurl
internal import CCurlShim
package import LoopKit

/// Sends requests over kept connections (HTTP/1.1) from the host loop.
@Host
package final class HTTPClient {
  /// `nil` where there is no libcurl, which `send` reports.
  let multi: UnsafeMutableRawPointer?
  var timer: HostLoop.TimerID?
  var timerDeadline: UInt64 = 0
  private var idle: [Transfer] = []
  private var active: [UnsafeMutableRawPointer: Transfer] = [:]

  /// - Parameter connections: how many connections are kept open between requests.
  package init(connections: Int = 1024) {
    curl_global_init(Int(CURL_GLOBAL_DEFAULT))
    DescriptorLimit.raise(to: connections * 2)
    multi = curl_multi_init()
    guard let multi else { return }
    spar_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, connections)
    callBack()
  }

  // Nothing is in flight here, because `send` holds the client, so libcurl watches nothing any more.
  isolated deinit {
    guard let multi else { return }
    spar_curl_multi_set_callbacks(multi, nil, nil, nil)
    if let timer { HostLoop.shared.cancel(timer) }
    idle.removeAll()
    curl_multi_cleanup(multi)
  }

  package var inFlight: Int { active.count }

  /// Sends a request and waits for the whole response. Cancelling the task ends the transfer at once.
  package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    let transfer = try prepared(request)
    let ticket = transfer.ticket
    let result = await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        transfer.wait(with: continuation)
        start(transfer)
      }
    } onCancel: {
      Host.task { self.cancel(transfer, ticket: ticket) }
    }
    return try result.get()
  }

  private func prepared(_ request: HTTPRequest) throws(HTTPError) -> Transfer {
    guard multi != nil, let transfer = idle.popLast() ?? Transfer() else { throw Self.noLibrary }
    do throws(HTTPError) {
      try transfer.prepare(request)
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
    guard status != CURLM_OK else { return }
    release(transfer)
    transfer.finish(.failure(HTTPError(.broken, String(cString: curl_multi_strerror(status)))))
  }

  private func cancel(_ transfer: Transfer, ticket: Int) {
    guard transfer.ticket == ticket, active[transfer.easy] != nil else { return }
    curl_multi_remove_handle(multi, transfer.easy)
    release(transfer)
    transfer.finish(.failure(.cancelled))
  }

  /// Hands every finished transfer to whoever waits for it.
  func takeFinished() {
    var code = CURLE_OK
    while let multi, let easy = spar_curl_multi_next_done(multi, &code) {
      guard let transfer = active[easy] else { continue }
      transfer.finish(code)
      curl_multi_remove_handle(multi, easy)
      release(transfer)
    }
  }

  private func release(_ transfer: Transfer) {
    active[transfer.easy] = nil
    idle.append(transfer)
  }
}
