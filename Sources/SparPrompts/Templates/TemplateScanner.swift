// Cuts a template body into text and tags, with the line of each. What the tags mean is the compiler's business.

/// A stretch of a template.
enum TemplateSegment: Equatable {
  case text(String)
  /// `{{ … }}`: what stands between the braces.
  case insertion(String, line: Int)
  /// `{% … %}`: what stands between the signs.
  case tag(String, line: Int)
}

/// Why a template body was refused, and on which line of its file.
struct TemplateError: Error {
  let kind: PromptError.Kind
  let line: Int
  let sentence: String
  var hint: String?

  init(_ line: Int, _ sentence: String, hint: String? = nil, kind: PromptError.Kind = .malformed) {
    (self.kind, self.line, self.sentence, self.hint) = (kind, line, sentence, hint)
  }
}

/// Scans one template body.
///
/// A line that holds nothing but `{% … %}` or `{# … #}` vanishes with its line end, so that tags can stand on
/// lines of their own without leaving blank lines behind.
struct TemplateScanner {
  private let bytes: [UInt8]
  private var index = 0
  private var line: Int
  private var segments: [TemplateSegment] = []
  /// Where the text that is not yet in a segment starts.
  private var textStart = 0

  /// - Parameter line: the line of the file on which `body` starts.
  static func segments(of body: String, line: Int) throws(TemplateError) -> [TemplateSegment] {
    var scanner = TemplateScanner(bytes: Array(body.utf8), line: line)
    return try scanner.scan()
  }

  private init(bytes: [UInt8], line: Int) {
    self.bytes = bytes
    self.line = line
  }

  private mutating func scan() throws(TemplateError) -> [TemplateSegment] {
    while index < bytes.count {
      if let close = closer() {
        try scanTag(closedBy: close)
      } else {
        if bytes[index] == newline { line += 1 }
        index += 1
      }
    }
    addText(upTo: bytes.count)
    return segments
  }

  /// What closes the tag that opens here; `nil` where none opens.
  private func closer() -> UInt8? {
    guard bytes[index] == UInt8(ascii: "{"), index + 1 < bytes.count else { return nil }
    switch bytes[index + 1] {
    case UInt8(ascii: "{"): return UInt8(ascii: "}")
    case UInt8(ascii: "%"): return UInt8(ascii: "%")
    case UInt8(ascii: "#"): return UInt8(ascii: "#")
    default: return nil
    }
  }

  private mutating func scanTag(closedBy close: UInt8) throws(TemplateError) {
    let start = index
    guard let end = end(after: start + 2, close) else {
      let opening = String(decoding: bytes[start..<start + 2], as: UTF8.self)
      throw TemplateError(line, "opens \(opening) and never closes it.")
    }
    let content = String(decoding: bytes[start + 2..<end], as: UTF8.self)
    if close == UInt8(ascii: "}") {
      addText(upTo: start)
      segments.append(.insertion(content, line: line))
      textStart = end + 2
    } else {
      let span = standaloneSpan(start, end + 2)
      addText(upTo: span.lowerBound)
      if close == UInt8(ascii: "%") { segments.append(.tag(content, line: line)) }
      textStart = span.upperBound
    }
    line += bytes[start..<max(end + 2, textStart)].count { $0 == newline }
    index = max(end + 2, textStart)
  }

  private func end(after start: Int, _ close: UInt8) -> Int? {
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == close, bytes[index + 1] == UInt8(ascii: "}") { return index }
      index += 1
    }
    return nil
  }

  /// The tag at `start..<end` with the rest of its line and the line end, where nothing else is on the line.
  private func standaloneSpan(_ start: Int, _ end: Int) -> Range<Int> {
    var lower = start, upper = end
    while lower > textStart, isSpace(bytes[lower - 1]) { lower -= 1 }
    guard lower == 0 || bytes[lower - 1] == newline else { return start..<end }
    while upper < bytes.count, isSpace(bytes[upper]) { upper += 1 }
    guard upper == bytes.count || bytes[upper] == newline else { return start..<end }
    return lower..<min(upper + 1, bytes.count)
  }

  private mutating func addText(upTo end: Int) {
    guard end > textStart else { return }
    segments.append(.text(String(decoding: bytes[textStart..<end], as: UTF8.self)))
  }

  private var newline: UInt8 { UInt8(ascii: "\n") }
  private func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
