// What tells source code from prose, and the lines of code that say something from the others.

enum CodeSigns {
  /// What comments and docstrings begin with: `//`, `#`, `--`, `/*`, `"""`.
  static let commentMarks: Set<UInt8> = Set("/#*-\"'!;".utf8)

  private static let definitions = [
    "def ", "func ", "function ", "class ", "struct ", "enum ", "fn ", "public ", "private ", "static ", "void ",
    "int ",
    "let ", "const ", "var ", "local function ", "package ", "module ", "interface ", "type ", "impl ", "async def ",
  ].map { Array($0.utf8) }

  private static let statements = ["import ", "from ", "return ", "#include", "if (", "for (", "using "].map {
    Array($0.utf8)
  }

  static func defines(_ line: ArraySlice<UInt8>) -> Bool { definitions.contains { line.starts(with: $0) } }

  /// Whether at least a third of the first hundred lines, and no fewer than three, have the look of code.
  static func found(in bytes: [UInt8]) -> Bool {
    var (lines, signs, start) = (0, 0, 0)
    while start < bytes.count, lines < 100 {
      let stop = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let content = bytes[start..<stop].drop { $0 <= 0x20 }
      if !content.isEmpty { lines += 1 }
      if looksLikeCode(content) { signs += 1 }
      start = stop + 1
    }
    return signs >= 3 && signs * 3 >= lines
  }

  private static func looksLikeCode(_ line: ArraySlice<UInt8>) -> Bool {
    switch line.last {
    case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"): return true
    case UInt8(ascii: ")"), UInt8(ascii: ":"): if line.contains(UInt8(ascii: "(")) { return true }
    default: break
    }
    if line.starts(with: [0x2F, 0x2F]) || (defines(line) && line.contains(UInt8(ascii: "("))) { return true }
    return statements.contains { line.starts(with: $0) } && !line.contains(0x2E)
  }
}
