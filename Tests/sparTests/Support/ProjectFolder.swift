// A folder to work in, as a user's project: it goes away with the test.

import Foundation
import SparCore
import SparStore

final class ProjectFolder: Sendable {
  let path: String

  init() throws {
    // Without links on the way, so that paths in messages are those that were given.
    let url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "spar-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, and the folders above it.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }

  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
  }

  func text(of name: String) throws -> String { try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }

  func bytes(of name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path).appending(path: name)))
  }

  /// The bytes of every file in a folder, by name.
  func files(in folder: String) throws -> [String: [UInt8]] {
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")
    return try Dictionary(uniqueKeysWithValues: names.map { ($0, try bytes(of: "\(folder)/\($0)")) })
  }

  /// What the project's database says.
  func read<Value>(_ database: String = "spar.db", _ body: (StoreReader) throws -> Value) throws -> Value {
    let store = try Store.open(path: "\(path)/\(database)", access: .read)
    defer { store.close() }
    return try store.read(body)
  }

  /// How many calls are stored; 0 as long as there is no database.
  func callCount() -> Int { (try? read { try $0.counts()[.call] }) ?? 0 }
}
