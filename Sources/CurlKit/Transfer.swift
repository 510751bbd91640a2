// One easy handle with all it needs: options, header list, response sink, and who waits for it.
// The client owns the transfers and reuses them.

internal import CCurl
internal import CCurlShim
internal import LoopKit

/// A request on its way. Reused: what did not change since the last request is not set again.
@Host
final class Transfer {
  let easy: UnsafeMutableRawPointer
  private let sink: UnsafeMutablePointer<spar_sink>
  private let errorText: UnsafeMutablePointer<CChar>
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private var headers: HTTPHeaders?
  private var url: String?
  private var parsedURL: OpaquePointer?
  private var limits: HTTPLimits?
  /// Tells a request from the one that reuses its transfer, for cancellations that come late.
  private(set) var ticket = 0
  private var waiter: UnsafeContinuation<Void, Never>?
  /// From its end until whoever waited takes it. Not handed over by the continuation: the runtime would look up its
  /// type for every request.
  private var result: Result<HTTPResponse, HTTPError>?
  private var onPiece: HTTPClient.PieceTaker?
  private var onArrival: (@Host (HTTPResponse) -> Void)?
  /// The method where it is neither GET nor POST, which libcurl needs told by name.
  private var methodName: String?
  private var stall = StallWatch()

  /// Memory that an idle transfer keeps for the next response.
  private static let keptBytes = 64 << 10

  init?() {
    guard let easy = curl_easy_init() else { return nil }
    self.easy = easy
    sink = .allocate(capacity: 1)
    sink.initialize(to: spar_sink())
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    spar_sink_attach(sink, easy)
    spar_curl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
    spar_curl_set_pointer(easy, CURLOPT_PRIVATE, Unmanaged.passUnretained(self).toOpaque())
    setConstants()
  }

  private func setConstants() {
    spar_curl_set_long(easy, CURLOPT_NOSIGNAL, 1)
    spar_curl_set_long(easy, CURLOPT_NOPROGRESS, 1)
    spar_curl_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    spar_curl_set_long(easy, CURLOPT_TCP_KEEPALIVE, 1)
    spar_curl_set_long(easy, CURLOPT_SSL_VERIFYPEER, 1)
    spar_curl_set_long(easy, CURLOPT_SSL_VERIFYHOST, 2)
    spar_curl_set_text(easy, CURLOPT_PROTOCOLS_STR, "http,https")
    // Unpacks what is packed though nobody asked for it.
    spar_curl_set_text(easy, CURLOPT_ACCEPT_ENCODING, "identity")
  }

  isolated deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(headerList)
    spar_curl_free_url(parsedURL)
    spar_sink_free(sink)
    sink.deallocate()
    errorText.deallocate()
  }

  // MARK: Before

  func prepare(_ request: HTTPRequest, onPiece: HTTPClient.PieceTaker?) throws(HTTPError) {
    ticket += 1
    errorText[0] = 0
    try setURL(request.url)
    setHeaders(request.headers)
    setLimits(request.limits)
    setMethod(request)
    stall.reset()
    onArrival = request.onArrival
    if let onPiece { handPieces(to: onPiece) }
  }

  private func setMethod(_ request: HTTPRequest) {
    switch request.method {
    case .get: spar_curl_set_long(easy, CURLOPT_HTTPGET, 1)
    case .delete: spar_curl_set_long(easy, CURLOPT_HTTPGET, 1)
    case .post, .put: setBody(request.body)
    }
    let name: String? =
      switch request.method {
      case .get, .post: nil
      case .put: "PUT"
      case .delete: "DELETE"
      }
    guard name != methodName else { return }
    spar_curl_set_text(easy, CURLOPT_CUSTOMREQUEST, name)
    methodName = name
  }

  private func setURL(_ url: String) throws(HTTPError) {
    guard url != self.url else { return }
    guard spar_curl_set_url(easy, &parsedURL, url) == CURLE_OK else { throw HTTPError(.invalid, "bad URL") }
    // A proxy of the environment cannot know this machine's own addresses.
    spar_curl_set_text(easy, CURLOPT_PROXY, Loopback.isHost(of: url) ? "" : nil)
    self.url = url
  }

  private func setHeaders(_ headers: HTTPHeaders) {
    guard headers != self.headers else { return }
    // Without the empty Expect a body over 1 MB waits for a "100 Continue" that few servers send; Accept would say that
    // anything is welcome.
    var list = curl_slist_append(curl_slist_append(nil, "Expect:"), "Accept:")
    // libcurl writes lines that it makes of its own options twice, letter by letter: a tenth of what it does for a call.
    for line in HTTPHeaders.constantLines + headers.lines { list = curl_slist_append(list, line) }
    spar_curl_set_list(easy, CURLOPT_HTTPHEADER, list)
    curl_slist_free_all(headerList)
    headerList = list
    self.headers = headers
  }

  private func setLimits(_ limits: HTTPLimits) {
    guard limits != self.limits else { return }
    func milliseconds(_ seconds: Double) -> Int { Int(min(max(0, seconds), 1e6) * 1000) }
    spar_curl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(limits.connect))
    spar_curl_set_long(easy, CURLOPT_TIMEOUT_MS, milliseconds(limits.total))
    sink.pointee.body_limit = max(0, limits.bytes)
    self.limits = limits
  }

  private func setBody(_ body: [UInt8]) {
    spar_curl_set_long(easy, CURLOPT_POST, 1)
    body.withUnsafeBytes { bytes in _ = spar_curl_set_body(easy, bytes.baseAddress, bytes.count) }
  }

  private func handPieces(to taker: @escaping HTTPClient.PieceTaker) {
    onPiece = taker
    sink.pointee.piece_context = Unmanaged.passUnretained(self).toOpaque()
    sink.pointee.take_piece = { context, bytes, count in
      guard let context else { return }
      let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      let piece = Array(UnsafeBufferPointer(start: bytes, count: count))
      Host.assumeIsolated { transfer.onPiece?(piece) }
    }
  }

  // MARK: During

  func wait(with continuation: UnsafeContinuation<Void, Never>) { waiter = continuation }

  /// Seconds without a piece that end the transfer; 0 is never.
  var idleLimit: Double { limits?.idle ?? 0 }

  /// Whether nothing has come for longer than the limit, as far as looks at intervals tell.
  func hasStalled(at now: UInt64) -> Bool {
    let received = sink.pointee.received
    guard idleLimit > 0, sink.pointee.in_body, onPiece == nil || received > 0 else { return false }
    return stall.seconds(received, at: now) >= idleLimit
  }

  // MARK: After

  func finish(_ code: CURLcode) { finish(code == CURLE_OK ? .success(response()) : .failure(failure(code))) }

  func finish(_ result: Result<HTTPResponse, HTTPError>) {
    let waiting = waiter
    waiter = nil
    onPiece = nil
    spar_sink_reset(sink, Self.keptBytes)
    self.result = result
    if case .success(let response) = result { onArrival?(response) }
    onArrival = nil
    waiting?.resume()
  }

  func takeResult() throws(HTTPError) -> HTTPResponse {
    defer { result = nil }
    guard let result else { preconditionFailure("a transfer goes on only when it has ended") }
    return try result.get()
  }

  private func response() -> HTTPResponse {
    let received = sink.pointee
    return HTTPResponse(
      status: spar_curl_status(easy),
      head: Array(UnsafeBufferPointer(start: received.head, count: received.head_count)),
      body: Array(UnsafeBufferPointer(start: received.body, count: received.body_count)),
      reusedConnection: spar_curl_connections(easy) == 0)
  }

  private func failure(_ code: CURLcode) -> HTTPError {
    guard !sink.pointee.body_over else {
      return HTTPError(.tooLarge, "the reply is longer than \(sink.pointee.body_limit) bytes")
    }
    return HTTPError(code: code, detail: String(cString: errorText), connected: spar_curl_was_connected(easy))
  }
}
