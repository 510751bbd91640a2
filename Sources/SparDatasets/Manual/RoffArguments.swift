// The arguments of a request: words, or what stands in quotes, where a doubled quote is one.

enum RoffArguments {
  static func split(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var arguments: [ArraySlice<UInt8>] = []
    var rest = line.drop { $0 == 0x20 || $0 == 0x09 }
    while let first = rest.first {
      if rest.starts(with: "\\\"".utf8) { break }  // a comment
      if first == UInt8(ascii: "\"") {
        let (argument, end) = quoted(rest.dropFirst())
        arguments.append(argument)
        rest = end
      } else {
        let word = word(rest)
        arguments.append(word)
        rest = rest[word.endIndex...]
      }
      rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
    }
    return arguments
  }

  private static func quoted(_ text: ArraySlice<UInt8>) -> (argument: ArraySlice<UInt8>, rest: ArraySlice<UInt8>) {
    var argument: [UInt8] = [], rest = text
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\"") else {
        argument.append(byte)
        continue
      }
      guard rest.first == UInt8(ascii: "\"") else { break }
      argument.append(byte)
      rest = rest.dropFirst()
    }
    return (argument[...], rest)
  }

  /// A space after a backslash does not end a word.
  private static func word(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = text.startIndex
    while end < text.endIndex, text[end] != 0x20, text[end] != 0x09 {
      end += text[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    return text[..<min(end, text.endIndex)]
  }
}

extension ArraySlice<UInt8> {
  func contains(sequence word: String) -> Bool {
    let word = Array(word.utf8)
    return indices.contains { self[$0...].starts(with: word) }
  }
}
