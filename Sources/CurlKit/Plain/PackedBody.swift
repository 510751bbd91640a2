// Bodies that a server packs although nobody asked for it; libcurl unpacks them on its own way.

internal import CZlib

enum PackedBody {
  /// Values of `Content-Encoding` that can be unpacked.
  static let names: [StaticString] = ["gzip", "x-gzip", "deflate"]

  private static let blockSize = 64 << 10

  /// - Parameter limit: bytes that the unpacked body may have.
  /// - Throws: `unreadable`, `tooLarge`.
  static func unpacked(_ packed: [UInt8], limit: Int) throws(HTTPError) -> [UInt8] {
    var state = z_stream()
    // 32 tells gzip from zlib by the first bytes, 15 allows the largest window.
    guard inflateInit2_(&state, 32 + 15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw HTTPError(.unreadable, "zlib does not start")
    }
    defer { inflateEnd(&state) }
    var packed = packed
    var body: [UInt8] = []
    var status = Z_OK
    packed.withUnsafeMutableBufferPointer { packed in
      state.next_in = packed.baseAddress
      state.avail_in = UInt32(clamping: packed.count)
      while status == Z_OK, body.count <= limit { body += block(&state, &status) }
    }
    guard body.count <= limit else { throw HTTPError(.tooLarge, "the reply is longer than \(limit) bytes") }
    guard status == Z_STREAM_END else { throw HTTPError(.unreadable, "the reply is packed and cannot be unpacked") }
    return body
  }

  private static func block(_ state: inout z_stream, _ status: inout Int32) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: blockSize) { buffer, count in
      state.next_out = buffer.baseAddress
      state.avail_out = UInt32(buffer.count)
      status = inflate(&state, Z_NO_FLUSH)
      count = buffer.count - Int(state.avail_out)
    }
  }
}
