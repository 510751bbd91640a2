// A request on the plain way, and who waits for its reply.

internal import LoopKit

@Host
final class PlainExchange {
  let request: HTTPRequest
  let server: PlainServer
  /// Method, address and header lines as they are sent.
  private let head: [UInt8]
  /// Nanoseconds of the loop's clock.
  let start = HostLoop.monotonic()
  /// What carries it; `nil` once it has ended.
  var connection: PlainConnection?
  private var waiter: UnsafeContinuation<Void, Never>?
  private var result: Result<HTTPResponse, HTTPError>?

  init(_ request: HTTPRequest, head: [UInt8], to server: PlainServer) {
    self.request = request
    self.head = head
    self.server = server
  }

  /// Appends the whole request.
  func write(to bytes: inout [UInt8]) {
    bytes += head
    switch request.method {
    case .get, .delete: bytes += "\r\n".utf8
    case .post, .put:
      bytes += "Content-Length: ".utf8
      bytes += String(request.body.count).utf8
      bytes += "\r\n\r\n".utf8
      bytes += request.body
    }
  }

  func wait(with continuation: UnsafeContinuation<Void, Never>) { waiter = continuation }

  func end(_ result: Result<HTTPResponse, HTTPError>) {
    self.result = result
    connection = nil
    let waiting = waiter
    waiter = nil
    if case .success(let response) = result { request.onArrival?(response) }
    waiting?.resume()
  }

  /// Too late once it has ended.
  func cancel() { connection?.close(.cancelled) }

  func takeResult() throws(HTTPError) -> HTTPResponse {
    guard let result else { preconditionFailure("an exchange goes on only when it has ended") }
    return try result.get()
  }

  /// Seconds since its start.
  func age(at now: UInt64) -> Double { Double(now - start) / 1e9 }
}
