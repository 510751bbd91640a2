// A file that is about to be read: its name, and its bytes behind decompression.

struct SeedFile {
  let path: String
  var count = ByteCount()

  /// The last part of the path, without `.gz`.
  var name: String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return isCompressed ? String(last.dropLast(3)) : last
  }

  /// In lower case; empty where there is none.
  var fileExtension: String {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  private var isCompressed: Bool { path.lowercased().hasSuffix(".gz") }

  func stream() throws(Skip) -> any ByteStream {
    let stream = try FileStream(path: path, count: count)
    return isCompressed ? try GunzipStream(stream) : stream
  }
}
