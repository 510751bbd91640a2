// Holds a value against a schema that has been read. Numbers and equality stand in files beside it.

/// One comparison. Schemas and values are others' words: both the depth and the whole of the work are bounded.
struct JSONSchemaComparison {
  let root: JSON
  private var depth = 0
  private var work = 0

  private static let deepest = 200
  private static let mostWork = 1_000_000

  init(root: JSON) { self.root = root }

  mutating func compare(_ value: JSON, with schema: JSON, at path: JSONPath, _ faults: inout [JSONFault]) {
    if let allows = schema.bool {
      if !allows { faults.append(JSONFault(path: path.pointer, sentence: "must not be there")) }
      return
    }
    guard case .object(let object) = schema else { return }
    depth += 1
    work += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest, work <= Self.mostWork else {
      faults.append(JSONFault(path: path.pointer, sentence: "takes too much work to check"))
      return
    }
    for member in object.members {
      let (keyword, demand) = (member.key, member.value)
      if let sentence = Self.fault(of: value, keyword, demand) {
        faults.append(JSONFault(path: path.pointer, sentence: sentence))
        // The rest would say the same of a value of another type in other words.
        if keyword == "type" { return }
      } else {
        compareParts(of: value, keyword, demand, object, at: path, &faults)
      }
    }
  }

  // MARK: What needs the value alone

  private static func fault(of value: JSON, _ keyword: String, _ demand: JSON) -> String? {
    switch (keyword, value) {
    case ("type", _): typeFault(of: value, demand)
    case ("enum", _): enumFault(of: value, demand)
    case ("const", _): value.isSame(as: demand) ? nil : "must be \(demand.shown), not \(value.shown)"
    case (_, .int), (_, .double): value.numberFault(keyword, demand)
    case ("minLength", .string(let text)): atLeast(demand, text.unicodeScalars.count, "character")
    case ("maxLength", .string(let text)): atMost(demand, text.unicodeScalars.count, "character")
    case ("minItems", .array(let items)): atLeast(demand, items.count, "item")
    case ("maxItems", .array(let items)): atMost(demand, items.count, "item")
    case ("uniqueItems", .array(let items)): demand.bool == true ? repetition(in: items) : nil
    case ("minProperties", .object(let object)): atLeast(demand, object.members.count, "member")
    case ("maxProperties", .object(let object)): atMost(demand, object.members.count, "member")
    case ("required", .object(let object)): missing(in: object, demand)
    default: nil
    }
  }

  private static func typeFault(of value: JSON, _ demand: JSON) -> String? {
    let names = (demand.array ?? [demand]).compactMap(\.string)
    guard !names.contains(where: { value.isOf(type: $0) }) else { return nil }
    return "must be \(names.map { $0.withArticle }.joined(separator: " or ")), not \(value.kindWithArticle)"
  }

  private static func enumFault(of value: JSON, _ demand: JSON) -> String? {
    let choices = demand.array ?? []
    guard !choices.contains(where: { value.isSame(as: $0) }) else { return nil }
    return "must be one of \(choices.map(\.shown).joined(separator: ", ")), not \(value.shown)"
  }

  private static func atLeast(_ demand: JSON, _ count: Int, _ noun: String) -> String? {
    guard let least = demand.int, count < least else { return nil }
    return "must have at least \(least) \(noun)\(least == 1 ? "" : "s"), not \(count)"
  }

  private static func atMost(_ demand: JSON, _ count: Int, _ noun: String) -> String? {
    guard let most = demand.int, count > most else { return nil }
    return "must have at most \(most) \(noun)\(most == 1 ? "" : "s"), not \(count)"
  }

  private static func repetition(in items: [JSON]) -> String? {
    var seen = Set<String>()
    guard let item = items.first(where: { !seen.insert($0.canonicalText).inserted }) else { return nil }
    return "must not have \(item.shown) twice"
  }

  private static func missing(in object: JSONObject, _ demand: JSON) -> String? {
    let names = (demand.array ?? []).compactMap(\.string).filter { object[$0] == nil }
    return names.isEmpty ? nil : "lacks \(names.map { "'\($0)'" }.joined(separator: ", "))"
  }

  // MARK: What needs other schemas

  private mutating func compareParts(
    of value: JSON, _ keyword: String, _ demand: JSON, _ schema: JSONObject, at path: JSONPath,
    _ faults: inout [JSONFault]
  ) {
    switch (keyword, value) {
    case ("$ref", _):
      if let target = root.schema(at: demand.string ?? "") { compare(value, with: target, at: path, &faults) }
    case ("allOf", _): for part in demand.array ?? [] { compare(value, with: part, at: path, &faults) }
    case ("anyOf", _): compareAny(value, demand.array ?? [], at: path, &faults)
    case ("oneOf", _): compareOne(value, demand.array ?? [], at: path, &faults)
    case ("not", _): compareNot(value, demand, at: path, &faults)
    case ("properties", .object(let object)): compareMembers(object, demand, at: path, &faults)
    case ("additionalProperties", .object(let object)):
      compareOthers(object, schema["properties"]?.object, demand, at: path, &faults)
    case ("prefixItems", .array(let items)):
      for (index, (item, part)) in zip(items, demand.array ?? []).enumerated() {
        compare(item, with: part, at: path.adding(index), &faults)
      }
    case ("items", .array(let items)):
      let first = schema["prefixItems"]?.array?.count ?? 0
      for index in items.indices.dropFirst(first) {
        compare(items[index], with: demand, at: path.adding(index), &faults)
      }
    default: break
    }
  }

  private mutating func compareMembers(
    _ object: JSONObject, _ demand: JSON, at path: JSONPath, _ faults: inout [JSONFault]
  ) {
    for known in demand.object?.members ?? [] {
      if let value = object[known.key] { compare(value, with: known.value, at: path.adding(known.key), &faults) }
    }
  }

  private mutating func compareOthers(
    _ object: JSONObject, _ known: JSONObject?, _ demand: JSON, at path: JSONPath, _ faults: inout [JSONFault]
  ) {
    for member in object.members where known?[member.key] == nil {
      compare(member.value, with: demand, at: path.adding(member.key), &faults)
    }
  }

  private mutating func faults(of value: JSON, _ schema: JSON, at path: JSONPath) -> [JSONFault] {
    var faults: [JSONFault] = []
    compare(value, with: schema, at: path, &faults)
    return faults
  }

  private mutating func compareAny(
    _ value: JSON, _ parts: [JSON], at path: JSONPath, _ faults: inout [JSONFault]
  ) {
    var all: [[JSONFault]] = []
    for part in parts {
      let found = self.faults(of: value, part, at: path)
      if found.isEmpty { return }
      all.append(found)
    }
    faults += Self.noneFits(all, path)
  }

  private mutating func compareOne(
    _ value: JSON, _ parts: [JSON], at path: JSONPath, _ faults: inout [JSONFault]
  ) {
    let found = parts.map { self.faults(of: value, $0, at: path) }
    let fitting = found.filter(\.isEmpty).count
    if fitting == 0 {
      faults += Self.noneFits(found, path)
    } else if fitting > 1 {
      let sentence = "fits \(fitting) of the forms it may have, and must fit one"
      faults.append(JSONFault(path: path.pointer, sentence: sentence))
    }
  }

  /// The faults of the form that is nearest say most about what to change: the one that is wrong only further in, or
  /// wrong in the fewest things.
  private static func noneFits(_ faults: [[JSONFault]], _ path: JSONPath) -> [JSONFault] {
    let pointer = path.pointer
    func rank(_ faults: [JSONFault]) -> (Int, Int) { (faults.contains { $0.path == pointer } ? 1 : 0, faults.count) }
    let nearest = faults.min { rank($0) < rank($1) } ?? []
    guard faults.count > 1 else { return nearest }
    return [JSONFault(path: pointer, sentence: "fits none of the \(faults.count) forms it may have")] + nearest
  }

  private mutating func compareNot(_ value: JSON, _ schema: JSON, at path: JSONPath, _ faults: inout [JSONFault]) {
    if self.faults(of: value, schema, at: path).isEmpty {
      faults.append(JSONFault(path: path.pointer, sentence: "has a form that is excluded"))
    }
  }
}
