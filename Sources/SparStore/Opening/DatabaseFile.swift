// Where a database lies on the disk, and whether it is one of ours.

internal import GRDB
internal import Glibc

/// The file behind the path that a user named.
struct DatabaseFile: Sendable {
  /// As the user named it, for messages.
  let shown: String
  /// Without symbolic links, so that two names of one file share one lock.
  let path: String
  /// A folder to be removed with the store; set for `:memory:`.
  let temporaryFolder: String?
  /// Whether what is committed must outlast the power.
  var isDurable: Bool { temporaryFolder == nil }

  init(_ shown: String) throws(StoreError) {
    guard shown == ":memory:" else {
      self.init(shown: shown, path: Self.resolved(shown), temporaryFolder: nil)
      return
    }
    // A reader beside the writer needs a file: SQLite's memory databases know no WAL.
    try self.init(temporaryFor: shown)
  }

  /// A file in a temporary folder of its own, which messages call `shown`.
  init(temporaryFor shown: String) throws(StoreError) {
    var template = Array("\(Self.temporaryRoot)/spar-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw .readOnly(Self.temporaryRoot) }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    self.init(shown: shown, path: folder + "/spar.db", temporaryFolder: folder)
  }

  private init(shown: String, path: String, temporaryFolder: String?) {
    self.shown = shown
    self.path = path
    self.temporaryFolder = temporaryFolder
  }

  var exists: Bool { access(path, F_OK) == 0 }
  var isEmpty: Bool {
    var status = stat()
    return stat(path, &status) != 0 || status.st_size == 0
  }

  /// The schema version of a database of ours; 0 for an empty file.
  ///
  /// Looks through a connection that cannot write, so that a stranger's file stays as it is.
  func version(patience: Double) throws(StoreError) -> Int {
    guard !isEmpty else { return 0 }
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(patience)
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      defer { try? queue.close() }
      return try queue.unsafeRead { try version(of: Connection($0)) }
    } catch { throw StoreError(error, path: shown) }
  }

  func removeTemporaryFolder() {
    guard let temporaryFolder else { return }
    for suffix in ["", "-wal", "-shm", "-lock"] { unlink(path + suffix) }
    rmdir(temporaryFolder)
  }

  private func version(of connection: Connection) throws -> Int {
    let application = try connection.first("PRAGMA application_id") { $0.int() } ?? 0
    let version = try connection.first("PRAGMA user_version") { $0.int() } ?? 0
    let tables = try connection.first("SELECT count(*) FROM sqlite_master") { $0.int() } ?? 0
    if application == 0, version == 0, tables == 0 { return 0 }
    guard application == Int(Migration.applicationID) else { throw StoreError.foreign(shown) }
    let known = Migration.all.count
    guard version <= known else { throw StoreError.newer(shown, version: version, known: known) }
    return version
  }

  private static var temporaryRoot: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

  /// The real path of a file that may not be there yet.
  private static func resolved(_ path: String) -> String {
    if let real = real(path) { return real }
    let cut = path.lastIndex(of: "/")
    let folder = cut.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let name = cut.map { path[path.index(after: $0)...] } ?? path[...]
    return real(folder).map { "\($0)/\(name)" } ?? path
  }

  private static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
