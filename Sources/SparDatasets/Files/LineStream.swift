// A stream cut into lines at \n, and at nothing else: texts may hold U+2028 and U+0085.

internal import Glibc

struct LineStream {
  private let source: any ByteStream
  private let limit: Int
  private var block: [UInt8] = []
  private var start = 0
  private var isDone = false

  /// - Parameter limit: the longest line, in bytes.
  init(_ source: any ByteStream, limit: Int) {
    self.source = source
    self.limit = limit
  }

  /// The next line without its end; `nil` after the last.
  mutating func next() throws(Skip) -> ArraySlice<UInt8>? {
    var line: [UInt8] = []
    while true {
      if start == block.count, try !refill() { return line.isEmpty ? nil : line[...] }
      if let end = endOfLine() {
        let rest = block[start..<end]
        start = end + 1
        return line.isEmpty ? rest : (line + rest)[...]
      }
      line += block[start...]
      start = block.count
      guard line.count <= limit else { throw Skip(.tooLarge, "a line of more than \(limit) bytes") }
    }
  }

  private mutating func refill() throws(Skip) -> Bool {
    if isDone { return false }
    (block, start) = (try source.next(), 0)
    isDone = block.isEmpty
    return !isDone
  }

  private func endOfLine() -> Int? {
    block.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress, let found = memchr(base + start, 0x0A, buffer.count - start) else {
        return nil
      }
      return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }
}
