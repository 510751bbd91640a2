// A template body that was checked and compiled: what a section of a prompt becomes, ready to be filled in often.

import SparCore

/// A compiled template body.
///
/// Text and plain `{{ name }}` are pieces that are put together here; only what needs a condition, a loop or a
/// filter is rendered by Stencil. Values are inserted as they are: never escaped, trimmed or read as template.
struct TemplateBody: Sendable {
  enum Piece: Sendable {
    case text(String)
    case input(String, line: Int)
    case block(StencilBlock)
  }

  private let pieces: [Piece]

  /// - Parameters:
  ///   - line: the line of the file on which `text` starts.
  ///   - inputs: the declared inputs; a name outside them is an error wherever it is used.
  init(_ text: String, line: Int = 1, inputs: [AgentInput]) throws(TemplateError) {
    var compiler = TemplateCompiler(inputs: inputs)
    pieces = try compiler.compile(TemplateScanner.segments(of: text, line: line))
  }

  /// The text with `inputs` filled in, all of which were checked to be there unless optional.
  func render(_ inputs: [String: JSON]) throws(TemplateError) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .text(let part): text += part
      case .input(let name, let line): try Self.append(inputs[name], name, line, to: &text)
      case .block(let block): text += try block.render(inputs)
      }
    }
    return text
  }

  private static func append(_ value: JSON?, _ name: String, _ line: Int, to text: inout String) throws(TemplateError) {
    switch value {
    case .string(let value): text += value
    case .int(let value): text += value.description
    case .double(let value): text += value.description
    case .bool(let value): text += value.description
    case .null, nil: break
    case .array, .object: throw .notText(name, line)
    }
  }
}

extension TemplateError {
  /// A list or object stands where text is inserted.
  static func notText(_ expression: String, _ line: Int) -> TemplateError {
    let hint = "Loop over it with {% for %}, or write {{ \(expression)|join:\", \" }}."
    return TemplateError(line, "inserts '\(expression)', which is a list or an object.", hint: hint, kind: .inputKind)
  }
}
