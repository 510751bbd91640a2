// A file that appears whole or not at all.

internal import Glibc

/// Writes beside its goal and renames at the end. Dropped without `commit`, it leaves nothing behind; what a killed
/// process left is overwritten by the next one.
package final class AtomicFile {
  package typealias Write = (Int32, UnsafeRawBufferPointer) -> Int

  private let path: String
  private let partial: String
  private let write: Write
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private let bufferSize = 1 << 18

  /// - Parameter write: the system's, or one that fails in a test.
  package init(path: String, write: @escaping Write = AtomicFile.systemWrite) throws(DatasetError) {
    self.path = path
    self.write = write
    let (folder, name) = Self.split(path)
    partial = "\(folder)/.\(name).partial"
    if Folder.isFolder(path) { throw .writeFailed(path: path, reason: "it is a folder") }
    try Self.create(folder, for: path)
    descriptor = try Self.openLocked(partial, for: path)
  }

  deinit { discard() }

  package func append(_ bytes: [UInt8]) throws(DatasetError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= bufferSize { try flush() }
  }

  /// Makes sure that the bytes are on disk. What can fail for want of space fails here.
  package func finish() throws(DatasetError) {
    try flush()
    guard fsync(descriptor) == 0 else { throw failure() }
  }

  /// Puts the file in its place, over an older one.
  package func commit() throws(DatasetError) {
    guard rename(partial, path) == 0 else { throw failure() }
    close(descriptor)
    descriptor = -1
  }

  private func flush() throws(DatasetError) {
    var written = 0
    while written < buffer.count {
      let count = buffer.withUnsafeBytes { write(descriptor, UnsafeRawBufferPointer(rebasing: $0[written...])) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure() }
      written += count
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func failure() -> DatasetError {
    let error = DatasetError.writeFailed(path: path, reason: SystemError.text())
    discard()
    return error
  }

  private func discard() {
    guard descriptor >= 0 else { return }
    unlink(partial)
    close(descriptor)
    descriptor = -1
  }

  package static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    Glibc.write(descriptor, bytes.baseAddress, bytes.count)
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    return (slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...]))
  }

  /// Makes the folder and those above it.
  private static func create(_ folder: String, for path: String) throws(DatasetError) {
    if Folder.isFolder(folder) || folder.isEmpty { return }
    let above = split(folder).folder
    if above != folder { try create(above, for: path) }
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
      throw .writeFailed(path: path, reason: "\(folder): \(SystemError.text())")
    }
  }

  /// Two processes must not write one partial file: the second is told so.
  private static func openLocked(_ partial: String, for path: String) throws(DatasetError) -> Int32 {
    while true {
      let descriptor = open(partial, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { throw .writeFailed(path: path, reason: SystemError.text()) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        close(descriptor)
        throw .writeFailed(path: path, reason: "another process is writing it")
      }
      // Between opening and locking, the other process may have renamed the file into its place.
      if isSame(descriptor, partial), ftruncate(descriptor, 0) == 0 { return descriptor }
      close(descriptor)
    }
  }

  private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
    var opened = stat(), named = stat()
    return fstat(descriptor, &opened) == 0 && stat(path, &named) == 0 && opened.st_ino == named.st_ino
      && opened.st_dev == named.st_dev
  }
}
