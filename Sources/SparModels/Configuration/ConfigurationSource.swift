// Where a key stands in a TOML text: the parser keeps no positions for keys that it accepts.

struct ConfigurationSource: Sendable {
  let file: String
  private let lines: [(path: [String], number: Int)]

  init(text: String, file: String) {
    self.file = file
    var lines: [(path: [String], number: Int)] = []
    var table: [String] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = line.drop { $0 == " " || $0 == "\t" }
      if line.hasPrefix("[") {
        table = Self.names(in: line.drop { $0 == "[" }, until: "]")
        lines.append((table, index + 1))
      } else if line.contains("="), !line.hasPrefix("#") {
        lines.append((table + Self.names(in: line, until: "="), index + 1))
      }
    }
    self.lines = lines
  }

  /// `spar.toml:12`: the line of the key, or of the nearest table around it that has one.
  func place(of path: [String]) -> String {
    for length in stride(from: path.count, to: 0, by: -1) {
      let part = Array(path.prefix(length))
      // `[models.x]` alone is also where `models` begins.
      let line = lines.first { $0.path == part } ?? lines.first { $0.path.starts(with: part) }
      if let line { return "\(file):\(line.number)" }
    }
    return file
  }

  /// The parts of a dotted key, quoted ones without their quotes.
  private static func names(in text: Substring, until end: Character) -> [String] {
    var names = [""]
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil } else { names[names.count - 1].append(character) }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == end {
        break
      } else if character == "." {
        names.append("")
      } else if !character.isWhitespace {
        names[names.count - 1].append(character)
      }
    }
    return names
  }
}
