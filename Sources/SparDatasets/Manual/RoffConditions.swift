// Which lines of roff hold: .if, .ie and .el with their blocks, for a terminal (nroff) and nothing else.

struct RoffConditions {
  /// Whether each open block holds.
  private var blocks: [Bool] = []
  /// What the last `.ie` said, for its `.el`.
  private var last: [Bool] = []

  private var holds: Bool { !blocks.contains(false) }

  /// The line, or what stands behind its condition; `nil` where nothing is left.
  mutating func filter(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard line.first == UInt8(ascii: ".") || line.first == UInt8(ascii: "'") else {
      return closing(line)
    }
    let request = line.dropFirst().drop(while: \.isSpace)
    if request.starts(with: "\\}".utf8) {
      _ = blocks.popLast()
      return nil
    }
    let rest = request.dropFirst(2)
    switch String(utf8: request.prefix(2)) {
    case "if" where rest.first?.isSpace ?? false: return conditional(rest)
    case "ie":
      let answer = Self.isTrue(rest)
      if last.count < 64 { last.append(answer) }
      return conditional(rest)
    case "el": return body(rest, holds: !(last.popLast() ?? true))
    default: return closing(line)
    }
  }

  private mutating func conditional(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    body(Self.afterCondition(rest), holds: Self.isTrue(rest))
  }

  /// What a condition lets through: the rest of its line, or the lines up to `\}`.
  private mutating func body(_ rest: ArraySlice<UInt8>, holds answer: Bool) -> ArraySlice<UInt8>? {
    var body = rest.drop(while: \.isSpace)
    if body.starts(with: "\\{".utf8) {
      body = body.dropFirst(2)
      if body.first == UInt8(ascii: "\\") { body = body.dropFirst() }
      if !body.contains(sequence: "\\}"), blocks.count < 256 { blocks.append(answer) }
    }
    let isLeft = answer && holds && !body.allSatisfy(\.isSpace)
    return isLeft ? closing(body) : nil
  }

  /// Blocks may end at the end of a line.
  private mutating func closing(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let wasHolding = holds
    var line = line
    while line.trimmingSpaceAtEnd.suffix(2).elementsEqual("\\}".utf8) {
      line = line.trimmingSpaceAtEnd.dropLast(2)
      _ = blocks.popLast()
    }
    return wasHolding ? line : nil
  }

  /// `n` is true of a terminal; registers and strings are nothing here.
  private static func isTrue(_ rest: ArraySlice<UInt8>) -> Bool {
    var condition = rest.drop(while: \.isSpace)
    let isNegated = condition.first == UInt8(ascii: "!")
    if isNegated { condition = condition.dropFirst() }
    let answer = condition.first == UInt8(ascii: "n") || condition.first == UInt8(ascii: "o")
    return answer != isNegated
  }

  private static func afterCondition(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var condition = rest.drop(while: \.isSpace)
    if condition.first == UInt8(ascii: "!") { condition = condition.dropFirst() }
    // 'one'two' compares strings.
    if let quote = condition.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") {
      let parts = condition.split(separator: quote, maxSplits: 3, omittingEmptySubsequences: false)
      return parts.count == 4 ? parts[3] : []
    }
    var end = condition.startIndex
    while end < condition.endIndex, !condition[end].isSpace,
      !condition[end...].starts(with: "\\{".utf8)
    {
      end += condition[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    return condition[min(end, condition.endIndex)...]
  }
}
