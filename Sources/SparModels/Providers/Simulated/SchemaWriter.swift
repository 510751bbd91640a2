// Replies that must fit a JSON schema: the plainest value, with names and sentences of the seed where there is room.

internal import SparCore

struct SchemaWriter {
  private let facts: [String]
  private let names: [String]
  private var factsUsed = 0
  private var namesUsed = 0

  /// Elements of an array that may have any number of them.
  private static let usualCount = 3

  static func reply(to task: SimulatedTask, _ schema: JSON) -> String {
    let text = task.text("seed").isEmpty ? task.instruction : task.text("seed")
    var writer = SchemaWriter(text, language: task.text("language"))
    return writer.value(of: schema, named: "").text
  }

  init(_ text: String, language: String) {
    facts = SeedMaterial(text, language: language, limit: 24).facts
    names = Self.identifiers(in: text)
  }

  /// What could be the name of a function or a field: the longest words first found, in small letters.
  private static func identifiers(in text: String) -> [String] {
    var found: [String] = []
    for word in text.lowercased().split(whereSeparator: { !($0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_") })
    where word.count > 4 && word.count < 40 && word.first?.isLetter == true && !found.contains(String(word)) {
      found.append(String(word))
      if found.count == 64 { break }
    }
    return found.isEmpty ? ["entry"] : found
  }

  private mutating func value(of schema: JSON, named name: String, depth: Int = 0) -> JSON {
    guard let object = schema.object, depth < 8 else { return .string(fact()) }
    if let fixed = object["const"] ?? object["enum"]?.array?.first { return fixed }
    if let choice = (object["anyOf"] ?? object["oneOf"])?.array?.first {
      return value(of: choice, named: name, depth: depth + 1)
    }
    switch object["type"]?.string ?? object["type"]?.array?.first?.string {
    case "object": return members(object, depth)
    case "array":
      let count = max(object["minItems"]?.int ?? 0, min(Self.usualCount, object["maxItems"]?.int ?? Self.usualCount))
      return .array((0..<count).map { _ in value(of: object["items"] ?? .null, named: name, depth: depth + 1) })
    case "string": return .string(text(named: name))
    default: return SchemaSample.value(of: schema)
    }
  }

  private mutating func members(_ schema: JSONObject, _ depth: Int) -> JSON {
    let properties = schema["properties"]?.object
    // A schema of schemas: the parameters of an API.
    if properties?["type"]?["const"] == "object" { return parameters() }
    var object = JSONObject()
    for name in schema["required"]?.array?.compactMap(\.string) ?? properties?.members.map(\.key) ?? [] {
      object[name] = value(of: properties?[name] ?? .null, named: name, depth: depth + 1)
    }
    guard properties == nil else { return .object(object) }
    for _ in object.members.count..<max(object.members.count, schema["minProperties"]?.int ?? Self.usualCount) {
      object[self.name()] = value(of: schema["additionalProperties"] ?? .null, named: "", depth: depth + 1)
    }
    return .object(object)
  }

  private mutating func parameters() -> JSON {
    let name = name()
    return [
      "type": "object", "required": [.string(name)],
      "properties": [name: ["type": "string", "description": .string(fact())]],
    ]
  }

  private mutating func text(named name: String) -> String {
    switch name {
    case "name", "id": self.name()
    case "type": "object"
    default: fact()
    }
  }

  private mutating func fact() -> String {
    defer { factsUsed += 1 }
    return facts[factsUsed % facts.count]
  }

  /// Each name once; then with a number.
  private mutating func name() -> String {
    defer { namesUsed += 1 }
    let name = names[namesUsed % names.count]
    return namesUsed < names.count ? name : "\(name)_\(namesUsed / names.count + 1)"
  }
}
