// A .zst file as a stream of its contents.

internal import CZstd

/// Takes several frames after each other; refuses windows above 128 MiB, as zstd does by itself.
final class ZstandardStream: ByteStream {
  private let source: any ByteStream
  private let state: OpaquePointer
  private var input: [UInt8] = []
  private var used = 0
  /// Whether the last frame is whole.
  private var isBetweenFrames = true
  private let blockSize = 1 << 18

  init(_ source: any ByteStream) throws(Skip) {
    self.source = source
    guard let state = ZSTD_createDStream() else { throw Skip(.unreadable, "zstd does not start") }
    self.state = state
  }

  deinit { ZSTD_freeDStream(state) }

  func next() throws(Skip) -> [UInt8] {
    while true {
      let block = try decoded()
      if !block.isEmpty { return block }
      guard used == input.count else { continue }
      (input, used) = (try source.next(), 0)
      if input.isEmpty {
        if isBetweenFrames { return [] }
        throw Compression.breaksOff
      }
    }
  }

  /// Decodes what is left of the input, and what the decoder still holds, as far as one block takes it.
  private func decoded() throws(Skip) -> [UInt8] {
    var result = 0
    let block = [UInt8](unsafeUninitializedCapacity: blockSize) { buffer, count in
      input.withUnsafeBytes { bytes in
        var from = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: used)
        var into = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
        result = ZSTD_decompressStream(state, &into, &from)
        // Nothing in and nothing out says nothing about where the frame stands.
        if from.pos > used || into.pos > 0 { isBetweenFrames = result == 0 }
        (used, count) = (from.pos, into.pos)
      }
    }
    if ZSTD_isError(result) != 0 { throw Skip(.damaged, String(cString: ZSTD_getErrorName(result))) }
    return block
  }
}
