// Files that a reader of the user's own reads: what it is given, and what it gives back.

/// A file as a script's reader gets it.
package struct ScriptFile: Sendable {
  package let path: String
  /// In lower case, without the dot and what names a compression: it decides who reads the file.
  package let fileExtension: String
  /// Text as UTF-8, whatever its encoding was; the bytes as they are where they are no text.
  package let bytes: [UInt8]
  let tally: ReadTally

  init(_ file: SeedFile, options: SeedOptions) throws(Skip) {
    let raw = try file.stream().readAll(limit: options.largestFile)
    path = file.path
    fileExtension = file.fileExtension
    guard Sniffer.binaryReason(raw) == nil else {
      (bytes, tally) = (raw, ReadTally())
      return
    }
    let decoded = DecodedText(raw)
    bytes = decoded.bytes
    tally = ReadTally(replacedCharacters: decoded.replaced, isConverted: decoded.isConverted)
  }
}

/// A document that a script's reader has made of a file, before it is cut into seeds.
package struct ScriptDocument: Sendable, Equatable {
  package var text: String
  package var type: String
  package var language: String?
  package var title: String?
  package var licence: String?

  package init(
    text: String, type: String = "text", language: String? = nil, title: String? = nil, licence: String? = nil
  ) {
    self.text = text
    self.type = type
    self.language = language
    self.title = title
    self.licence = licence
  }
}
