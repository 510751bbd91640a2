// Whole files, for hashing what was written and running what was named.

internal import Glibc

package enum FileBytes {
  /// - Throws: `EngineError` with the system's own words.
  package static func read(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      guard count >= 0 else { throw failure(path) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  private static func failure(_ path: String) -> EngineError {
    EngineError(.nothing, "\(path) cannot be read: \(String(cString: strerror(errno))).")
  }
}
