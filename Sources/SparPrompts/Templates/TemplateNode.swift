// What a template means: the tree that the parser checks and the compiler turns into something that renders.

/// A part of a template.
enum TemplateNode {
  case text(String)
  case insertion(TemplateOperand, line: Int)
  case condition([TemplateBranch], line: Int)
  case loop(TemplateLoop, line: Int)
}

/// One branch of a condition; the last one may have no test.
struct TemplateBranch {
  let test: TemplateTest?
  let nodes: [TemplateNode]
}

/// What a branch depends on.
struct TemplateTest {
  /// Operands, operators and parentheses, as Stencil reads them.
  let words: [String]
  let operands: [TemplateOperand]

  /// The one name that is tested for having a value, and whether the test is turned round; `nil` for other tests.
  var presence: (name: String, isNegated: Bool)? {
    guard let operand = operands.first, operand.isPlain, let name = operand.root else { return nil }
    return words == [name] ? (name, false) : words == ["not", name] ? (name, true) : nil
  }
}

/// A loop, and what stands in its place where there is nothing to loop over.
struct TemplateLoop {
  let variables: [String]
  let list: TemplateOperand
  let nodes: [TemplateNode]
  let empty: [TemplateNode]?
}

extension TemplateNode {
  /// Every operand in this part.
  var operands: [TemplateOperand] {
    switch self {
    case .text: []
    case .insertion(let operand, _): [operand]
    case .condition(let branches, _): branches.flatMap { ($0.test?.operands ?? []) + $0.nodes.flatMap(\.operands) }
    case .loop(let loop, _): [loop.list] + (loop.nodes + (loop.empty ?? [])).flatMap(\.operands)
    }
  }

  /// Every plain name that is looped over in this part, and where.
  var loops: [(name: String, line: Int)] {
    switch self {
    case .text, .insertion: return []
    case .condition(let branches, _): return branches.flatMap { $0.nodes.flatMap(\.loops) }
    case .loop(let loop, let line):
      let own = loop.list.isPlain ? loop.list.root.map { [(name: $0, line: line)] } ?? [] : []
      return own + (loop.nodes + (loop.empty ?? [])).flatMap(\.loops)
    }
  }
}
