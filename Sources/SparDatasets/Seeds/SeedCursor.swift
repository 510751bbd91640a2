// Yields seeds one at a time.

package import SparCore

package struct SeedCursor {
  /// What was read so far.
  package private(set) var report = SeedReport()

  /// What one step of reading comes to.
  package enum Step {
    case seed(Seed)
    /// A file for a script's reader: `take` its documents, then `close` it.
    case file(ScriptFile)
    /// A document was read, or a file opened, closed or skipped.
    case moved
    case end
  }

  private let paths: [String]
  private let options: SeedOptions
  private let count = ByteCount()
  private var files: FileWalk
  private var open: OpenFile?
  /// Seeds of the document at hand, last first.
  private var ready: [Seed] = []

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

  /// Bytes of the disk that were read so far.
  package var bytesRead: Int { count.bytes }

  /// The next seed; `nil` after the last. Files for scripts are passed over.
  /// - Throws: `seeds.empty` where the paths hold no seed at all.
  package mutating func next() throws(DatasetError) -> Seed? {
    while true {
      switch try step() {
      case .seed(let seed): return seed
      case .end: return nil
      case .moved, .file: continue
      }
    }
  }

  /// Reads on by a little: one seed, or one document, or one file opened. Whoever steps may stop in between.
  /// - Throws: `seeds.empty` at the end, where the paths hold no seed at all.
  package mutating func step() throws(DatasetError) -> Step {
    if let seed = ready.popLast() {
      report.seeds += 1
      return .seed(seed)
    }
    guard open == nil else {
      readDocument()
      return .moved
    }
    guard let entry = files.next() else {
      if report.seeds == 0 { throw .noSeeds(paths: paths, detail: report.emptiness) }
      return .end
    }
    switch entry {
    case .skipped(let path, let skip): report.skip(path, skip)
    case .file(let path): if let file = openFile(path) { return .file(file) }
    }
    return .moved
  }

  /// Opens a file, or hands it out where a script reads it; one that cannot be read is skipped.
  private mutating func openFile(_ path: String) -> ScriptFile? {
    let file = SeedFile(path: path, count: count)
    do {
      if options.scriptExtensions.contains(file.fileExtension) { return try ScriptFile(file, options: options) }
      open = OpenFile(file: file, documents: try ReaderList.reader(for: file).open(file, options: options))
    } catch {
      report.skip(path, error)
    }
    return nil
  }

  private mutating func readDocument() {
    do {
      if let document = try open?.documents.next() {
        open?.count += 1
        ready = cut(document, of: open?.file.path ?? "").reversed()
        return
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

  private mutating func cut(_ document: Document, of path: String) -> [Seed] {
    let seeds = SeedCutter(options: options).seeds(of: document, in: path)
    // One seed cannot repeat itself, and rows of a long file have one each.
    if seeds.count < 2 { return seeds }
    var seen = Set<ContentKey>()
    let new = seeds.filter { seen.insert(ContentKey(hashing: Array(Array($0.text.utf8).trimmingSpace))).inserted }
    report.duplicates += seeds.count - new.count
    return new
  }
}

// MARK: Files that a script reads

extension SeedCursor {
  /// The seeds of a document that a script made of a file.
  package mutating func take(_ document: ScriptDocument, of file: ScriptFile) -> [Seed] {
    let seeds = cut(
      Document(
        type: document.type, text: DecodedText.cleaned(Array(document.text.utf8)), language: document.language,
        title: document.title, licence: document.licence), of: file.path)
    report.seeds += seeds.count
    return seeds
  }

  /// Ends the reading of a file by a script.
  ///
  /// - Parameters:
  ///   - documents: how many it gave.
  ///   - problem: why it broke off.
  package mutating func close(_ file: ScriptFile, documents: Int, problem: String? = nil) {
    if documents > 0 { report.files += 1 }
    report.add(file.tally, of: file.path)
    if let problem {
      report.skip(file.path, Skip(.readerFailed, problem))
    } else if documents == 0 {
      report.skip(file.path, Skip(.empty))
    }
  }
}
