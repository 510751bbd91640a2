// A JSON value that keeps integers integers and objects in their written order.

/// A JSON value.
package enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case int(Int64)
  case double(Double)
  case string(String)
  case array([JSON])
  case object(JSONObject)
}

extension JSON {
  /// The member `key` of an object; `nil` where this is no object or has no such member.
  package subscript(key: String) -> JSON? {
    guard case .object(let object) = self else { return nil }
    return object[key]
  }

  /// The element at `index` (from 0) of an array; `nil` where this is no array or is shorter.
  package subscript(index: Int) -> JSON? {
    guard case .array(let array) = self, array.indices.contains(index) else { return nil }
    return array[index]
  }

  package var string: String? {
    guard case .string(let value) = self else { return nil }
    return value
  }

  package var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The integer; a double without a fraction counts, for writers that know no integers.
  package var int: Int? {
    switch self {
    case .int(let value): Int(value)
    case .double(let value): Int(exactly: value)
    default: nil
    }
  }

  package var double: Double? {
    switch self {
    case .int(let value): Double(value)
    case .double(let value): value
    default: nil
    }
  }

  package var array: [JSON]? {
    guard case .array(let value) = self else { return nil }
    return value
  }

  package var object: JSONObject? {
    guard case .object(let value) = self else { return nil }
    return value
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int64) { self = .int(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(floatLiteral value: Double) { self = .double(value) }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSON)...) { self = .object(JSONObject(elements)) }
  package init(nilLiteral: ()) { self = .null }
}

/// The members of a JSON object, in their written order.
///
/// Objects here have a handful of members, for which a scan is faster than a hash. Where a writer repeated a
/// key, reading takes the first and `duplicateKeys` names it.
package struct JSONObject: Sendable, Equatable {
  /// No tuple: the compiler leaves arrays of tuples to the runtime, which takes them apart several times as slowly.
  package struct Member: Sendable, Equatable {
    package var key: String
    package var value: JSON
  }

  package private(set) var members: [Member]

  package init(_ members: [(String, JSON)] = []) { self.members = members.map { Member(key: $0.0, value: $0.1) } }

  init(members: [Member]) { self.members = members }

  package subscript(key: String) -> JSON? {
    get { members.first { $0.key == key }?.value }
    set {
      let index = members.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Member(key: key, value: value))
      case (nil, nil): break
      }
    }
  }

  package var keys: [String] { members.map(\.key) }

  package var duplicateKeys: [String] {
    var seen = Set<String>()
    return keys.filter { !seen.insert($0).inserted }
  }
}
