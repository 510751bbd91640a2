// Reads the fields of a YAML mapping strictly: every field known, every value of its kind, every error with its line.

import SparCore
import Yams

/// The fields of one mapping of a file.
struct YAMLFields {
  private let source: PromptSource
  /// Lines of the file above the YAML.
  private let offset: Int
  private var nodes: [String: Node] = [:]
  /// The line on which the mapping starts.
  let line: Int

  /// Parses YAML that must be one mapping.
  init(yaml: String, offset: Int, in source: PromptSource, known: [String]) throws(PromptError) {
    let root: Node?
    do {
      root = try Yams.compose(yaml: yaml)
    } catch {
      throw Self.translated(error, offset, source)
    }
    guard let root else { throw source.error(offset + 1, "has no fields.") }
    try self.init(root, offset: offset, in: source, known: known)
  }

  private init(_ node: Node, offset: Int, in source: PromptSource, known: [String]?) throws(PromptError) {
    self.source = source
    self.offset = offset
    self.line = (node.mark?.line ?? 1) + offset
    guard case .mapping(let mapping) = node else { throw source.error(line, "needs fields here: name: value.") }
    for (key, value) in mapping {
      let name = key.string ?? ""
      if let known, !known.contains(name) {
        let hint = PromptError.suggestion(for: name, in: known)
        throw source.error((key.mark?.line ?? 1) + offset, "has an unknown field '\(name)'.", hint: hint)
      }
      nodes[name] = value
    }
    order = mapping.compactMap { $0.key.string }
  }

  /// The names of the fields in their written order.
  private(set) var order: [String] = []

  /// The line of a field's value; the mapping's where the field is absent.
  func line(of key: String) -> Int { nodes[key]?.mark.map { $0.line + offset } ?? line }

  func error(_ key: String, _ sentence: String, hint: String? = nil) -> PromptError {
    source.error(line(of: key), sentence, hint: hint)
  }

  func error(at line: Int, _ sentence: String, hint: String? = nil) -> PromptError {
    source.error(line, sentence, hint: hint)
  }

  /// A name that is none of those there are.
  func unknown(_ name: String, _ what: String, among known: [String], at line: Int) -> PromptError {
    error(at: line, "names an unknown \(what) '\(name)'.", hint: PromptError.suggestion(for: name, in: known))
  }
}

extension YAMLFields {
  /// Text; `nil` where the field is absent, an error where it is a list, a mapping or blank.
  func text(_ key: String) throws(PromptError) -> String? {
    guard let node = nodes[key] else { return nil }
    guard case .scalar(let scalar) = node, !scalar.string.allSatisfy(\.isWhitespace) else {
      throw error(key, "needs text for '\(key)'.")
    }
    return scalar.string
  }

  func requiredText(_ key: String) throws(PromptError) -> String {
    guard let text = try text(key) else { throw source.error(line, "lacks the field '\(key)'.") }
    return text
  }

  /// One of the raw values of `Choice`.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, _ type: Choice.Type
  ) throws(PromptError) -> Choice? {
    guard let text = try text(key) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      let names = Choice.allCases.map(\.rawValue)
      throw error(key, "has '\(text)' for '\(key)'.", hint: PromptError.suggestion(for: text, in: names))
    }
    return choice
  }

  func bool(_ key: String) throws(PromptError) -> Bool? {
    guard let node = nodes[key] else { return nil }
    guard let value = node.bool else { throw error(key, "needs true or false for '\(key)'.") }
    return value
  }

  func number(_ key: String) throws(PromptError) -> Double? {
    guard let node = nodes[key] else { return nil }
    guard let value = node.float, value.isFinite else { throw error(key, "needs a finite number for '\(key)'.") }
    return value
  }

  func integer(_ key: String) throws(PromptError) -> Int? {
    guard let node = nodes[key] else { return nil }
    guard let value = node.int else { throw error(key, "needs a whole number for '\(key)'.") }
    return value
  }

  /// A list of texts; a single text counts as a list of one. Unlike `text`, blank texts are let through.
  func texts(_ key: String) throws(PromptError) -> [String] {
    guard let node = nodes[key] else { return [] }
    if case .scalar(let scalar) = node { return [scalar.string] }
    guard case .sequence(let sequence) = node else { throw error(key, "needs a list of texts for '\(key)'.") }
    var texts: [String] = []
    for element in sequence {
      guard case .scalar(let scalar) = element else { throw error(key, "needs a list of texts for '\(key)'.") }
      texts.append(scalar.string)
    }
    return texts
  }

  /// Names with weights, each with its line: a mapping of numbers from 0 up, or a list of names of weight 1.
  func weights(_ key: String) throws(PromptError) -> [(WeightedName, line: Int)] {
    guard let node = nodes[key] else { return [] }
    guard case .mapping = node, let fields = try fields(key, known: nil) else {
      let line = line(of: key)
      return try texts(key).map { (WeightedName($0), line) }
    }
    var weights: [(WeightedName, line: Int)] = []
    for name in fields.order {
      let weight = try fields.number(name) ?? 1
      guard weight >= 0 else { throw fields.error(name, "has the weight \(weight) for '\(name)'.") }
      weights.append((WeightedName(name, weight), fields.line(of: name)))
    }
    return weights
  }

  /// The mapping of a field; `known` of `nil` lets any name in.
  func fields(_ key: String, known: [String]?) throws(PromptError) -> YAMLFields? {
    guard let node = nodes[key] else { return nil }
    return try YAMLFields(node, offset: offset, in: source, known: known)
  }

  /// The mappings of a field that is a list of them.
  func list(_ key: String, known: [String]) throws(PromptError) -> [YAMLFields] {
    guard let node = nodes[key] else { throw source.error(line, "lacks the field '\(key)'.") }
    guard case .sequence(let sequence) = node else { throw error(key, "needs a list for '\(key)'.") }
    var list: [YAMLFields] = []
    for element in sequence {
      list.append(try YAMLFields(element, offset: offset, in: source, known: known))
    }
    return list
  }

  /// Any value, as JSON.
  func json(_ key: String) -> JSON? { nodes[key].map(Self.json) }

  private static func json(_ node: Node) -> JSON {
    switch node {
    case .scalar(let scalar): json(node, scalar)
    case .sequence(let sequence): .array(sequence.map(json))
    case .mapping(let mapping): .object(JSONObject(mapping.map { ($0.key.string ?? "", json($0.value)) }))
    case .alias: .null
    }
  }

  /// A quoted scalar is text whatever it looks like.
  private static func json(_ node: Node, _ scalar: Node.Scalar) -> JSON {
    guard scalar.style == .plain else { return .string(scalar.string) }
    if node.null != nil { return .null }
    if let value = node.bool { return .bool(value) }
    if let value = node.int { return .int(Int64(value)) }
    if let value = node.float { return .double(value) }
    return .string(scalar.string)
  }
}

extension YAMLFields {
  private static func translated(_ error: any Error, _ offset: Int, _ source: PromptSource) -> PromptError {
    guard let error = error as? YamlError else { return source.error(nil, "is not YAML: \(error).") }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return source.error(mark.line + offset, "is not YAML: \(problem).")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.sorted().map { "'\($0)'" }.joined(separator: ", ")
      return source.error(context.mark.line + offset, "has a field twice: \(names).")
    case .reader(let problem, _, _, _):
      return source.error(nil, "is not YAML: \(problem).")
    default:
      return source.error(nil, "is not YAML: \(error).")
    }
  }
}
