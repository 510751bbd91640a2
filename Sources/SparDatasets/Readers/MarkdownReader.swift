// Markdown: front matter goes, the first heading is the title, the rest stays as written.

struct MarkdownReader: WholeFileReader {
  let name = "markdown"
  let extensions: Set<String> = ["md", "markdown", "mdown", "mkd"]

  func document(_ text: [UInt8], named name: String) -> Document {
    let (frontMatter, body) = Self.split(text)
    return Document(
      text: Array(body), title: Self.heading(in: body) ?? FrontMatter(frontMatter)["title"],
      licence: FrontMatter(frontMatter)["license", "licence"], layout: .markdown)
  }

  /// The lines between two `---` (YAML) or `+++` (TOML) at the very start, and what follows them.
  private static func split(_ text: [UInt8]) -> (frontMatter: ArraySlice<UInt8>, body: ArraySlice<UInt8>) {
    let whole = (text[..<0], text[...])
    guard let fence = ["---", "+++"].first(where: { line(text[...]).elementsEqual($0.utf8) }) else { return whole }
    var rest = text.dropFirst(fence.utf8.count + 1)
    let start = rest.startIndex
    while !rest.isEmpty {
      let current = line(rest)
      let next = rest.dropFirst(current.count + 1)
      if current.elementsEqual(fence.utf8) { return (text[start..<current.startIndex], next) }
      rest = next
    }
    return whole
  }

  private static func line(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> { text.prefix { $0 != 0x0A } }

  /// The first heading outside fenced code: `# Title`, or a line underlined with = or -.
  private static func heading(in body: ArraySlice<UInt8>) -> String? {
    var previous: ArraySlice<UInt8> = [], fence: ArraySlice<UInt8>?
    for line in body.split(separator: 0x0A, omittingEmptySubsequences: false).lazy.map(\.trimmingSpace) {
      defer { previous = line }
      if let mark = fence {
        if line.starts(with: mark) { fence = nil }
        continue
      }
      fence = MarkdownScanner.fence(line)
      if let title = MarkdownScanner.heading(line)?.text { return title }
      if MarkdownScanner.underline(line) != nil, !previous.isEmpty { return String(utf8: previous) }
    }
    return nil
  }
}
