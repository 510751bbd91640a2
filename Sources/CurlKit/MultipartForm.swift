// A form with a file, as browsers send it (RFC 7578), whole in memory.

internal import Glibc

/// The body of an upload and the content type that says how to read it.
package struct MultipartForm: Sendable {
  package struct File: Sendable {
    package let name: String
    package let contentType: String
    package let bytes: [UInt8]

    package init(name: String, contentType: String, bytes: [UInt8]) {
      self.name = name
      self.contentType = contentType
      self.bytes = bytes
    }
  }

  /// `multipart/form-data; boundary=…`
  package let contentType: String
  package let body: [UInt8]

  /// - Parameters:
  ///   - fields: name and value of each field, sent before the file.
  ///   - field: the name of the field that holds the file.
  ///   - boundaries: candidates for the mark between the parts; one that occurs in the content is not taken.
  package init(
    fields: KeyValuePairs<String, String>, field: String, file: File, boundaries: () -> String = Self.randomBoundary
  ) {
    let fields = fields.map { (name: Self.quoted($0.key), value: Array($0.value.utf8)) }
    var boundary = boundaries()
    while ([file.bytes] + fields.map(\.value)).contains(where: { Self.holds($0, Array(boundary.utf8)) }) {
      boundary = boundaries()
    }
    var body: [UInt8] = []
    body.reserveCapacity(file.bytes.count + 1024)
    for (name, value) in fields {
      body += "--\(boundary)\r\nContent-Disposition: form-data; name=\(name)\r\n\r\n".utf8
      body += value
      body += "\r\n".utf8
    }
    body += "--\(boundary)\r\n".utf8
    body += "Content-Disposition: form-data; name=\(Self.quoted(field)); filename=\(Self.quoted(file.name))\r\n".utf8
    body += "Content-Type: \(file.contentType)\r\n\r\n".utf8
    body += file.bytes
    body += "\r\n--\(boundary)--\r\n".utf8
    self.body = body
    contentType = "multipart/form-data; boundary=\(boundary)"
  }

  /// 128 bits from the system: whoever wrote the content could not foresee them.
  package static func randomBoundary() -> String {
    var random = SystemRandomNumberGenerator()
    let digits = (0..<2).map { _ in String(random.next() as UInt64, radix: 16) }
    return "spar-" + digits.joined(separator: "-")
  }

  /// Quoted as the WHATWG form encoding has it: a quote or a line end in a name must not end the header line.
  private static func quoted(_ name: String) -> String {
    let escapes: [Unicode.Scalar: String] = ["\"": "%22", "\r": "%0D", "\n": "%0A"]
    return "\"" + name.unicodeScalars.map { escapes[$0] ?? String($0) }.joined() + "\""
  }

  /// Whether the mark that divides parts stands anywhere in the content.
  private static func holds(_ content: [UInt8], _ boundary: [UInt8]) -> Bool {
    let mark = [UInt8](repeating: UInt8(ascii: "-"), count: 2) + boundary
    return content.withUnsafeBytes { content in
      guard let base = content.baseAddress else { return false }
      var rest = 0..<content.count
      while rest.count >= mark.count, let hit = memchr(base + rest.lowerBound, 0x2D, rest.count) {
        let index = UnsafeRawPointer(hit) - base
        guard index + mark.count <= content.count else { return false }
        if memcmp(base + index, mark, mark.count) == 0 { return true }
        rest = (index + 1)..<content.count
      }
      return false
    }
  }
}
