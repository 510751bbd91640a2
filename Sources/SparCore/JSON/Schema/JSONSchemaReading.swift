// Reads a schema once, so that holding values against it meets nothing malformed and nothing unsupported.

/// A walk over every schema that a schema is made of.
struct JSONSchemaReading {
  let root: JSON
  /// Pointers that have been followed: schemas may refer to themselves.
  private var followed: Set<String> = []

  init(root: JSON) { self.root = root }

  /// Assertions of the standard that are not supported; anything else that is not known is an annotation.
  private static let refused: Set<String> = [
    "pattern", "patternProperties", "propertyNames", "if", "then", "else", "contains", "minContains", "maxContains",
    "dependentSchemas", "dependentRequired", "dependencies", "unevaluatedItems", "unevaluatedProperties",
    "additionalItems", "$dynamicRef", "$recursiveRef",
  ]

  static let types = ["null", "boolean", "integer", "number", "string", "array", "object"]

  mutating func check(_ schema: JSON, at place: String) throws(JSONSchemaError) {
    if schema.bool != nil { return }
    guard let object = schema.object else {
      throw JSONSchemaError(description: "A schema must be an object, and \(place) is \(schema.kindWithArticle).")
    }
    if let key = object.duplicateKeys.first {
      throw JSONSchemaError(description: "The schema says '\(key)' twice at \(place).")
    }
    for member in object.members {
      try check(member.key, member.value, at: "\(place)/\(JSONPath.escaped(member.key))")
    }
  }

  private mutating func check(_ keyword: String, _ value: JSON, at place: String) throws(JSONSchemaError) {
    if Self.refused.contains(keyword) {
      throw JSONSchemaError(description: "The schema uses '\(keyword)' at \(place), which is not supported.")
    }
    switch keyword {
    case "type": try checkType(value, place)
    case "properties", "$defs", "definitions": try checkMembers(value, place)
    case "anyOf", "oneOf", "allOf", "prefixItems": try checkList(value, place)
    case "items", "additionalProperties", "not": try check(value, at: place)
    case "required": try demand(value.array?.allSatisfy { $0.string != nil } == true, place, "a list of names")
    case "enum": try demand(value.array?.isEmpty == false, place, "a list of values")
    case "minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties":
      try demand((value.int ?? -1) >= 0, place, "a whole number from 0")
    case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum":
      try demand(value.double != nil, place, "a number")
    case "multipleOf": try demand((value.double ?? 0) > 0, place, "a number above 0")
    case "uniqueItems": try demand(value.bool != nil, place, "true or false")
    case "$ref": try checkReference(value, place)
    default: break
    }
  }

  private func demand(_ holds: Bool, _ place: String, _ kind: String) throws(JSONSchemaError) {
    guard holds else { throw JSONSchemaError(description: "The schema needs \(kind) at \(place).") }
  }

  private func checkType(_ value: JSON, _ place: String) throws(JSONSchemaError) {
    let names = value.array ?? [value]
    for name in names {
      guard let name = name.string, Self.types.contains(name) else {
        let known = Self.types.joined(separator: ", ")
        throw JSONSchemaError(description: "The schema has \(name.text) for a type at \(place); types are \(known).")
      }
    }
    try demand(!names.isEmpty, place, "at least one type")
  }

  private mutating func checkMembers(_ value: JSON, _ place: String) throws(JSONSchemaError) {
    guard let object = value.object else { return try demand(false, place, "an object of schemas") }
    for member in object.members { try check(member.value, at: "\(place)/\(JSONPath.escaped(member.key))") }
  }

  private mutating func checkList(_ value: JSON, _ place: String) throws(JSONSchemaError) {
    guard let schemas = value.array, !schemas.isEmpty else { return try demand(false, place, "a list of schemas") }
    for (index, schema) in schemas.enumerated() { try check(schema, at: "\(place)/\(index)") }
  }

  private mutating func checkReference(_ value: JSON, _ place: String) throws(JSONSchemaError) {
    guard let pointer = value.string, let target = root.schema(at: pointer) else {
      throw JSONSchemaError(
        description:
          "The schema refers to \(value.text) at \(place); a $ref must lead to a place in the schema (#/$defs/…).")
    }
    guard followed.insert(pointer).inserted else { return }
    try check(target, at: pointer)
  }
}

extension JSON {
  /// The value that a local reference (`#/$defs/node`) leads to.
  func schema(at reference: String) -> JSON? {
    guard reference.hasPrefix("#") else { return nil }
    var value = self
    let names = reference.dropFirst().split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    guard reference == "#" || reference.hasPrefix("#/") else { return nil }
    for name in names {
      let name = Self.unescaped(name)
      guard let next = value[name] ?? Int(name).flatMap({ value[$0] }) else { return nil }
      value = next
    }
    return value
  }

  /// A pointer's `~1` and `~0`, and the `%25` and `%22` that a URI writes for `%` and `"`.
  private static func unescaped(_ name: Substring) -> String {
    guard name.contains(where: { $0 == "~" || $0 == "%" }) else { return String(name) }
    var bytes: [UInt8] = []
    var rest = Array(name.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "~"), let digit = rest.first, digit == UInt8(ascii: "0") || digit == UInt8(ascii: "1") {
        bytes.append(digit == UInt8(ascii: "0") ? UInt8(ascii: "~") : UInt8(ascii: "/"))
        rest.removeFirst()
      } else if byte == UInt8(ascii: "%"), let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
