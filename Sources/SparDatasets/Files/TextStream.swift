// A stream of text without its mark: UTF-8 block by block, UTF-16 as a whole.

final class TextStream: ByteStream {
  private let source: any ByteStream
  private let limit: Int
  private var isStarted = false

  /// - Parameter limit: how much UTF-16 may be held in memory, in bytes.
  init(_ source: any ByteStream, limit: Int) {
    self.source = source
    self.limit = limit
  }

  func next() throws(Skip) -> [UInt8] {
    if isStarted { return try source.next() }
    isStarted = true
    let first = try source.next()
    if first.starts(with: [0xEF, 0xBB, 0xBF]) {
      return first.count > 3 ? Array(first.dropFirst(3)) : try source.next()
    }
    guard TextEncoding.isUTF16(first) || TextEncoding.isUTF32(first) else { return first }
    return DecodedText(first + (try source.readAll(limit: limit))).bytes
  }
}

/// Puts back what was read of a stream to look at it.
final class PeekedStream: ByteStream {
  private var first: [UInt8]
  private let source: any ByteStream

  init(_ first: [UInt8], before source: any ByteStream) {
    self.first = first
    self.source = source
  }

  func next() throws(Skip) -> [UInt8] {
    guard !first.isEmpty else { return try source.next() }
    defer { first = [] }
    return first
  }
}
