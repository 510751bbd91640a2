// Markdown: front matter goes, the first heading is the title, the rest stays as written.

struct MarkdownReader: WholeFileReader {
  let name = "markdown"
  let extensions: Set<String> = ["md", "markdown", "mdown", "mkd"]

  func document(_ text: [UInt8], named name: String) -> Document {
    let (frontMatter, body) = Self.split(text)
    return Document(text: Array(body), title: Self.heading(in: body) ?? Self.title(in: frontMatter))
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
    var previous = "", isFenced = false
    for line in body.split(separator: 0x0A, omittingEmptySubsequences: false).lazy.map({
      String(utf8: $0.trimmingSpace)
    }) {
      if line.hasPrefix("```") || line.hasPrefix("~~~") { isFenced.toggle() }
      if isFenced { continue }
      if let title = hashed(line) ?? (isUnderline(line) && !previous.isEmpty ? previous : nil) { return title }
      previous = line
    }
    return nil
  }

  private static func hashed(_ line: String) -> String? {
    let level = line.prefix { $0 == "#" }.count
    guard (1...6).contains(level), line.dropFirst(level).first == " " else { return nil }
    var title = Array(line.utf8.dropFirst(level))[...].trimmingSpace
    while title.last == UInt8(ascii: "#") { title = title.dropLast() }
    let text = String(utf8: title.trimmingSpace)
    return text.isEmpty ? nil : text
  }

  private static func isUnderline(_ line: String) -> Bool {
    line.utf8.count > 2 && (line.allSatisfy { $0 == "=" } || line.allSatisfy { $0 == "-" })
  }

  /// The value of a `title:` or `title =` line of front matter.
  private static func title(in frontMatter: ArraySlice<UInt8>) -> String? {
    for line in frontMatter.split(separator: 0x0A).lazy.map({ String(utf8: $0.trimmingSpace) }) {
      guard line.hasPrefix("title") else { continue }
      let rest = Array(line.utf8.dropFirst(5))[...].trimmingSpace
      guard let mark = rest.first, mark == UInt8(ascii: ":") || mark == UInt8(ascii: "=") else { continue }
      let quotes: Set<UInt8> = [0x22, 0x27]
      var value = rest.dropFirst().trimmingSpace
      if let first = value.first, quotes.contains(first), value.count > 1, value.last == first {
        value = value.dropFirst().dropLast()
      }
      return value.isEmpty ? nil : String(utf8: value)
    }
    return nil
  }
}
