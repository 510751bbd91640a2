// What stands between the two rules at the beginning of a Markdown file: `name: value` of YAML, `name = value` of TOML.

struct FrontMatter {
  private let lines: [ArraySlice<UInt8>]

  init(_ text: ArraySlice<UInt8>) { lines = text.split(separator: 0x0A) }

  /// The value of the first of these names that has one on its line, without its quotes.
  subscript(names: String...) -> String? { names.lazy.compactMap { value(of: $0) }.first }

  private func value(of name: String) -> String? {
    for line in lines where line.starts(with: name.utf8) {
      let rest = line.dropFirst(name.utf8.count).trimmingSpace
      guard rest.first == UInt8(ascii: ":") || rest.first == UInt8(ascii: "=") else { continue }
      let value = Self.unquoted(rest.dropFirst().trimmingSpace)
      return value.isEmpty ? nil : String(utf8: value)
    }
    return nil
  }

  private static func unquoted(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let first = value.first, first == UInt8(ascii: "\"") || first == UInt8(ascii: "'"), value.count > 1,
      value.last == first
    else { return value }
    return value.dropFirst().dropLast()
  }
}
