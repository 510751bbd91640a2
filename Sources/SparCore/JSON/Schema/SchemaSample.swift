// A value that fits a JSON schema, for stand-ins: the plainest one.

package enum SchemaSample {
  /// Members that are required alone, the fewest elements, the first of what is enumerated.
  ///
  /// - Parameter depth: ends schemas that hold themselves.
  package static func value(of schema: JSON, depth: Int = 0) -> JSON {
    guard let schema = schema.object, depth < 8 else { return .null }
    if let fixed = schema["const"] ?? schema["enum"]?.array?.first { return fixed }
    if let choice = (schema["anyOf"] ?? schema["oneOf"])?.array?.first { return value(of: choice, depth: depth + 1) }
    switch schema["type"]?.string ?? schema["type"]?.array?.first?.string {
    case "object": return object(schema, depth)
    case "array":
      let count = min(8, schema["minItems"]?.int ?? 1)
      return .array(Array(repeating: value(of: schema["items"] ?? .null, depth: depth + 1), count: count))
    case "integer", "number": return schema["minimum"] ?? .int(1)
    case "boolean": return .bool(true)
    case "null": return .null
    default: return .string(text(atLeast: schema["minLength"]?.int ?? 0))
    }
  }

  private static func object(_ schema: JSONObject, _ depth: Int) -> JSON {
    let properties = schema["properties"]?.object
    let names = schema["required"]?.array?.compactMap(\.string) ?? properties?.members.map(\.key) ?? []
    return .object(JSONObject(names.map { ($0, value(of: properties?[$0] ?? .null, depth: depth + 1)) }))
  }

  private static func text(atLeast length: Int) -> String {
    let words = "a few words to stand in for what a model would write"
    return words + String(repeating: " ", count: max(0, min(length, 10_000) - words.count))
  }
}
