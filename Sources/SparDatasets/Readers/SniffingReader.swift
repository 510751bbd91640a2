// Files without a known extension: a look inside tells HTML and scripts from text.

struct SniffingReader: WholeFileReader {
  let name = "sniffed"
  let extensions: Set<String> = []

  func document(_ text: [UInt8], named name: String) throws(Skip) -> Document {
    if Sniffer.isHTML(text) { return try HTMLReader().document(text, named: name) }
    if let language = CodeReader.language(ofScript: text) {
      return Document(type: "code", text: text, language: language)
    }
    return TextReader().document(text, named: name)
  }
}
