// Reading the fields of a row: by any of their usual names, from JSON or from the texts of a table; what nobody asked for
// is left over and kept.

package import SparCore

/// Why a row cannot be used.
struct ImportRowError: Error {
  let reason: String
}

struct ImportFields {
  let row: JSONObject
  private var read: Set<String> = []

  init(_ row: JSONObject) { self.row = row }

  /// The fields that were never asked for; those without a value say nothing.
  var rest: JSONObject {
    JSONObject(row.members.filter { !read.contains($0.key) && !$0.value.isBlank }.map { ($0.key, $0.value) })
  }

  /// The first of these fields that has a value.
  mutating func value(_ names: String...) -> JSON? { value(names) }

  private mutating func value(_ names: [String]) -> JSON? {
    for name in names {
      guard let value = row[name] else { continue }
      read.insert(name)
      if !value.isBlank { return value }
    }
    return nil
  }

  /// A text, or a number or truth value as one: ids come as either.
  mutating func text(_ names: String...) throws(ImportRowError) -> String? {
    guard let value = value(names) else { return nil }
    switch value {
    case .string(let text): return text
    case .int, .double, .bool: return value.text
    default: throw ImportRowError(reason: "\(names[0]) is no text")
    }
  }

  mutating func required(_ names: String...) throws(ImportRowError) -> String {
    guard let value = value(names) else { throw missing(names) }
    switch value {
    case .string(let text): return text
    case .int, .double: return value.text
    default: throw ImportRowError(reason: "\(names[0]) is no text")
    }
  }

  /// A number, or a text that is one.
  mutating func number(_ names: String...) throws(ImportRowError) -> Double? {
    guard let value = value(names) else { return nil }
    if let number = value.double ?? value.string.flatMap({ Double($0) }), number.isFinite { return number }
    throw ImportRowError(reason: "\(names[0]) is \(value.text), which is no number")
  }

  /// A list of texts, which may stand in a text as JSON.
  mutating func texts(_ names: String...) throws(ImportRowError) -> [String]? {
    guard let value = value(names) else { return nil }
    let list = value.array ?? value.string.flatMap { try? JSON(parsing: $0) }?.array ?? [value]
    let texts = list.compactMap { $0 == .null ? "" : $0.string }
    guard texts.count == list.count else { throw ImportRowError(reason: "\(names[0]) is no list of texts") }
    return texts
  }

  func missing(_ names: [String]) -> ImportRowError {
    let keys = row.keys.prefix(12).joined(separator: ", ")
    return ImportRowError(reason: "no \(names.joined(separator: " or ")), only \(keys)")
  }
}

extension JSON {
  /// Whether nothing is said: null, or an empty cell of a table.
  var isBlank: Bool { self == .null || self == .string("") }
}
