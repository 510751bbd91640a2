// Readers whose file is one document: reading, the test for text, and decoding are the same for all of them.

protocol WholeFileReader: DocumentReader {
  /// - Parameter name: the file's name, without `.gz`.
  func document(_ text: [UInt8], named name: String) throws(Skip) -> Document
}

extension WholeFileReader {
  func open(_ file: SeedFile, options: SeedOptions) throws(Skip) -> any DocumentStream {
    let raw = try file.stream().readAll(limit: options.largestFile)
    if let reason = Sniffer.binaryReason(raw) { throw Skip(.binary, reason) }
    let decoded = DecodedText(raw)
    if decoded.bytes.allSatisfy(\.isSpace) { throw Skip(.empty) }
    let document = try document(decoded.bytes, named: file.name)
    if document.text.allSatisfy(\.isSpace) { throw Skip(.empty, "no text besides its markup") }
    let tally = ReadTally(replacedCharacters: decoded.replaced, isConverted: decoded.isConverted)
    return SingleDocument(document: document, tally: tally)
  }
}

private struct SingleDocument: DocumentStream {
  var document: Document?
  let tally: ReadTally

  mutating func next() -> Document? {
    defer { document = nil }
    return document
  }
}
