// The border to Stencil, compiling: checked nodes in, Stencil's nodes out, its errors given a line.

import Stencil

/// Builds what Stencil renders. Tokens are made here rather than by Stencil's lexer, which drops what follows an
/// unclosed tag and finds lines by their text.
final class StencilGrammar {
  private let inputs: [AgentInput]
  private var insertions: [InsertionNode.Source] = []
  private lazy var environment = Environment(extensions: [makeExtension()])
  /// Tokens cannot be made without one; lines are kept on our side.
  private let nowhere = Template(templateString: " ").tokens[0].sourceMap

  init(inputs: [AgentInput]) { self.inputs = inputs }

  func checkCondition(_ words: [String], line: Int) throws(TemplateError) {
    do {
      _ = try environment.compileExpression(components: words, containedIn: tag(words.joined(separator: " ")))
    } catch {
      throw TemplateError(line, "has a malformed condition: \(words.joined(separator: " ")).")
    }
  }

  func block(_ node: TemplateNode, line: Int) throws(TemplateError) -> StencilBlock {
    let names = Set(node.operands.compactMap(\.root)).intersection(inputs.map(\.name))
    do {
      let nodes = try TokenParser(tokens: tokens(node), environment: environment).parse()
      return StencilBlock(
        nodes: nodes, inputs: names.sorted(), loops: node.loops.filter { names.contains($0.name) }, line: line,
        environment: environment)
    } catch {
      throw TemplateError(line, "cannot be compiled: \(error).")
    }
  }
}

extension StencilGrammar {
  private func tokens(_ node: TemplateNode) -> [Token] {
    switch node {
    case .text(let text): [.text(value: text, at: nowhere)]
    case .insertion(let operand, let line): [insertion(operand, line)]
    case .condition(let branches, _): tokens(branches) + [tag("endif")]
    case .loop(let loop, _):
      [tag("for \(loop.variables.joined(separator: ",")) in \(loop.list.text)")] + loop.nodes.flatMap(tokens)
        + (loop.empty.map { [tag("empty")] + $0.flatMap(tokens) } ?? []) + [tag("endfor")]
    }
  }

  private func tokens(_ branches: [TemplateBranch]) -> [Token] {
    branches.enumerated().flatMap { index, branch in
      let test = branch.test.map { (index == 0 ? "if " : "elif ") + $0.words.joined(separator: " ") }
      return [tag(test ?? "else")] + branch.nodes.flatMap(tokens)
    }
  }

  private func tag(_ words: String) -> Token { .block(value: words, at: nowhere) }

  /// `{{ … }}`, as a tag of ours that inserts strictly.
  private func insertion(_ operand: TemplateOperand, _ line: Int) -> Token {
    let isOptional = operand.isPlain && inputs.contains { $0.name == operand.root && $0.isOptional }
    insertions.append(
      InsertionNode.Source(operand: operand, line: line, mayBeMissing: operand.hasDefault || isOptional))
    return tag("insert \(insertions.count - 1)")
  }

  private func makeExtension() -> Extension {
    let ours = Extension()
    ours.registerTag("insert") { [unowned self] parser, token in
      let source = insertions[Int(token.components[1]) ?? 0]
      let value = try parser.compileFilter(source.operand.text, containedIn: token)
      return InsertionNode(source: source, value: value, token: token)
    }
    // Stencil's own replaces a text that happens to read "nil".
    ours.registerFilter("default") { value, arguments in value ?? arguments.first.flatMap { $0 } }
    return ours
  }
}
