// A file as a stream of blocks, so that large ones need not fit into memory.

internal import Glibc

protocol ByteStream: AnyObject {
  /// The next block; empty at the end.
  func next() throws(Skip) -> [UInt8]
}

extension ByteStream {
  /// Everything that is left.
  /// - Throws: `tooLarge` for more than `limit` bytes, which is also what stops a decompression bomb.
  func readAll(limit: Int) throws(Skip) -> [UInt8] {
    var bytes: [UInt8] = []
    while case let block = try next(), !block.isEmpty {
      guard bytes.count + block.count <= limit else { throw Skip(.tooLarge, "more than \(limit) bytes") }
      bytes.append(contentsOf: block)
    }
    return bytes
  }
}

/// The bytes of a file as they are.
final class FileStream: ByteStream {
  private let descriptor: Int32
  private let blockSize = 1 << 18
  private let count: ByteCount

  init(path: String, count: ByteCount = ByteCount()) throws(Skip) {
    self.count = count
    let isInput = path == SeedFile.standardInput
    descriptor = isInput ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Skip(.unreadable, SystemError.text()) }
  }

  deinit { close(descriptor) }

  func next() throws(Skip) -> [UInt8] {
    var failure: Int32 = 0
    let block = [UInt8](unsafeUninitializedCapacity: blockSize) { buffer, count in
      var got = read(descriptor, buffer.baseAddress, buffer.count)
      while got < 0, errno == EINTR { got = read(descriptor, buffer.baseAddress, buffer.count) }
      if got < 0 { failure = errno }
      count = max(0, got)
    }
    guard failure == 0 else { throw Skip(.unreadable, SystemError.text(failure)) }
    count.bytes += block.count
    return block
  }
}
