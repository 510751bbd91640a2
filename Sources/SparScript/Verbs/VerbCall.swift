// The arguments of one call, sorted into parameters and options and checked against the registration.

package import LuaKit
internal import SparCore

package struct VerbCall: Sendable {
  package let verb: Verb
  /// By position of the parameter; `.nil` where an optional one is missing.
  package let values: [LuaValue]
  private let options: LuaTable

  /// - Throws: `script.argument` for what is missing or too much, `script.option` for an unknown option.
  package init(_ verb: Verb, _ arguments: [LuaValue]) throws {
    self.verb = verb
    var rest = arguments[...]
    var values: [LuaValue] = []
    for parameter in verb.parameters {
      values.append(try Self.take(parameter, from: &rest, of: verb))
    }
    self.values = values
    options = try Self.options(rest, of: verb)
  }

  private static func take(
    _ parameter: Verb.Parameter, from rest: inout ArraySlice<LuaValue>, of verb: Verb
  ) throws -> LuaValue {
    guard let next = rest.first, !next.isNil else {
      guard parameter.isOptional else { throw missing(parameter, verb) }
      rest = rest.dropFirst()
      return .nil
    }
    if parameter.isOptional, rest.count == 1, !verb.options.isEmpty, next.isOptions(before: parameter) { return .nil }
    rest = rest.dropFirst()
    return next
  }

  private static func missing(_ parameter: Verb.Parameter, _ verb: Verb) -> ScriptError {
    ScriptError(.argument, "\(verb.name) needs \(parameter.name): \(parameter.about).", hint: "\(verb.signature)")
  }

  private static func options(_ rest: ArraySlice<LuaValue>, of verb: Verb) throws -> LuaTable {
    let rest = rest.filter { !$0.isNil }
    guard let last = rest.first else { return LuaTable() }
    guard rest.count == 1, case .table(let table) = last, !verb.options.isEmpty, table.kind == nil, table.items.isEmpty
    else {
      throw ScriptError(
        .argument, "\(verb.name) does not take \(rest.count == 1 ? last.shown : "so many arguments") there.",
        hint: verb.signature)
    }
    for field in table.fields where !verb.options.contains(where: { $0.name == field.name }) {
      throw unknown(field.name, verb)
    }
    return table
  }

  private static func unknown(_ name: String, _ verb: Verb) -> ScriptError {
    let known = verb.options.map(\.name)
    let hint = Spelling.nearest(to: name, in: known).map { "Did you mean '\($0)'?" }
    return ScriptError(
      .option, "\(verb.name) has no option '\(name)'.",
      hint: hint ?? "It has \(known.joined(separator: ", ")).")
  }

  // MARK: Reading options

  package func string(_ name: String) throws -> String? {
    try option(name, "a string") { $0.string }
  }

  package func integer(_ name: String, from lowest: Int = 1) throws -> Int? {
    let value = try option(name, "a whole number") { $0.integer }
    guard let value, value < lowest else { return value }
    throw ScriptError(.option, "\(verb.name): \(name) must be at least \(lowest), not \(value).")
  }

  package func number(_ name: String) throws -> Double? {
    try option(name, "a number") { $0.double }
  }

  package func bool(_ name: String) throws -> Bool? {
    try option(name, "true or false") { $0.bool }
  }

  package func table(_ name: String) throws -> LuaTable? {
    try option(name, "a table") { $0.table }
  }

  /// One name, or a list of names.
  package func names(_ name: String) throws -> [String]? {
    try option(name, "a name or a list of names") { $0.names }
  }

  /// One of the words of an enumeration.
  package func word<Word: RawRepresentable & CaseIterable>(_ name: String, _ type: Word.Type) throws -> Word?
  where Word.RawValue == String {
    guard let text = try string(name) else { return nil }
    if let word = Word(rawValue: text) { return word }
    let known = Word.allCases.map(\.rawValue)
    let hint = Spelling.nearest(to: text, in: known).map { "Did you mean '\($0)'?" }
    throw ScriptError(
      .option, "\(verb.name): \(name) cannot be '\(text)'.",
      hint: hint ?? "It is one of \(known.joined(separator: ", ")).")
  }

  /// The raw value of an option.
  package func value(_ name: String) -> LuaValue { options[name] ?? .nil }

  private func option<Value>(_ name: String, _ kind: String, _ read: (LuaValue) -> Value?) throws -> Value? {
    guard let given = options[name], !given.isNil else { return nil }
    if let value = read(given) { return value }
    throw ScriptError(.option, "\(verb.name): \(name) must be \(kind), not \(given.shown).")
  }

  // MARK: Reading parameters

  package func text(at index: Int) throws -> String? {
    guard !values[index].isNil else { return nil }
    if let text = values[index].string { return text }
    throw wrong(index, "a string")
  }

  package func names(at index: Int) throws -> [String] {
    guard let names = values[index].names, !names.isEmpty else { throw wrong(index, "a name or a list of names") }
    return names
  }

  package func wrong(_ index: Int, _ kind: String) -> ScriptError {
    ScriptError(
      .argument, "\(verb.name): \(verb.parameters[index].name) must be \(kind), not \(values[index].shown).",
      hint: verb.signature)
  }
}

extension LuaValue {
  /// A list: a table that says so, or a plain one that is not a record and has no named fields of its own.
  package var list: [LuaValue]? {
    if let seeds = table?.storedSeeds { return seeds }
    guard case .table(let table) = self, table.kind == "list" || table.kind == nil, table["id"] == nil else {
      return nil
    }
    return table.kind == "list" || !table.items.isEmpty || table.fields.isEmpty ? table.items : nil
  }

  /// Whether the table holds options rather than an optional parameter before them. An empty one is taken for the
  /// parameter where that may be a table: an empty list must never pass for "left out".
  func isOptions(before parameter: Verb.Parameter) -> Bool {
    guard case .table(let table) = self, table.kind == nil, table.items.isEmpty, table["id"] == nil else {
      return false
    }
    if parameter.takesWeights, !table.fields.isEmpty, table.fields.allSatisfy({ $0.value.double != nil }) {
      return false
    }
    return !table.fields.isEmpty || !parameter.takesTables
  }

  var names: [String]? {
    if let one = string { return [one] }
    guard let items = list else { return nil }
    let names = items.compactMap(\.string)
    return names.count == items.count ? names : nil
  }

  /// For messages: a short value itself, else its type with an article.
  var shown: String {
    switch self {
    case .nil: "nil"
    case .bool(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let text) where text.count <= 40: "'\(text)'"
    case .bytes: "text that is not UTF-8"
    case .table(let table) where table.kind == nil && table.items.isEmpty && table.fields.isEmpty: "an empty table"
    default: typeName.withArticle
    }
  }
}

extension String {
  /// `a battle`, `an instruction`.
  var withArticle: String { "aeiou".contains(first ?? " ") ? "an \(self)" : "a \(self)" }
}
