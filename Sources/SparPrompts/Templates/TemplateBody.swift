// A template body that was checked and compiled: what a section of a prompt becomes, ready to be filled in often.

import SparCore

/// A compiled template body.
///
/// Text, plain `{{ name }}` and `{% if name %}` are put together here; loops, filters and other conditions are
/// rendered by Stencil, which takes 3–5 µs for each. Values are inserted as they are: never escaped, trimmed or read
/// as template.
struct TemplateBody: Sendable {
  enum Piece: Sendable {
    case text(String)
    case input(String, line: Int)
    case condition([Branch])
    case block(StencilBlock)
  }

  /// Pieces that stand where `name` has a value, or has none; always, where there is no name.
  struct Branch: Sendable {
    let name: String?
    let isNegated: Bool
    let pieces: [Piece]
  }

  private let pieces: [Piece]

  /// - Parameters:
  ///   - line: the line of the file on which `text` starts.
  ///   - inputs: the declared inputs; a name outside them is an error wherever it is used.
  init(_ text: String, line: Int = 1, inputs: [AgentInput]) throws(TemplateError) {
    let grammar = StencilGrammar(inputs: inputs)
    let segments = try TemplateScanner.segments(of: text, line: line)
    pieces = try Self.pieces(TemplateParser.nodes(of: segments, inputs: inputs, grammar: grammar), grammar)
  }

  /// The text with `inputs` filled in, all of which were checked to be there unless optional.
  func render(_ inputs: [String: JSON]) throws(TemplateError) -> String {
    var text = ""
    try Self.append(pieces, inputs, to: &text)
    return text
  }
}

extension TemplateBody {
  private static func pieces(_ nodes: [TemplateNode], _ grammar: StencilGrammar) throws(TemplateError) -> [Piece] {
    var pieces: [Piece] = []
    for node in nodes {
      switch node {
      case .text(let text): pieces.append(.text(text))
      case .insertion(let operand, let line) where operand.isPlain:
        pieces.append(.input(operand.text, line: line))
      case .condition(let branches, _) where branches.allSatisfy({ $0.test == nil || $0.test?.presence != nil }):
        pieces.append(.condition(try Self.branches(branches, grammar)))
      case .insertion(_, let line), .condition(_, let line), .loop(_, let line):
        pieces.append(.block(try grammar.block(node, line: line)))
      }
    }
    return pieces
  }

  private static func branches(
    _ branches: [TemplateBranch], _ grammar: StencilGrammar
  ) throws(TemplateError) -> [Branch] {
    var compiled: [Branch] = []
    for branch in branches {
      let presence = branch.test?.presence
      let pieces = try pieces(branch.nodes, grammar)
      compiled.append(Branch(name: presence?.name, isNegated: presence?.isNegated ?? false, pieces: pieces))
    }
    return compiled
  }

  private static func append(
    _ pieces: [Piece], _ inputs: [String: JSON], to text: inout String
  ) throws(TemplateError) {
    for piece in pieces {
      switch piece {
      case .text(let part): text += part
      case .input(let name, let line): try append(inputs[name], name, line, to: &text)
      case .condition(let branches):
        if let branch = branches.first(where: { $0.applies(to: inputs) }) {
          try append(branch.pieces, inputs, to: &text)
        }
      case .block(let block): text += try block.render(inputs)
      }
    }
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

extension TemplateBody.Branch {
  func applies(to inputs: [String: JSON]) -> Bool {
    guard let name else { return true }
    return Self.isTrue(inputs[name]) != isNegated
  }

  /// What counts as true, as in Stencil: text, lists and objects with something in them, numbers above 0.
  private static func isTrue(_ value: JSON?) -> Bool {
    switch value {
    case .string(let value): !value.isEmpty
    case .array(let value): !value.isEmpty
    case .object(let value): !value.members.isEmpty
    case .bool(let value): value
    case .int(let value): value > 0
    case .double(let value): value > 0
    case .null, nil: false
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
