// A line of a judge's reply that states scores and nothing else.

/// The scores of one line: `First: 7`, `**Second:** 5.5/10`, `First: 7, Second: 5`, `[[7]] [[5]]`.
struct ScoreLine {
  private(set) var first: Double?
  private(set) var second: Double?

  /// Reads a line; `nil` where anything else stands on it, or a label stands on it twice.
  init?(_ line: ReplyBytes) {
    guard line.count <= Self.longest else { return nil }
    let plain = ReplyBytes(line.filter { $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "_") }).trimmed
    if !readBrackets(plain) {
      guard plain.split(whereSeparator: { ",;|".utf8.contains($0) }).allSatisfy({ readLabelled($0.trimmed) }) else {
        return nil
      }
    }
    if first == nil, second == nil { return nil }
  }

  /// Longer lines are prose, which is most of a verdict.
  private static let longest = 80

  /// A decimal number, perhaps followed by `/10`; `nil` for anything else.
  static func number(_ bytes: ReplyBytes) -> Double? {
    var digits = bytes.trimmed
    if let slash = digits.firstIndex(of: UInt8(ascii: "/")) {
      guard digits[(slash + 1)...].trimmed.elementsEqual("10".utf8) else { return nil }
      digits = digits[..<slash].trimmed
    }
    guard let start = digits.first, start.isDigit, digits.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") }) else {
      return nil
    }
    return Double(digits.text)
  }

  /// Reads two bracketed numbers with nothing before them but perhaps a label.
  private mutating func readBrackets(_ line: ReplyBytes) -> Bool {
    guard let start = line.firstIndex(ofWord: "[[") else { return false }
    let label = line[..<start].trimmed
    guard label.isEmpty || label.last == UInt8(ascii: ":") else { return false }
    var numbers: [Double] = [], rest = line[start...]
    while !rest.isEmpty {
      guard rest.starts(withWord: "[["), let end = rest.firstIndex(ofWord: "]]"),
        let number = Self.number(rest[(rest.startIndex + 2)..<end])
      else { return false }
      numbers.append(number)
      rest = rest[(end + 2)...].drop { $0.isSpace || $0 == UInt8(ascii: ",") }
    }
    guard numbers.count == 2 else { return false }
    (first, second) = (numbers[0], numbers[1])
    return true
  }

  private mutating func readLabelled(_ part: ReplyBytes) -> Bool {
    var part = part.drop { "#>- ".utf8.contains($0) }
    guard let colon = part.firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") }) else {
      return false
    }
    let label = part[..<colon].trimmed
    if part.last == UInt8(ascii: ".") { part.removeLast() }
    guard let number = Self.number(Self.unbracketed(part[(colon + 1)...].trimmed)) else { return false }
    switch label.text.lowercased() {
    case "first", "first response", "first score":
      guard first == nil else { return false }
      first = number
    case "second", "second response", "second score":
      guard second == nil else { return false }
      second = number
    default: return false
    }
    return true
  }

  private static func unbracketed(_ bytes: ReplyBytes) -> ReplyBytes {
    guard bytes.starts(withWord: "[["), bytes.count > 4, bytes.suffix(2).elementsEqual("]]".utf8) else { return bytes }
    return bytes.dropFirst(2).dropLast(2)
  }
}
