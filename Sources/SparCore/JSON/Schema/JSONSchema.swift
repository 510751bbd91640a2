// JSON schemas (draft 2020-12), the part of them that replies and tools need. What is not supported is refused when the
// schema is read, never passed over: a reply must not count as checked where nothing was checked.

/// A schema that has been read and can be held against values.
package struct JSONSchema: Sendable, Equatable {
  package let json: JSON

  /// - Throws: where the schema is malformed, or asserts something that is not supported.
  package init(_ json: JSON) throws(JSONSchemaError) {
    self.json = json
    var reading = JSONSchemaReading(root: json)
    try reading.check(json, at: "#")
  }

  /// What is wrong with a value, in the order it is met; at most `limit` faults.
  package func faults(in value: JSON, limit: Int = 12) -> [JSONFault] {
    var comparison = JSONSchemaComparison(root: json)
    var faults: [JSONFault] = []
    comparison.compare(value, with: json, at: JSONPath(), &faults)
    return Array(faults.prefix(limit))
  }

  package func accepts(_ value: JSON) -> Bool { faults(in: value, limit: 1).isEmpty }
}

/// Why a schema cannot be used.
package struct JSONSchemaError: Error, CustomStringConvertible, Equatable {
  /// One sentence that names the place as a pointer into the schema: `#/properties/score`.
  package let description: String
}

/// Something in a value that its schema forbids.
package struct JSONFault: Sendable, Equatable, CustomStringConvertible {
  /// A JSON pointer into the value: `/items/3/score`; empty for the whole.
  package let path: String
  /// What follows the place in a sentence: `must be at most 10, not 12`.
  package let sentence: String

  package var description: String { "\(path.isEmpty ? "The value" : path) \(sentence)." }
}

/// A place in a value, written as a JSON pointer (RFC 6901) only when somebody asks.
struct JSONPath {
  private indirect enum Parent {
    case none
    case path(JSONPath, String)
  }

  private var parent = Parent.none

  init() {}

  private init(_ parent: Parent) { self.parent = parent }

  func adding(_ name: String) -> JSONPath { JSONPath(.path(self, name)) }

  func adding(_ index: Int) -> JSONPath { adding(String(index)) }

  var pointer: String {
    guard case .path(let path, let name) = parent else { return "" }
    return path.pointer + "/" + Self.escaped(name)
  }

  static func escaped(_ name: String) -> String {
    guard name.contains(where: { $0 == "~" || $0 == "/" }) else { return name }
    return name.reduce(into: "") { $0 += $1 == "~" ? "~0" : $1 == "/" ? "~1" : String($1) }
  }
}
