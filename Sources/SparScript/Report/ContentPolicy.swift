// What a browser lets a page do: run the scripts and styles whose digests are named, and nothing else.

internal import SparCore

/// A Content-Security-Policy (W3C, "Content Security Policy Level 3").
struct ContentPolicy: Sendable {
  let text: String

  /// - Parameter scripts: the text between `<script>` and `</script>` of each, to the byte.
  init(scripts: [String], styles: [String]) {
    text = [
      "default-src 'none'", "script-src \(Self.digests(scripts))", "style-src \(Self.digests(styles))",
      "base-uri 'none'", "form-action 'none'",
    ].joined(separator: "; ")
  }

  private static func digests(_ bodies: [String]) -> String {
    guard !bodies.isEmpty else { return "'none'" }
    return bodies.map { "'sha256-\(base64(ContentKey(hashing: $0).bytes))'" }.joined(separator: " ")
  }

  /// RFC 4648, §4.
  static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
      for place in 0..<4 {
        text.append(place <= group.count ? alphabet[Int(bits >> (18 - 6 * UInt32(place)) & 63)] : "=")
      }
    }
    return text
  }
}
