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
    return chunks.enumerated().map { index, chunk in
      let text = document.text[chunk.range].trimmingSpaceAtEnd
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
