// A prompt with colours, in the form that libedit draws.

/// A prompt split into what is seen and what only colours it.
struct PromptParts {
  /// The prompt with each escape sequence between two U+0001.
  private(set) var marked = ""
  /// Columns that are seen.
  private(set) var width = 0

  init(_ prompt: String) {
    var rest = prompt.unicodeScalars[...]
    while let first = rest.first {
      if first == "\u{1B}" {
        let end = rest.firstIndex(where: Self.endsSequence) ?? rest.indices.last!
        append(sequence: String(rest[...end]), atEnd: rest.index(after: end) == rest.endIndex)
        rest = rest[rest.index(after: end)...]
      } else {
        marked.unicodeScalars.append(first)
        width += DisplayWidth.of(first)
        rest.removeFirst()
      }
    }
  }

  /// libedit draws a sequence with the character that follows it, so the last one goes before the last character.
  private mutating func append(sequence: String, atEnd: Bool) {
    let last = atEnd ? marked.popLast() : nil
    marked += "\u{1}\(sequence)\u{1}" + (last.map(String.init) ?? "")
  }

  private static func endsSequence(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }
}
