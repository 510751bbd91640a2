// What JSON schemas ask of single values: their types, numbers, equality.

extension JSON {
  /// The name of the value's type in a schema; numbers without a fraction are integers.
  var kind: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .int: "integer"
    case .double(let value): value == value.rounded() && value.isFinite ? "integer" : "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  var kindWithArticle: String { kind.withArticle }

  func isOf(type: String) -> Bool { kind == type || (type == "number" && kind == "integer") }

  /// The value itself where it is short, for messages.
  var shown: String {
    let text = text
    return text.unicodeScalars.count <= 60 ? text : String(text.unicodeScalars.prefix(57)) + "…"
  }

  /// Equal as JSON Schema has it: 1 and 1.0 are the same, and members have no order.
  func isSame(as other: JSON) -> Bool {
    switch (self, other) {
    case (.int(let left), .int(let right)): left == right
    case (.int, .double), (.double, .int), (.double, .double): double == other.double
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
    case (.object(let left), .object(let right)):
      left.members.count == right.members.count
        && left.members.allSatisfy { member in right[member.key].map { member.value.isSame(as: $0) } ?? false }
    default: self == other
    }
  }

  /// The same text for values that are the same.
  var canonicalText: String { canonical.text }

  private var canonical: JSON {
    switch self {
    case .double(let value): Int64(exactly: value).map { .int($0) } ?? self
    case .array(let items): .array(items.map(\.canonical))
    case .object(let object):
      .object(JSONObject(object.members.sorted { $0.key < $1.key }.map { ($0.key, $0.value.canonical) }))
    default: self
    }
  }

  /// What is wrong with a number.
  func numberFault(_ keyword: String, _ demand: JSON) -> String? {
    guard let value = double, let bound = demand.double else { return nil }
    let (isBelow, isAbove) = (isLess(than: demand), demand.isLess(than: self))
    return switch keyword {
    case "minimum" where isBelow: "must be at least \(demand.shown), not \(shown)"
    case "maximum" where isAbove: "must be at most \(demand.shown), not \(shown)"
    case "exclusiveMinimum" where !isAbove: "must be above \(demand.shown), not \(shown)"
    case "exclusiveMaximum" where !isBelow: "must be below \(demand.shown), not \(shown)"
    case "multipleOf" where !isMultiple(value, of: bound, demand): "must be a multiple of \(demand.shown), not \(shown)"
    default: nil
    }
  }

  private func isLess(than other: JSON) -> Bool {
    if case (.int(let left), .int(let right)) = (self, other) { return left < right }
    return (double ?? 0) < (other.double ?? 0)
  }

  /// A fraction like 0.01 has no exact double: the quotient may miss a whole number by rounding.
  private func isMultiple(_ value: Double, of divisor: Double, _ demand: JSON) -> Bool {
    if case (.int(let left), .int(let right)) = (self, demand) { return left % right == 0 }
    let quotient = value / divisor
    guard quotient.isFinite else { return false }
    return abs(quotient - quotient.rounded()) <= 1e-9 * max(1, abs(quotient))
  }
}

extension String {
  /// `an object`, `a string`.
  var withArticle: String { self == "null" ? self : "aeiou".contains(first ?? " ") ? "an \(self)" : "a \(self)" }
}
