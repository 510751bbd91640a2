// `{{ … }}` inside conditions and loops, stricter than Stencil's own: a missing value or a list is an error.

import SparCore
import Stencil

/// Inserts one value as it is.
final class InsertionNode: NodeType {
  struct Source {
    let operand: TemplateOperand
    let line: Int
    /// Whether nothing is inserted for a value that is not there, rather than an error.
    let mayBeMissing: Bool
  }

  let token: Token?
  private let source: Source
  private let value: any Resolvable

  init(source: Source, value: any Resolvable, token: Token) {
    self.source = source
    self.value = value
    self.token = token
  }

  func render(_ context: Context) throws -> String {
    switch try resolve(context) {
    case let text as String: return text
    case let number as Int: return number.description
    case let number as Double: return number.description
    case let bool as Bool: return bool.description
    case let character as Character: return String(character)
    case nil where source.mayBeMissing: return ""
    case nil: throw report(missing, in: context)
    default: throw report(.notText(source.operand.text, source.line), in: context)
    }
  }

  /// A plain name is looked up directly; Stencil would first try to read it as a number.
  private func resolve(_ context: Context) throws -> Any? {
    guard source.operand.isPlain, let name = source.operand.root else { return try value.resolve(context) }
    return context[name]
  }

  private var missing: TemplateError {
    TemplateError(source.line, "inserts '\(source.operand.text)', which has no value.", kind: .inputMissing)
  }

  private func report(_ error: TemplateError, in context: Context) -> TemplateError {
    (context[RenderFailure.key] as? RenderFailure)?.error = error
    return error
  }
}
