// Reduces an HTML document to what a reader of the page reads.

/// The text of a page: paragraphs separated by blank lines, navigation and scripts left out.
struct HTMLText {
  private(set) var text: [UInt8] = []
  private(set) var title: String?

  /// Elements whose content is no text of the page.
  private static let muted: Set<String> = [
    "head", "script", "style", "nav", "template", "noscript", "svg", "iframe", "object", "select", "button",
  ]
  /// Elements that begin and end a paragraph.
  private static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "legend",
    "main", "menu", "ol", "p", "pre", "section", "summary", "table", "ul",
  ]
  /// Elements that begin a line.
  private static let lines: Set<String> = ["br", "li", "tr"]

  private let html: [UInt8]
  private var mutedBy: (name: String, depth: Int)?
  private var isTitle = false
  private var titleText: [UInt8] = []
  private var heading: ArraySlice<UInt8> = []
  /// Where the open first heading's text begins.
  private var headingStart: Int?
  private var preformatted = 0
  /// White space that is written before the next text: 0 none, 1 a space, 2 a line end, 3 a blank line.
  private var gap = 0

  init(_ html: [UInt8]) {
    self.html = html
    var tokenizer = HTMLTokenizer(html)
    while let token = tokenizer.next() { take(token) }
    title = Self.collapsed(titleText[...]) ?? Self.collapsed(heading)
  }

  private mutating func take(_ token: HTMLToken) {
    switch token {
    case .text(let range): takeText(html[range])
    case .open(let name):
      isTitle = false  // an unclosed title must not swallow the page
      if mutedBy == nil { open(name) } else { openMuted(name) }
    case .close(let name): if mutedBy == nil { close(name) } else { closeMuted(name) }
    }
  }

  private mutating func open(_ name: String) {
    if name == "title" { return isTitle = true }
    if Self.muted.contains(name) { return mutedBy = (name, 1) }
    breakText(at: name)
    if name == "pre" { preformatted += 1 }
    if name == "h1", heading.isEmpty { headingStart = text.count }
    if name == "li" { write(Array("- ".utf8)) }
    if name == "td" || name == "th" { gap = max(gap, 1) }
  }

  private mutating func close(_ name: String) {
    if name == "title" { isTitle = false }
    if name == "pre" { preformatted = max(0, preformatted - 1) }
    if name == "h1", let start = headingStart { (heading, headingStart) = (text[start...], nil) }
    breakText(at: name)
  }

  private mutating func openMuted(_ name: String) {
    if name == "title", titleText.isEmpty { return isTitle = true }
    if name == "body", mutedBy?.name == "head" { return mutedBy = nil }  // </head> may be left out
    if name == mutedBy?.name { mutedBy?.depth += 1 }
  }

  private mutating func closeMuted(_ name: String) {
    if name == "title" { return isTitle = false }
    if name == "body" || name == "html" { return mutedBy = nil }
    guard name == mutedBy?.name else { return }
    mutedBy?.depth -= 1
    if mutedBy?.depth == 0 { mutedBy = nil }
  }

  private mutating func breakText(at name: String) {
    if Self.blocks.contains(name) { gap = 3 } else if Self.lines.contains(name) { gap = max(gap, 2) }
  }

  private mutating func takeText(_ raw: ArraySlice<UInt8>) {
    if isTitle { return titleText += HTMLEntities.decoded(raw) }
    guard mutedBy == nil else { return }
    let decoded = HTMLEntities.decoded(raw)
    if preformatted > 0 { takePreformatted(decoded) } else { takeFlowing(decoded) }
  }

  /// White space of any length is one space.
  private mutating func takeFlowing(_ text: [UInt8]) {
    var index = 0
    while index < text.count {
      if text[index].isSpace {
        gap = max(gap, 1)
        index += 1
        continue
      }
      let end = text[index...].firstIndex(where: \.isSpace) ?? text.count
      write(text[index..<end])
      index = end
    }
  }

  private mutating func takePreformatted(_ text: [UInt8]) {
    let lines = gap == 3 ? text.drop { $0 == 0x0A } : text[...]
    if !lines.isEmpty { write(lines) }
  }

  private mutating func write(_ piece: some Collection<UInt8>) {
    if !text.isEmpty {
      switch gap {
      case 1: text.append(0x20)
      case 2: text.append(0x0A)
      case 3: text += [0x0A, 0x0A]
      default: break
      }
    }
    gap = 0
    text.append(contentsOf: piece)
  }

  /// On one line; `nil` where nothing is left.
  private static func collapsed(_ bytes: ArraySlice<UInt8>) -> String? {
    let words = bytes.split(whereSeparator: \.isSpace)
    return words.isEmpty ? nil : words.map { String(utf8: $0) }.joined(separator: " ")
  }
}
