// The bytes of a configuration file.

internal import Glibc

enum ConfigurationFile {
  /// The text of the file; `nil` where there is no such file.
  static func text(at path: String) throws(ModelError) -> String? {
    guard let file = fopen(path, "re") else {
      if errno == ENOENT { return nil }
      throw .configuration("cannot be read: \(String(cString: strerror(errno))).", place: path)
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 16 << 10)
    while case let count = fread(&piece, 1, piece.count, file), count > 0 { bytes += piece[..<count] }
    guard ferror(file) == 0 else { throw .configuration("cannot be read.", place: path) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .configuration("the file is not UTF-8.", place: path, hint: "Save it as UTF-8.")
    }
    return text
  }
}
