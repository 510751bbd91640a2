// Manual pages: roff, reduced to its text. Told by their contents, for their extensions are numbers.

struct ManualReader {
  func document(_ text: [UInt8], named name: String) throws(Skip) -> Document {
    let page = ManualPage(text)
    if let target = page.target, page.text.allSatisfy(\.isSpace) {
      throw Skip(.empty, "it only stands for \(target)")
    }
    return Document(text: page.text, title: page.title, layout: .markdown)
  }
}
