// Mends what models commonly get wrong in JSON, where there is only one way to read it.

/// Repairs JSON: raw control characters inside strings, backslashes that escape nothing, commas before a closing
/// bracket. Anything else is left as it is.
enum JSONRepair {
  static func repaired(_ bytes: ReplyBytes) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + 16)
    var isQuoted = false, index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      if isQuoted, byte == UInt8(ascii: "\\") {
        index += appendEscape(at: index, bytes, to: &output)
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
        output.append(byte)
      } else if isQuoted, byte < 0x20 {
        output += escape(byte)
      } else if !isQuoted, byte == UInt8(ascii: ","), isTrailing(bytes[index...]) {
        continue
      } else {
        output.append(byte)
      }
    }
    return output
  }

  /// Copies the escape whose backslash stands before `index`, with the backslash doubled where it escapes nothing;
  /// returns how many bytes after the backslash were used.
  private static func appendEscape(at index: Int, _ bytes: ReplyBytes, to output: inout [UInt8]) -> Int {
    output.append(UInt8(ascii: "\\"))
    guard index < bytes.endIndex, "\"\\/bfnrtu".utf8.contains(bytes[index]) else {
      output.append(UInt8(ascii: "\\"))
      return 0
    }
    output.append(bytes[index])
    return 1
  }

  private static func escape(_ byte: UInt8) -> [UInt8] {
    switch byte {
    case 0x0A: Array("\\n".utf8)
    case 0x0D: Array("\\r".utf8)
    case 0x09: Array("\\t".utf8)
    default: Array("\\u00".utf8) + (byte < 0x10 ? [UInt8(ascii: "0")] : []) + Array(String(byte, radix: 16).utf8)
    }
  }

  private static func isTrailing(_ rest: ReplyBytes) -> Bool {
    guard let next = rest.first(where: { !$0.isSpace }) else { return false }
    return next == UInt8(ascii: "]") || next == UInt8(ascii: "}")
  }
}
