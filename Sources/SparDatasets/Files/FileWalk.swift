// Turns paths into files: folders are walked in sorted order, one entry at a time.

internal import Glibc

/// Files below the given paths, folder by folder in byte order. Hidden entries of folders are left out; links are
/// followed, but no file or folder is visited twice, so that a loop of links ends.
struct FileWalk {
  enum Entry {
    case file(String)
    case skipped(String, Skip)
  }

  private struct Identity: Hashable {
    let device: UInt
    let inode: UInt
  }

  /// What is still to be visited; the next one is last.
  private var waiting: [String]
  private var visited = Set<Identity>()

  /// - Throws: `noPath`, `notFound`, `noMatch`.
  init(_ paths: [String]) throws(DatasetError) {
    guard !paths.isEmpty else { throw .noPath }
    waiting = []
    for path in paths { waiting += try Self.expanded(path) }
    waiting.reverse()
  }

  mutating func next() -> Entry? {
    while let path = waiting.popLast() {
      if path == SeedFile.standardInput { return .file(path) }
      var status = stat()
      guard stat(path, &status) == 0 else { return .skipped(path, Skip(.unreadable, SystemError.text())) }
      let isNew = visited.insert(Identity(device: UInt(status.st_dev), inode: UInt(status.st_ino))).inserted
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        // A folder seen before is a link back or across; its files were met there.
        if isNew, let skip = enter(path) { return .skipped(path, skip) }
      case S_IFREG: return isNew ? .file(path) : .skipped(path, Skip(.repeated))
      default: return .skipped(path, Skip(.special))
      }
    }
    return nil
  }

  private mutating func enter(_ folder: String) -> Skip? {
    guard let names = Folder.names(in: folder) else { return Skip(.unreadable, SystemError.text()) }
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    waiting += names.filter { !$0.hasPrefix(".") }.reversed().map { base + $0 }
    return nil
  }

  private static func expanded(_ given: String) throws(DatasetError) -> [String] {
    if given == SeedFile.standardInput { return [given] }
    let path = try withoutTilde(given)
    if access(path, F_OK) == 0 { return [trimmed(path)] }
    guard Glob.isPattern(path) else { throw .notFound(given) }
    let matches = Glob(path).matches()
    guard !matches.isEmpty else { throw .noMatch(given) }
    return matches
  }

  private static func withoutTilde(_ path: String) throws(DatasetError) -> String {
    guard !path.isEmpty else { throw .noPath }
    guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return String(cString: home) + path.dropFirst()
  }

  private static func trimmed(_ path: String) -> String {
    var path = path[...]
    while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
    return String(path)
  }
}
