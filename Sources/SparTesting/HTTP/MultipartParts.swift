// The parts of a form with files, as a server reads them (RFC 7578).

struct MultipartParts {
  struct Part {
    let name: String
    let filename: String?
    let bytes: [UInt8]
  }

  let parts: [Part]

  subscript(name: String) -> Part? { parts.first { $0.name == name } }

  /// `nil` for a request that is no such form, or whose end is missing.
  init?(_ request: StubRequest) {
    guard let type = request.headers["content-type"], type.hasPrefix("multipart/form-data"),
      let mark = type.firstRange(of: "boundary=")
    else { return nil }
    let boundary = Array("--\(type[mark.upperBound...])".utf8)
    var rest = request.body[...]
    guard rest.starts(with: boundary) else { return nil }
    rest = rest.dropFirst(boundary.count)
    var parts: [Part] = []
    while rest.starts(with: "\r\n".utf8) {
      rest = rest.dropFirst(2)
      guard let end = rest.firstRange(of: Array("\r\n".utf8) + boundary), let part = Self.part(rest[..<end.lowerBound])
      else { return nil }
      parts.append(part)
      rest = rest[end.upperBound...]
    }
    guard rest.starts(with: "--".utf8) else { return nil }
    self.parts = parts
  }

  private static func part(_ bytes: ArraySlice<UInt8>) -> Part? {
    guard let blank = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let head = String(decoding: bytes[..<blank.lowerBound], as: UTF8.self)
    guard let name = parameter("name", of: head) else { return nil }
    return Part(name: name, filename: parameter("filename", of: head), bytes: Array(bytes[blank.upperBound...]))
  }

  private static func parameter(_ name: String, of head: String) -> String? {
    guard let start = head.firstRange(of: " \(name)=\"") else { return nil }
    return String(head[start.upperBound...].prefix { $0 != "\"" })
  }
}
