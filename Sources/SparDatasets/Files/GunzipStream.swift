// A gzip file as a stream of its contents.

internal import CZlib

/// Inflates one or several gzip members (RFC 1952); what follows them and is no member is ignored, as gzip does.
final class GunzipStream: ByteStream {
  private let source: any ByteStream
  private var state = z_stream()
  private var input: [UInt8] = []
  private var used = 0
  private var isDone = false
  private let blockSize = 1 << 18

  init(_ source: any ByteStream) throws(Skip) {
    self.source = source
    // 16 asks for the gzip wrapper, 15 allows the largest window.
    let status = inflateInit2_(&state, 16 + 15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw Skip(.unreadable, "zlib does not start (\(status))") }
  }

  deinit { inflateEnd(&state) }

  func next() throws(Skip) -> [UInt8] {
    while !isDone {
      if used == input.count { try refill() }
      let block = try inflated()
      if !block.isEmpty { return block }
    }
    return []
  }

  private func refill() throws(Skip) {
    (input, used) = (try source.next(), 0)
    if input.isEmpty { throw Skip(.damaged, "the compressed data breaks off") }
  }

  /// Inflates what is left of the input, as far as one block takes it.
  private func inflated() throws(Skip) -> [UInt8] {
    var status = Z_OK
    let block = [UInt8](unsafeUninitializedCapacity: blockSize) { buffer, count in
      input.withUnsafeMutableBufferPointer { input in
        state.next_in = input.baseAddress.map { $0 + used }
        state.avail_in = UInt32(input.count - used)
        state.next_out = buffer.baseAddress
        state.avail_out = UInt32(buffer.count)
        status = inflate(&state, Z_NO_FLUSH)
        used = input.count - Int(state.avail_in)
      }
      count = buffer.count - Int(state.avail_out)
    }
    switch status {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: try endMember()
    default: throw Skip(.damaged, state.msg.map { String(cString: $0) } ?? "not gzip data")
    }
    return block
  }

  private func endMember() throws(Skip) {
    if used == input.count { (input, used) = (try source.next(), 0) }
    let magic: [UInt8] = [0x1F, 0x8B]
    isDone = !input[used...].prefix(2).elementsEqual(magic.prefix(max(1, min(2, input.count - used))))
    if !isDone { inflateReset(&state) }
  }
}
