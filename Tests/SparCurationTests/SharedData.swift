// Recorded texts of others, in `../shared/data` seen from the package, where it is present.

import Glibc
import SparCore
import Testing

enum SharedData {
  static let missing: Comment = "needs ../shared/data"
  static var isPresent: Bool { folder != nil }

  static let folder: String? = {
    guard let resolved = realpath(#filePath, nil) else { return nil }
    defer { free(resolved) }
    let package = String(cString: resolved).split(separator: "/").dropLast(3)
    let folder = "/" + package.dropLast().joined(separator: "/") + "/shared/data"
    return access(folder, R_OK) == 0 ? folder : nil
  }()

  /// A field of each row of a JSONL file.
  static func texts(_ path: String, _ field: String) throws -> [String] {
    let folder = try #require(folder)
    let file = try #require(fopen("\(folder)/\(path)", "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = [], buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return try bytes.split(separator: UInt8(ascii: "\n")).map { line in
      try #require(JSON(parsing: Array(line))[field]?.string)
    }
  }
}
