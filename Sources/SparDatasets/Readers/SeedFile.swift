// A file that is about to be read: its name, and its bytes behind decompression.

struct SeedFile {
  /// How standard input is named; a file of this name is `./-`.
  static let standardInput = "-"

  let path: String
  var count = ByteCount()

  /// The last part of the path, without `.gz` and its like.
  var name: String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return compression.map { String(last.dropLast($0.rawValue.count)) } ?? last
  }

  /// In lower case; empty where there is none.
  var fileExtension: String {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  private var compression: Compression? { Compression(path: path) }

  func stream() throws(Skip) -> any ByteStream {
    let stream = try FileStream(path: path, count: count)
    return try compression?.stream(stream) ?? stream
  }
}
