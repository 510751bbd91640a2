// A folder of a test's own, gone with the test.

import Foundation
import SparCore
import SparDatasets

final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "spar-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path()
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
  }

  func text(_ name: String) throws -> String { try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }

  /// All names, hidden ones included.
  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

  /// Reads the seeds below this folder, with origins relative to it.
  func seeds(_ options: SeedOptions = .init(), in name: String = "") throws -> (rows: [SeedRow], report: SeedReport) {
    let load = try SeedReader(options: options).load([name.isEmpty ? path : "\(path)/\(name)"])
    let rows = load.seeds.map { seed in
      SeedRow(origin: String(seed.origin.dropFirst(path.count + 1)), text: seed.text, seed: seed)
    }
    return (rows, load.report)
  }
}
