// What is counted of a response for length and style control (method §4.11).

/// Length and Markdown of one text; what stands in fenced code counts for the length alone.
///
/// The features are those of Li et al., "Does style matter? Disentangling style and substance in Chatbot Arena" (2024):
/// length, and headers, list items and bold spans as densities. Length is counted in Unicode characters, so that it
/// means the same for every model and language.
package struct TextStyle: Sendable, Equatable {
  /// Unicode scalars.
  package private(set) var length = 0
  /// Lines that begin with one to six `#` and a space.
  package private(set) var headers = 0
  /// Lines that begin with `-`, `*`, `+`, or a number with `.` or `)`, and a space.
  package private(set) var lists = 0
  /// Spans within `**` or `__`.
  package private(set) var bold = 0

  package init(of text: String) {
    length = text.unicodeScalars.count
    var isCode = false
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true) {
      let content = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      if content.starts(with: "```".utf8) || content.starts(with: "~~~".utf8) {
        isCode.toggle()
      } else if !isCode {
        count(content)
      }
    }
  }

  /// How many of something there are for each character.
  func density(_ count: Int) -> Double { Double(count) / Double(max(1, length)) }

  private mutating func count(_ line: Substring.UTF8View) {
    if Self.isHeader(line) { headers += 1 }
    if Self.isListItem(line) { lists += 1 }
    bold += Self.spans(in: line, of: UInt8(ascii: "*")) + Self.spans(in: line, of: UInt8(ascii: "_"))
  }

  private static func isHeader(_ line: Substring.UTF8View) -> Bool {
    let marks = line.prefix { $0 == UInt8(ascii: "#") }
    return (1...6).contains(marks.count) && line.dropFirst(marks.count).first == UInt8(ascii: " ")
  }

  private static func isListItem(_ line: Substring.UTF8View) -> Bool {
    let digits = line.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let marks: String = digits.isEmpty ? "-*+" : ".)"
    let rest = line.dropFirst(digits.count)
    guard digits.count <= 9, let mark = rest.first, marks.utf8.contains(mark) else { return false }
    return rest.dropFirst().first == UInt8(ascii: " ")
  }

  /// Pairs of a doubled mark, as `**` is.
  private static func spans(in line: Substring.UTF8View, of mark: UInt8) -> Int {
    var pairs = 0, run = 0
    for byte in line {
      if byte == mark {
        run += 1
      } else {
        if run == 2 || run == 3 { pairs += 1 }
        run = 0
      }
    }
    if run == 2 || run == 3 { pairs += 1 }
    return pairs / 2
  }
}
