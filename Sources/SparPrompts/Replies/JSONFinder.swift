// Finds the JSON values in a reply: bare, in a code fence, or with prose around them.

import SparCore

/// A JSON array or object found in a reply.
struct FoundJSON {
  let value: JSON
  /// Where it stands in the reply's bytes.
  let range: Range<Int>
  /// Whether it starts its line at the left edge, as a value does that is the answer rather than part of a sentence.
  let isAtEdge: Bool
}

/// Looks for arrays and objects, outermost first, in the order they stand.
struct JSONFinder {
  private let bytes: ReplyBytes
  /// A reply of nothing but brackets must not cost quadratic time.
  private var attemptsLeft = 64

  static func find(in bytes: ReplyBytes) -> [FoundJSON] {
    let whole = bytes.trimmed
    if let first = whole.first, isBracket(first), let value = parse(whole) {
      return [FoundJSON(value: value, range: whole.startIndex..<whole.endIndex, isAtEdge: true)]
    }
    var finder = JSONFinder(bytes: bytes)
    return finder.search()
  }

  private init(bytes: ReplyBytes) { self.bytes = bytes }

  private mutating func search() -> [FoundJSON] {
    var found: [FoundJSON] = []
    var index = bytes.startIndex
    while attemptsLeft > 0, let start = bytes[index...].firstIndex(where: Self.isBracket) {
      index = start + 1
      guard mayStart(at: start) else { continue }
      attemptsLeft -= 1
      guard let end = end(from: start), let value = Self.parse(bytes[start..<end]) else { continue }
      found.append(FoundJSON(value: value, range: start..<end, isAtEdge: isAtEdge(start)))
      index = end
      attemptsLeft += 1
    }
    return found
  }

  private static func isBracket(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") }

  /// Whether what follows the bracket can be JSON at all; most brackets in prose and code are ruled out here.
  private func mayStart(at index: Int) -> Bool {
    guard let next = bytes[(index + 1)...].first(where: { !$0.isSpace }) else { return false }
    if bytes[index] == UInt8(ascii: "{") { return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}") }
    return next.isDigit || [UInt8]("\"[{]-tfn".utf8).contains(next)
  }

  /// The index past the bracket that closes the one at `start`; brackets inside quotes do not count.
  private func end(from start: Int) -> Int? {
    var depth = 0, isQuoted = false, index = start
    while index < bytes.endIndex {
      switch bytes[index] {
      case UInt8(ascii: "\\") where isQuoted: index += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "["), UInt8(ascii: "{"): if !isQuoted { depth += 1 }
      case UInt8(ascii: "]"), UInt8(ascii: "}"): if !isQuoted { depth -= 1 }
      default: break
      }
      index += 1
      if depth == 0 { return index <= bytes.endIndex ? index : nil }
    }
    return nil
  }

  private func isAtEdge(_ index: Int) -> Bool { index == bytes.startIndex || bytes[index - 1] == UInt8(ascii: "\n") }

  /// Parses as it stands, or else repaired.
  private static func parse(_ bytes: ReplyBytes) -> JSON? {
    if let value = try? bytes.withUnsafeBufferPointer({ buffer in try JSON(parsing: buffer) }) { return value }
    return try? JSON(parsing: JSONRepair.repaired(bytes))
  }
}
