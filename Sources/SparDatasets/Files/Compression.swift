// How a file is compressed, by the end of its name.

enum Compression: String, CaseIterable {
  case gzip = ".gz"
  case xz = ".xz"
  case lzma = ".lzma"
  case zstandard = ".zst"

  init?(path: String) {
    let path = path.lowercased()
    guard let found = Self.allCases.first(where: { path.hasSuffix($0.rawValue) }) else { return nil }
    self = found
  }

  /// What `source` holds, block by block.
  func stream(_ source: any ByteStream) throws(Skip) -> any ByteStream {
    switch self {
    case .gzip: try GunzipStream(source)
    case .xz, .lzma: try XZStream(source)
    case .zstandard: try ZstandardStream(source)
    }
  }

  static let breaksOff = Skip(.damaged, "the compressed data breaks off")
}
