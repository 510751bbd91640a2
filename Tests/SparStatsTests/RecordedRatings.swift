// The recorded battle logs and the reference numbers of other implementations, where the data folder is present.

import Glibc
import SparCore
import SparStats
import Testing

struct RecordedRatings: Sendable, CustomStringConvertible {
  let name: String
  let battles: [RatedBattle]
  let expected: JSON

  static let names = ["simple", "food", "wikipedia_bt", "vicuna_gpt4_pairs", "orq_arena", "gsm8k_verified"]
  static let missing = "needs ../shared/data/ratings"

  /// `../shared/data/ratings`, seen from the package; `nil` where it is absent.
  static let folder: String? = {
    guard let resolved = realpath(#filePath, nil) else { return nil }
    defer { free(resolved) }
    let package = String(cString: resolved).split(separator: "/").dropLast(3)
    let folder = "/" + package.dropLast().joined(separator: "/") + "/shared/data/ratings"
    return access(folder, R_OK) == 0 ? folder : nil
  }()

  init(_ name: String) throws {
    let folder = try #require(Self.folder)
    self.name = name
    expected = try JSON(parsing: Self.bytes(of: "\(folder)/\(name).expected.json"))
    battles = try Self.bytes(of: "\(folder)/\(name).jsonl").split(separator: UInt8(ascii: "\n")).map { line in
      try Self.battle(JSON(parsing: Array(line)))
    }
  }

  var models: [(name: String, numbers: JSON)] {
    (expected["models"]?.object?.members ?? []).map { ($0.key, $0.value) }
  }

  var description: String { name }

  private static func battle(_ row: JSON) throws -> RatedBattle {
    let outcomes = ["model_a": 1.0, "model_b": 0.0, "tie": 0.5]
    let winner = try #require(row["winner"]?.string)
    return try RatedBattle(
      #require(row["model_a"]?.string), #require(row["model_b"]?.string), outcome: #require(outcomes[winner]))
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = [], buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return bytes
  }
}
