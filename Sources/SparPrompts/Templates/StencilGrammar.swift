// The border to Stencil, compiling: tokens in, nodes out, Stencil's errors given a line.

import Stencil

/// Builds what Stencil renders. Tokens are made here rather than by Stencil's lexer, which drops what follows an
/// unclosed tag and finds lines by their text.
final class StencilGrammar {
  private var insertions: [InsertionNode.Source] = []
  private lazy var environment = Environment(extensions: [makeExtension()])
  /// Tokens cannot be made without one; lines are kept on our side.
  private let nowhere = Template(templateString: " ").tokens[0].sourceMap

  func text(_ text: String) -> Token { .text(value: text, at: nowhere) }
  func tag(_ words: String) -> Token { .block(value: words, at: nowhere) }

  /// `{{ … }}`, as a tag of ours that inserts strictly.
  func insertion(_ operand: TemplateOperand, line: Int, mayBeMissing: Bool) -> Token {
    insertions.append(InsertionNode.Source(operand: operand, line: line, mayBeMissing: mayBeMissing))
    return tag("insert \(insertions.count - 1)")
  }

  func checkCondition(_ words: [String], line: Int) throws(TemplateError) {
    do {
      _ = try environment.compileExpression(components: words, containedIn: tag(words.joined(separator: " ")))
    } catch {
      throw TemplateError(line, "has a malformed condition: \(words.joined(separator: " ")).")
    }
  }

  func block(_ source: StencilBlock.Source, line: Int) throws(TemplateError) -> StencilBlock {
    do {
      let nodes = try TokenParser(tokens: source.tokens, environment: environment).parse()
      return StencilBlock(nodes: nodes, source: source, line: line, environment: environment)
    } catch {
      throw TemplateError(line, "cannot be compiled: \(error).")
    }
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
