// Readers whose file is one document: reading, the test for text, and decoding are the same for all of them.

protocol WholeFileReader: DocumentReader {
  /// - Parameter name: the file's name, without `.gz`.
  func document(_ text: [UInt8], named name: String) throws(Skip) -> Document
}

extension WholeFileReader {
  func open(_ file: SeedFile, options: SeedOptions) throws(Skip) -> any DocumentStream {
    try documents(of: file.stream(), named: file.name, options: options)
  }

  func documents(
    of stream: any ByteStream, named name: String, options: SeedOptions
  ) throws(Skip) -> any DocumentStream {
    let (text, tally) = try DecodedText.read(stream, options: options)
    let document = try document(text, named: name)
    if document.text.allSatisfy(\.isSpace) { throw Skip(.empty, "no text besides its markup") }
    return DocumentList([document], tally: tally)
  }
}

extension DecodedText {
  /// The whole of a stream as text.
  /// - Throws: `binary`, `empty`, and what reading throws.
  static func read(_ stream: any ByteStream, options: SeedOptions) throws(Skip) -> (text: [UInt8], tally: ReadTally) {
    let raw = try stream.readAll(limit: options.largestFile)
    if let reason = Sniffer.binaryReason(raw) { throw Skip(.binary, reason) }
    let decoded = DecodedText(raw)
    if decoded.bytes.allSatisfy(\.isSpace) { throw Skip(.empty) }
    return (decoded.bytes, ReadTally(replacedCharacters: decoded.replaced, isConverted: decoded.isConverted))
  }
}
