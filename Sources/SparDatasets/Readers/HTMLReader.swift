// HTML, reduced to its text.

struct HTMLReader: WholeFileReader {
  let name = "html"
  let extensions: Set<String> = ["html", "htm", "xhtml"]

  func document(_ text: [UInt8], named name: String) throws(Skip) -> Document {
    let page = try HTMLText(text)
    return Document(text: page.text, title: page.title, layout: .markdown)
  }
}
