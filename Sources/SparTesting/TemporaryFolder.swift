// A folder that goes away with its last reference, else with the process, else with a later one.

internal import Foundation
internal import Synchronization

package final class TemporaryFolder: Sendable {
  package let path: String

  package init() throws {
    _ = Self.housekeeping
    let url = FileManager.default.temporaryDirectory.appending(path: Self.prefix + "\(getpid())-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
    _ = Self.living.withLock { [path] in $0.insert(path) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
    _ = Self.living.withLock { [path] in $0.remove(path) }
  }

  /// The path of a file in it.
  package func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file, and the folders it lies in.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    let url = URL(filePath: file(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  package func bytes(of name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: file(name)))) }

  // MARK: What nobody let go

  private static let prefix = "spar-test-"
  private static let living = Mutex<Set<String>>([])

  /// Once per process: looks to its end, and to what killed processes left.
  private static let housekeeping: Void = {
    atexit { TemporaryFolder.removeLiving() }
    removeOrphans()
  }()

  private static func removeLiving() {
    for path in living.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
  }

  /// Folders of processes that are gone. Only old ones: other containers may share the folder and count processes anew.
  private static func removeOrphans() {
    let root = FileManager.default.temporaryDirectory.path
    for name in (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? [] where name.hasPrefix(prefix) {
      guard let process = name.dropFirst(prefix.count).split(separator: "-").first.flatMap({ pid_t($0) }) else {
        continue
      }
      let path = "\(root)/\(name)"
      guard kill(process, 0) != 0, errno == ESRCH, age(of: path) > 3600 else { continue }
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  private static func age(of path: String) -> Double {
    let changed = try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    return changed.map { -$0.timeIntervalSinceNow } ?? 0
  }
}
