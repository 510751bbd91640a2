// Cuts HTML into text and tags. It never fails: what is no tag is text, as in browsers.

/// Follows the WHATWG tokenizer where that matters for text: comments, quoted attributes, the raw text of scripts.
struct HTMLTokenizer {
  private let html: [UInt8]
  private var index = 0
  /// The element whose content is raw text until its end tag.
  private var rawElement: String?

  init(_ html: [UInt8]) { self.html = html }

  mutating func next() -> HTMLToken? {
    if let element = rawElement { return rawText(of: element) }
    while index < html.count {
      if let token = html[index] == UInt8(ascii: "<") ? markup() : text() { return token }
    }
    return nil
  }

  private mutating func text() -> HTMLToken {
    let start = index
    index += 1  // a "<" that opens no tag is text too
    while index < html.count, html[index] != UInt8(ascii: "<") { index += 1 }
    return .text(start..<index)
  }

  /// A tag; `nil` for a comment or declaration, which is passed over.
  private mutating func markup() -> HTMLToken? {
    let next = index + 1 < html.count ? html[index + 1] : 0
    switch next {
    case UInt8(ascii: "!") where starts("<!--", at: index): skip(past: "-->", from: index + 4)
    case UInt8(ascii: "!"), UInt8(ascii: "?"): skip(past: ">", from: index + 1)
    case UInt8(ascii: "/") where index + 2 < html.count && html[index + 2].isLetter:
      return .close(tagName(from: index + 2))
    case let byte where byte.isLetter: return opening()
    default: return text()
    }
    return nil
  }

  private mutating func opening() -> HTMLToken {
    let name = tagName(from: index + 1)
    if ["script", "style", "textarea", "xmp"].contains(name) { rawElement = name }
    return .open(name)
  }

  /// Reads a name and runs past its tag's end, over attributes whose quoted values may hold ">".
  private mutating func tagName(from start: Int) -> String {
    var end = start
    while end < html.count, !html[end].isSpace, html[end] != UInt8(ascii: ">"), html[end] != UInt8(ascii: "/") {
      end += 1
    }
    index = end
    while index < html.count, html[index] != UInt8(ascii: ">") {
      if html[index] == UInt8(ascii: "=") { skipValue() } else { index += 1 }
    }
    index = min(index + 1, html.count)
    return String(utf8: html[start..<end].map(\.lowercased))
  }

  /// A quote opens a value only after "=": elsewhere it is a slip that must not swallow the page.
  private mutating func skipValue() {
    index += 1
    while index < html.count, html[index].isSpace { index += 1 }
    guard index < html.count, html[index] == UInt8(ascii: "\"") || html[index] == UInt8(ascii: "'") else { return }
    let quote = html[index]
    guard let end = html[(index + 1)...].firstIndex(of: quote) else { return }
    index = end + 1
  }

  private mutating func rawText(of element: String) -> HTMLToken? {
    rawElement = nil
    let start = index, end = "</" + element
    while index < html.count, !starts(end, at: index) { index += 1 }
    return start < index ? .text(start..<index) : next()
  }

  private mutating func skip(past mark: StaticString, from start: Int) {
    index = start
    while index < html.count, !starts(mark.description, at: index) { index += 1 }
    index = min(index + mark.utf8CodeUnitCount, html.count)
  }

  private func starts(_ word: String, at position: Int) -> Bool {
    guard html[position] == word.utf8.first else { return false }
    return html[position...].prefix(word.utf8.count).lazy.map(\.lowercased).elementsEqual(word.utf8)
  }
}
