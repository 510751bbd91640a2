// The list of seed formats, and which one reads a file.

enum ReaderList {
  static let all: [any DocumentReader] = [
    TextReader(), MarkdownReader(), HTMLReader(), CodeReader(), JSONLReader(), JSONReader(), YAMLReader(), CSVReader(),
    PDFReader(),
  ]

  /// The reader of a file by its extension; where that is unknown, one that looks inside.
  static func reader(for file: SeedFile) -> any DocumentReader { byExtension[file.fileExtension] ?? SniffingReader() }

  private static let byExtension: [String: any DocumentReader] = {
    let pairs = all.flatMap { reader in reader.extensions.map { ($0, reader) } }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }()
}
