// A reply as it comes out of a socket, in pieces cut anywhere (RFC 9112). Knows nothing of sockets and clocks; the head
// is read by `ReplyHead`, chunks by `ChunkReader`.

internal import Glibc

/// Puts one reply together after another.
struct ReplyReader {
  private enum Stage {
    case head
    /// So many bytes are still to come.
    case body(Int)
    case chunks
    /// The body ends with the connection.
    case open
    case whole
  }

  private var stage = Stage.head
  private var head = ReplyHead()
  private var headBytes: [UInt8] = []
  private var body: [UInt8] = []
  private var chunks = ChunkReader()
  /// Bytes of the body that the request allows.
  private var limit = Int.max
  /// Whether anything of the reply has come, be it a "100 Continue".
  private(set) var hasBegun = false
  private var hasExcess = false

  private static let headLimit = 256 << 10

  mutating func begin(limit: Int) {
    self.limit = max(0, limit)
    stage = .head
    chunks = ChunkReader()
    (headBytes, body) = ([], [])
    (hasBegun, hasExcess) = (false, false)
  }

  var isWhole: Bool { if case .whole = stage { true } else { false } }
  /// Whether the head is whole; what comes then is the body.
  var isInBody: Bool { if case .head = stage { false } else { true } }
  /// Bytes of the body so far.
  var received: Int { body.count }
  /// Whether another request may follow on the same connection.
  var keepsConnection: Bool { isWhole && head.keepsConnection && !hasExcess }

  // MARK: Reading

  /// - Throws: `unreadable` for what is no reply, `tooLarge` for a body beyond the limit.
  mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) throws(HTTPError) {
    hasBegun = true
    var rest = bytes[...]
    while case .head = stage, !rest.isEmpty { rest = try takeHead(rest) }
    guard isInBody else { return }
    rest = try takeBody(UnsafeBufferPointer(rebasing: rest))
    if !rest.isEmpty { hasExcess = true }
  }

  /// The connection has ended.
  ///
  /// - Throws: `broken` where more should have come.
  mutating func end() throws(HTTPError) {
    switch stage {
    case .whole: return
    case .open: stage = .whole
    case .head: throw HTTPError(.broken, "the connection ended before the reply's head was whole")
    case .body(let left): throw HTTPError(.broken, "the connection ended \(left) bytes before the end of the reply")
    case .chunks: throw HTTPError(.broken, "the connection ended before the last chunk of the reply")
    }
  }

  /// The whole reply, which the reader then lacks.
  ///
  /// - Throws: `unreadable` or `tooLarge` where the body is packed and cannot be unpacked.
  mutating func takeResponse(reusedConnection: Bool) throws(HTTPError) -> HTTPResponse {
    let body = head.isPacked && !body.isEmpty ? try PackedBody.unpacked(body, limit: limit) : body
    let response = HTTPResponse(
      status: head.status, head: headBytes, body: body, reusedConnection: reusedConnection)
    (headBytes, self.body) = ([], [])
    return response
  }

  // MARK: The head

  /// - Returns: what stands behind the head.
  private mutating func takeHead(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>
  ) throws(HTTPError) -> Slice<UnsafeBufferPointer<UInt8>> {
    // Most heads are there at once, with the body behind them.
    if headBytes.isEmpty, let end = ReplyHead.end(of: UnsafeBufferPointer(rebasing: bytes), from: 0) {
      headBytes = Array(bytes.prefix(end))
      try readHead()
      return bytes.dropFirst(end)
    }
    let known = headBytes.count
    headBytes.append(contentsOf: bytes)
    // What ends it may be cut in two.
    let end = headBytes.withUnsafeBufferPointer { ReplyHead.end(of: $0, from: max(0, known - 3)) }
    guard let end else {
      guard headBytes.count <= Self.headLimit else { throw HTTPError(.unreadable, "the reply's head has no end") }
      return bytes[bytes.endIndex...]
    }
    headBytes.removeLast(headBytes.count - end)
    try readHead()
    return bytes.dropFirst(end - known)
  }

  private mutating func readHead() throws(HTTPError) {
    guard let head = headBytes.withUnsafeBufferPointer(ReplyHead.init) else {
      throw HTTPError(.unreadable, "the reply is no HTTP/1")
    }
    self.head = head
    if head.isProvisional { return headBytes = [] }
    switch head.framing {
    case .none: stage = .whole
    case .chunks: stage = .chunks
    case .open: stage = .open
    case .length(let length):
      guard length <= limit else { throw tooLarge }
      stage = length == 0 ? .whole : .body(length)
    case .unknown: throw HTTPError(.unreadable, "the reply is of a form that was not asked for")
    }
  }

  // MARK: The body

  /// - Returns: what stands behind it.
  private mutating func takeBody(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(HTTPError) -> Slice<UnsafeBufferPointer<UInt8>> {
    switch stage {
    case .head, .whole: return bytes[...]
    case .body(let left):
      let piece = bytes.prefix(left)
      append(piece, of: left)
      stage = piece.count == left ? .whole : .body(left - piece.count)
      return bytes[piece.count...]
    case .open:
      guard bytes.count <= limit - body.count else { throw tooLarge }
      body.append(contentsOf: bytes)
      return bytes[bytes.endIndex...]
    case .chunks:
      let taken = try chunks.take(bytes, into: &body)
      guard body.count <= limit else { throw tooLarge }
      if chunks.isWhole { stage = .whole }
      return bytes[taken...]
    }
  }

  private mutating func append(_ piece: Slice<UnsafeBufferPointer<UInt8>>, of left: Int) {
    // Most bodies are there at once. Room for what a server only announces is given in steps.
    if body.isEmpty, left <= 1 << 20 { body.reserveCapacity(left) }
    body.append(contentsOf: piece)
  }

  private var tooLarge: HTTPError { HTTPError(.tooLarge, "the reply is longer than \(limit) bytes") }
}
