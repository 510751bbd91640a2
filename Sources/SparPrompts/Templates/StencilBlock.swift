// The border to Stencil, rendering: JSON in, text out, errors with their line.

import SparCore
import Stencil

/// A compiled loop, filtered value, or condition on more than one name.
///
/// `@unchecked Sendable`: the nodes are never changed after compiling (what Stencil fills in lazily, the words of
/// a token, is read while compiling only), and every render has a context of its own.
final class StencilBlock: @unchecked Sendable {
  private let nodes: [any NodeType]
  private let inputs: [String]
  /// The inputs it loops over, and where.
  private let loops: [(name: String, line: Int)]
  private let line: Int
  private let environment: Environment

  init(
    nodes: [any NodeType], inputs: [String], loops: [(name: String, line: Int)], line: Int, environment: Environment
  ) {
    self.nodes = nodes
    self.inputs = inputs
    self.loops = loops
    self.line = line
    self.environment = environment
  }

  func render(_ values: [String: JSON]) throws(TemplateError) -> String {
    for loop in loops { try Self.checkList(values[loop.name], loop.name, loop.line) }
    let failure = RenderFailure()
    var dictionary: [String: Any] = [RenderFailure.key: failure]
    for input in inputs { dictionary[input] = values[input]?.stencilValue }
    do {
      return try renderNodes(nodes, Context(dictionary: dictionary, environment: environment))
    } catch {
      throw failure.error ?? TemplateError(line, "cannot be rendered: \(error).")
    }
  }

  private static func checkList(_ value: JSON?, _ name: String, _ line: Int) throws(TemplateError) {
    switch value {
    case .array, .object, .null, nil: return
    default: throw TemplateError(line, "loops over '\(name)', which is not a list.", kind: .inputKind)
    }
  }
}

/// Carries an error of ours past Stencil, which turns foreign errors into text.
final class RenderFailure {
  /// No name of a template can be empty.
  static let key = ""
  var error: TemplateError?
}

extension JSON {
  /// The value as Stencil reads it; `nil` for null.
  fileprivate var stencilValue: Any? {
    switch self {
    case .null: nil
    case .bool(let value): value
    case .int(let value): Int(value)
    case .double(let value): value
    case .string(let value): value
    case .array(let elements): elements.compactMap(\.stencilValue)
    case .object(let object): object.stencilValue
    }
  }
}

extension JSONObject {
  fileprivate var stencilValue: [String: Any] {
    var dictionary: [String: Any] = [:]
    for member in members where dictionary[member.key] == nil { dictionary[member.key] = member.value.stencilValue }
    return dictionary
  }
}
