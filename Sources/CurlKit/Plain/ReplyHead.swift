// The head of a reply: status, and how the body ends.

internal import Glibc

/// What the status line and the header lines say of what follows them.
struct ReplyHead {
  /// How the end of the body is known.
  enum Framing: Equatable {
    case none, chunks
    case length(Int)
    /// It ends with the connection.
    case open
    /// In a way that nobody asked for: two lengths, a coding that nothing here knows.
    case unknown
  }

  private(set) var status = 0
  private(set) var keepsConnection = false
  /// Whether the body is packed, though the request wants none that is.
  private(set) var isPacked = false
  private var length: Int?
  private var isChunked = false
  private var isUnknown = false

  init() {}

  /// A head of 1xx is followed by another one.
  var isProvisional: Bool { status / 100 == 1 && status != 101 }

  var framing: Framing {
    if isUnknown || status == 101 { return .unknown }
    if status == 204 || status == 304 { return .none }
    if isChunked { return .chunks }
    return length.map { .length($0) } ?? .open
  }

  // MARK: Finding its end

  /// The place behind the blank line, which may be one of line feeds alone.
  static func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var place = start
    while let feed = lineFeed(in: bytes, from: place) {
      place = feed + 1
      if place < bytes.count, bytes[place] == 10 { return place + 1 }
      if place + 1 < bytes.count, bytes[place] == 13, bytes[place + 1] == 10 { return place + 2 }
    }
    return nil
  }

  private static func lineFeed(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress, let found = memchr(base + start, 10, bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  // MARK: Reading it

  /// - Parameter bytes: up to the blank line and with it.
  /// - Returns: `nil` where it does not begin like HTTP/1.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while let feed = Self.lineFeed(in: bytes, from: start) {
      let end = feed > start && bytes[feed - 1] == 13 ? feed - 1 : feed
      let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
      if start == 0 {
        guard readStatus(line) else { return nil }
      } else {
        readField(line)
      }
      start = feed + 1
    }
    // What is chunked and has a length all the same may be meant to deceive somebody on the way (RFC 9112, 6.3).
    if case .open = framing { keepsConnection = false }
    if isChunked, length != nil { keepsConnection = false }
  }

  /// `HTTP/1.1 200 OK`
  private mutating func readStatus(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard line.count >= 12, line.starts(with: "HTTP/1.".utf8), line[8] == 32, line.count == 12 || line[12] == 32 else {
      return false
    }
    guard let minor = Self.number(line[7..<8]), let status = Self.number(line[9..<12]), status >= 100 else {
      return false
    }
    self.status = status
    keepsConnection = minor >= 1
    return true
  }

  private mutating func readField(_ line: UnsafeBufferPointer<UInt8>) {
    // Few lines are of interest, and all of those begin with one of two letters.
    guard let first = line.first, first | 0x20 == UInt8(ascii: "c") || first | 0x20 == UInt8(ascii: "t") else { return }
    if let value = Self.value(of: "content-length", in: line) {
      let number = Self.number(value)
      isUnknown = isUnknown || number == nil || length != nil && length != number
      length = number
    } else if let value = Self.value(of: "transfer-encoding", in: line) {
      isChunked = true
      isUnknown = isUnknown || !Self.isSame(value, "chunked")
    } else if let value = Self.value(of: "connection", in: line) {
      readConnection(value)
    } else if let value = Self.value(of: "content-encoding", in: line) {
      readEncoding(value)
    }
  }

  private mutating func readConnection(_ value: Slice<UnsafeBufferPointer<UInt8>>) {
    for word in value.split(separator: UInt8(ascii: ",")) {
      let word = Self.trimmed(word)
      if Self.isSame(word, "close") { keepsConnection = false }
      if Self.isSame(word, "keep-alive") { keepsConnection = true }
    }
  }

  private mutating func readEncoding(_ value: Slice<UnsafeBufferPointer<UInt8>>) {
    if value.isEmpty || Self.isSame(value, "identity") { return }
    isPacked = true
    isUnknown = isUnknown || !PackedBody.names.contains { Self.isSame(value, $0) }
  }

  // MARK: Bytes

  private static func value(
    of name: StaticString, in line: UnsafeBufferPointer<UInt8>
  ) -> Slice<UnsafeBufferPointer<UInt8>>? {
    let count = name.utf8CodeUnitCount
    guard line.count > count, line[count] == UInt8(ascii: ":"), isSame(line[..<count], name) else { return nil }
    return trimmed(line[(count + 1)...])
  }

  /// Without regard to case.
  private static func isSame(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ word: StaticString) -> Bool {
    guard bytes.count == word.utf8CodeUnitCount, let start = bytes.base.baseAddress else { return false }
    return strncasecmp(
      UnsafeRawPointer(start + bytes.startIndex).assumingMemoryBound(to: CChar.self),
      UnsafeRawPointer(word.utf8Start).assumingMemoryBound(to: CChar.self), bytes.count) == 0
  }

  private static func trimmed(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Slice<UnsafeBufferPointer<UInt8>> {
    var bytes = bytes
    while let first = bytes.first, first == 32 || first == 9 { bytes.removeFirst() }
    while let last = bytes.last, last == 32 || last == 9 { bytes.removeLast() }
    return bytes
  }

  /// `nil` for anything but digits, and for more of them than a length can have.
  private static func number(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard 1...18 ~= bytes.count else { return nil }
    var number = 0
    for byte in bytes {
      guard byte &- 48 < 10 else { return nil }
      number = number * 10 + Int(byte - 48)
    }
    return number
  }
}
