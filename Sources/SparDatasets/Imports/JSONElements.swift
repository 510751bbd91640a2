// Cuts a JSON file into its values without holding it: the elements of an array, or values one behind the other.

struct JSONElements {
  private let source: any ByteStream
  private let limit: Int
  private var block: [UInt8] = []
  private var index = 0
  private var line = 1
  private var isInArray: Bool?

  /// - Parameter limit: the longest value, in bytes.
  init(_ source: any ByteStream, limit: Int) {
    self.source = source
    self.limit = limit
  }

  /// The next value as it stands, with the line on which it begins; `nil` after the last.
  mutating func next() throws(Skip) -> (line: Int, bytes: [UInt8])? {
    while let byte = try peek() {
      if byte == UInt8(ascii: "["), isInArray == nil {
        isInArray = true
      } else if !byte.isSpace, byte != UInt8(ascii: ",") {
        if isInArray == true, byte == UInt8(ascii: "]") { return nil }
        isInArray = isInArray ?? false
        let first = line
        return (first, try value())
      }
      step()
    }
    return nil
  }

  /// From here to the end of the value; what is never closed ends with the file.
  private mutating func value() throws(Skip) -> [UInt8] {
    var bytes: [UInt8] = [], depth = 0, isText = false, isEscaped = false
    while let byte = try peek() {
      if !isText, depth == 0, !bytes.isEmpty, isEnd(byte) { break }
      bytes.append(byte)
      step()
      guard bytes.count <= limit else { throw Skip(.tooLarge, "a row of more than \(limit) bytes") }
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth <= 0 { return bytes }
      default: break
      }
    }
    return bytes
  }

  private func isEnd(_ byte: UInt8) -> Bool { byte.isSpace || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") }

  private mutating func peek() throws(Skip) -> UInt8? {
    if index == block.count { (block, index) = (try source.next(), 0) }
    return index < block.count ? block[index] : nil
  }

  private mutating func step() {
    if block[index] == 0x0A { line += 1 }
    index += 1
  }
}
