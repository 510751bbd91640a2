// The licence that a document names.

enum Licence {
  /// What follows `SPDX-License-Identifier:` in the first lines of a file (https://spdx.dev/ids).
  static func identifier(in text: [UInt8]) -> String? {
    let mark = Array("SPDX-License-Identifier:".utf8)
    var rest = text.prefix(4096)
    while let start = rest.firstIndex(of: mark[0]) {
      rest = rest[start...]
      if rest.starts(with: mark) {
        let expression = rest.dropFirst(mark.count).prefix { $0 != 0x0A && !"*\"'<>#{};,".utf8.contains($0) }
        // What closes a comment may stand behind it.
        let words = expression.split(whereSeparator: \.isSpace).filter { $0.contains { $0.isLetter } }
        let licence = words.map { String(utf8: $0) }.joined(separator: " ")
        return licence.isEmpty ? nil : licence
      }
      rest = rest.dropFirst()
    }
    return nil
  }
}
