// A server's words, short and safe enough for an error message.

enum Excerpt {
  /// The beginning of `text` on one line: blanks joined, control characters dropped, the key struck out.
  static func of(_ text: String, without secret: String?, limit: Int = 300) -> String {
    var text = text
    if let secret, !secret.isEmpty {
      text = text.replacing("Bearer \(secret)", with: "[key]").replacing(secret, with: "[key]")
    }
    var line = ""
    var count = 0
    for scalar in text.unicodeScalars {
      let isBlank = scalar.properties.isWhitespace
      if isBlank && (line.isEmpty || line.last == " ") || !isBlank && isControl(scalar) { continue }
      if count == limit { return line + "…" }
      line.unicodeScalars.append(isBlank ? " " : scalar)
      count += 1
    }
    return line.last == " " ? String(line.dropLast()) : line
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
  }
}
