// An .xz or .lzma file as a stream of its contents.

internal import CLzma

/// Takes several .xz streams after each other; refuses what needs more than `memory` to be read.
final class XZStream: ByteStream {
  private let source: any ByteStream
  private var state = lzma_stream()
  private var input: [UInt8] = []
  private var used = 0
  private var isDone = false
  private let blockSize = 1 << 18
  /// `xz -9` needs 65 MiB.
  private static let memory: UInt64 = 256 << 20

  /// `LZMA_CONCATENATED`, a macro that Swift does not see.
  private static let concatenated: UInt32 = 0x08

  init(_ source: any ByteStream) throws(Skip) {
    self.source = source
    let status = lzma_auto_decoder(&state, Self.memory, Self.concatenated)
    guard status == LZMA_OK else { throw Skip(.unreadable, "liblzma does not start (\(status.rawValue))") }
  }

  deinit { lzma_end(&state) }

  func next() throws(Skip) -> [UInt8] {
    while !isDone {
      if used == input.count { (input, used) = (try source.next(), 0) }
      let block = try decoded()
      if !block.isEmpty { return block }
    }
    return []
  }

  /// Decodes what is left of the input, as far as one block takes it; an empty input ends the file.
  private func decoded() throws(Skip) -> [UInt8] {
    var status = LZMA_OK
    let block = [UInt8](unsafeUninitializedCapacity: blockSize) { buffer, count in
      input.withUnsafeBufferPointer { input in
        state.next_in = input.baseAddress.map { $0 + used }
        state.avail_in = input.count - used
        state.next_out = buffer.baseAddress
        state.avail_out = buffer.count
        status = lzma_code(&state, input.isEmpty ? LZMA_FINISH : LZMA_RUN)
        used = input.count - state.avail_in
      }
      count = buffer.count - state.avail_out
    }
    switch status {
    case LZMA_OK: break
    case LZMA_STREAM_END: isDone = true
    case LZMA_BUF_ERROR: if input.isEmpty { throw Compression.breaksOff }
    case LZMA_MEMLIMIT_ERROR: throw Skip(.tooLarge, "to be read it needs more than \(Self.memory >> 20) MiB of memory")
    case LZMA_FORMAT_ERROR: throw Skip(.damaged, "not xz data")
    default: throw Skip(.damaged, "the compressed data is corrupt")
    }
    return block
  }
}
