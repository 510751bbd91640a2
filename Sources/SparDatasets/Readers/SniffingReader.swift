// Files without a known extension, and standard input: a look inside tells what they are.

internal import SparCore

struct SniffingReader: DocumentReader {
  let name = "sniffed"
  let extensions: Set<String> = []

  func open(_ file: SeedFile, options: SeedOptions) throws(Skip) -> any DocumentStream {
    let stream = try file.stream()
    let start = try stream.next()
    let peeked = PeekedStream(start, before: stream)
    if start.starts(with: "%PDF-".utf8) { return try PDFReader().documents(of: peeked, options: options) }
    if Self.isJSONL(start) { return JSONLReader.documents(of: peeked, options: options) }
    return try Whole().documents(of: peeked, named: file.name, options: options)
  }

  /// Whether the first line is an object, and not the only line.
  private static func isJSONL(_ start: [UInt8]) -> Bool {
    guard start.first == UInt8(ascii: "{"), let end = start.firstIndex(of: 0x0A), end + 1 < start.count else {
      return false
    }
    return (try? JSON(parsing: Array(start[..<end])))?.object != nil
  }

  private struct Whole: WholeFileReader {
    let name = "sniffed"
    let extensions: Set<String> = []

    func document(_ text: [UInt8], named name: String) throws(Skip) -> Document {
      if Sniffer.isHTML(text) { return try HTMLReader().document(text, named: name) }
      if ManualPage.isManual(text) { return try ManualReader().document(text, named: name) }
      if let language = CodeReader.language(ofScript: text) {
        return Document(type: "code", text: text, language: language)
      }
      return TextReader().document(text, named: name)
    }
  }
}
