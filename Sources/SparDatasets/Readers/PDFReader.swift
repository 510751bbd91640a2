// PDF, read by poppler's pdftotext where it is installed: a program of its own, so that no broken file breaks this one.

internal import Glibc

struct PDFReader: DocumentReader {
  let name = "pdf"
  let extensions: Set<String> = ["pdf"]
  /// Found in `PATH`.
  var program = "pdftotext"

  /// How long one file may take.
  private static let seconds = 60

  func open(_ file: SeedFile, options: SeedOptions) throws(Skip) -> any DocumentStream {
    try documents(of: file.stream(), options: options)
  }

  func documents(of stream: any ByteStream, options: SeedOptions) throws(Skip) -> any DocumentStream {
    let bytes = try stream.readAll(limit: options.largestFile)
    guard bytes.prefix(1024).contains(sequence: "%PDF-") else {
      throw Skip(.damaged, "not PDF data")
    }
    let arguments = ["-q", "-enc", "UTF-8", "-", "-"]
    let filter = Filter(
      program: program, arguments: arguments, seconds: Self.seconds, limit: options.largestFile)
    let output: [UInt8]
    do {
      output = try filter.run(on: bytes)
    } catch .notFound {
      throw Skip(.noTool, "PDF needs \(program): install poppler-utils")
    } catch {
      throw Skip(.damaged, "\(program) \(error.sentence)")
    }
    let decoded = DecodedText(Self.pages(output))
    guard !decoded.bytes.allSatisfy(\.isSpace) else {
      throw Skip(.empty, "no text, perhaps only pictures of pages")
    }
    var tally = ReadTally()
    tally.replacedCharacters = decoded.replaced
    return DocumentList([Document(text: decoded.bytes)], tally: tally)
  }

  /// A page ends with a form feed, which becomes a border between paragraphs.
  private static func pages(_ text: [UInt8]) -> [UInt8] {
    var pages: [UInt8] = []
    pages.reserveCapacity(text.count)
    for byte in text {
      if byte != 0x0C {
        pages.append(byte)
        continue
      }
      while pages.last?.isSpace ?? false { pages.removeLast() }
      pages += [0x0A, 0x0A]
    }
    return pages
  }
}
