// A chunked body (RFC 9112, 7.1), cut anywhere.

struct ChunkReader {
  private enum Stage {
    /// The digits of a chunk's length.
    case size
    /// What a server may say behind them.
    case extensions
    case data(Int)
    /// The line break behind a chunk.
    case dataEnd
    /// Header lines behind the last chunk, of which so many bytes of one have come.
    case trailer(Int)
    case whole
  }

  private var stage = Stage.size
  private var size = 0
  private var digits = 0
  /// Bytes of extensions and trailers, which nobody reads.
  private var unread = 0

  private static let unreadLimit = 64 << 10

  var isWhole: Bool { if case .whole = stage { true } else { false } }

  /// - Returns: how many bytes belong to the body; others stand behind its end.
  mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, into body: inout [UInt8]) throws(HTTPError) -> Int {
    var place = 0
    while place < bytes.count, !isWhole {
      if case .data(let left) = stage {
        let piece = bytes[place...].prefix(left)
        body.append(contentsOf: piece)
        place += piece.count
        stage = piece.count == left ? .dataEnd : .data(left - piece.count)
      } else {
        try take(bytes[place])
        place += 1
      }
    }
    return place
  }

  /// One byte between the data.
  private mutating func take(_ byte: UInt8) throws(HTTPError) {
    switch stage {
    case .size: try takeSize(byte)
    case .extensions:
      if byte == 10 { try endSize() } else { try skip() }
    case .dataEnd:
      guard byte == 13 || byte == 10 else { throw Self.malformed }
      if byte == 10 { stage = .size }
    case .trailer(let count):
      if byte == 10 { stage = count == 0 ? .whole : .trailer(0) } else if byte != 13 { stage = .trailer(count + 1) }
      try skip()
    case .data, .whole: break
    }
  }

  private mutating func takeSize(_ byte: UInt8) throws(HTTPError) {
    if let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 {
      digits += 1
      // More than the 64 bits of a length, or zeros without end.
      guard digits <= 15 else { throw Self.malformed }
      size = size << 4 | digit
    } else {
      guard digits > 0 else { throw Self.malformed }
      switch byte {
      case 10: try endSize()
      case 13, 32, 9, UInt8(ascii: ";"): stage = .extensions
      default: throw Self.malformed
      }
    }
  }

  private mutating func endSize() throws(HTTPError) {
    stage = size == 0 ? .trailer(0) : .data(size)
    (size, digits) = (0, 0)
  }

  private mutating func skip() throws(HTTPError) {
    unread += 1
    guard unread <= Self.unreadLimit else { throw Self.malformed }
  }

  private static var malformed: HTTPError { HTTPError(.unreadable, "the reply's chunks are malformed") }
}
