// Yields seeds one at a time.

package import SparCore

package struct SeedCursor {
  /// What was read so far.
  package private(set) var report = SeedReport()

  private let paths: [String]
  private let options: SeedOptions
  private var files: FileWalk
  private var open: OpenFile?
  /// Seeds of the document at hand, last first.
  private var ready: [Seed] = []
  private var seen = Set<ContentKey>()

  private struct OpenFile {
    let file: SeedFile
    var documents: any DocumentStream
    var count = 0
  }

  init(paths: [String], files: FileWalk, options: SeedOptions) {
    self.paths = paths
    self.files = files
    self.options = options
  }

  /// The next seed; `nil` after the last.
  /// - Throws: `seeds.empty` where the paths hold no seed at all.
  package mutating func next() throws(DatasetError) -> Seed? {
    while true {
      if let seed = ready.popLast() {
        report.seeds += 1
        return seed
      }
      if open != nil { readDocument() } else if !openFile() { break }
    }
    if report.seeds == 0 { throw .noSeeds(paths: paths, detail: report.emptiness) }
    return nil
  }

  /// Opens the next file that can be read; `false` after the last.
  private mutating func openFile() -> Bool {
    while let entry = files.next() {
      switch entry {
      case .skipped(let path, let skip): report.skip(path, skip)
      case .file(let path):
        let file = SeedFile(path: path)
        do {
          open = OpenFile(file: file, documents: try ReaderList.reader(for: file).open(file, options: options))
          return true
        } catch {
          report.skip(path, error)
        }
      }
    }
    return false
  }

  private mutating func readDocument() {
    do {
      if let document = try open?.documents.next() {
        open?.count += 1
        return cut(document)
      }
    } catch {
      if let open { report.skip(open.file.path, error) }
    }
    closeFile()
  }

  private mutating func closeFile() {
    guard let open else { return }
    if open.count > 0 { report.files += 1 }
    report.add(open.documents.tally, of: open.file.path)
    self.open = nil
  }

  private mutating func cut(_ document: Document) {
    guard let file = open?.file else { return }
    let style = document.type == "code" ? Chunker.Style.code : .prose
    let chunks = Chunker(size: options.size, overlap: options.overlap, style: style).chunks(of: document.text)
    let origin = document.line.map { "\(file.path):\($0)" } ?? file.path
    for (index, range) in chunks.enumerated() {
      let text = document.text[range].trimmingSpaceAtEnd
      guard seen.insert(ContentKey(hashing: Array(text.trimmingSpace))).inserted else {
        report.duplicates += 1
        continue
      }
      ready.append(
        Seed(
          type: document.type, text: String(utf8: text), origin: origin, language: document.language,
          title: document.title, chunk: index))
    }
    ready.reverse()
  }
}
