// Makes the seeds of a document.

internal import SparCore

struct SeedCutter {
  let options: SeedOptions

  /// - Parameter path: of the document's file.
  func seeds(of document: Document, in path: String) -> [Seed] {
    let layout = document.layout ?? (document.type == "code" ? .code(language: document.language) : .prose)
    let chunks = Chunker(size: options.size, overlap: options.overlap, layout: layout).chunks(of: document.text)
    let origin = document.line.map { "\(path):\($0)" } ?? path
    let key = ContentKey(hashing: document.text)
    let licence = document.licence ?? Licence.identifier(in: document.text)
    return chunks.enumerated().compactMap { index, chunk in
      let text = document.text[chunk.range].trimmingSpaceAtEnd
      // Markdown has anchors between its sections that would be seeds of their own.
      guard document.type != "text" || text.saysMoreThanTags else { return nil }
      return Seed(
        type: document.type, text: String(utf8: head(of: document, layout, before: chunk) + text), origin: origin,
        language: document.language, title: title(of: chunk, in: document), chunk: index, licence: licence,
        document: key, start: text.startIndex, end: text.endIndex)
    }
  }

  /// What is repeated before the rows of a table.
  private func head(of document: Document, _ layout: Layout, before chunk: Chunk) -> ArraySlice<UInt8> {
    guard case .rows(let head) = layout, chunk.range.lowerBound >= head else { return [] }
    return document.text[..<head]
  }

  /// `Manual › Lamps › Oil`: the document's title, which its first heading may repeat, and the headings.
  private func title(of chunk: Chunk, in document: Document) -> String? {
    var path = chunk.headings
    if let title = document.title, path.first != title { path.insert(title, at: 0) }
    return path.isEmpty ? nil : path.joined(separator: " › ")
  }
}

extension ArraySlice<UInt8> {
  /// Whether anything but blanks stands outside of `<a …>`, `</a>` and `<!-- … -->`.
  fileprivate var saysMoreThanTags: Bool {
    var rest = self
    while let byte = rest.popFirst() {
      if byte.isSpace { continue }
      guard byte == UInt8(ascii: "<"), let kind = rest.first, kind.isTagStart,
        let end = rest.firstIndex(of: UInt8(ascii: ">"))
      else { return true }
      rest = rest[rest.index(after: end)...]
    }
    return false
  }
}

extension UInt8 {
  fileprivate var isTagStart: Bool {
    isLetter || self == UInt8(ascii: "/") || self == UInt8(ascii: "!")
  }
}
