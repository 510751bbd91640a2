// Checks a scanned template and compiles it. Every name on every branch is checked here, when the file is loaded,
// not on the branch that happens to run.

import SparCore

/// Turns the segments of one template body into its pieces.
struct TemplateCompiler {
  private let inputs: [AgentInput]
  private let grammar = StencilGrammar()
  /// The `{% if %}` and `{% for %}` that are open, outermost first.
  private var open: [OpenTag] = []
  /// What the outermost open tag holds so far.
  private var block = StencilBlock.Source()

  private struct OpenTag {
    let name: String
    let line: Int
    /// What a `for` calls its elements.
    let variables: [String]
    /// Whether `else` or `empty` was seen, after which only the end may come.
    var isLastBranch = false
  }

  init(inputs: [AgentInput]) { self.inputs = inputs }

  mutating func compile(_ segments: [TemplateSegment]) throws(TemplateError) -> [TemplateBody.Piece] {
    var pieces: [TemplateBody.Piece] = []
    for segment in segments {
      switch segment {
      case .text(let text): add(text, to: &pieces)
      case .insertion(let text, let line): try addInsertion(text, line, to: &pieces)
      case .tag(let text, let line): try addTag(text, line, to: &pieces)
      }
    }
    if let tag = open.last { throw TemplateError(tag.line, "opens {% \(tag.name) %} without {% end\(tag.name) %}.") }
    return pieces
  }

  private mutating func add(_ text: String, to pieces: inout [TemplateBody.Piece]) {
    if open.isEmpty { pieces.append(.text(text)) } else { block.tokens.append(grammar.text(text)) }
  }

  private mutating func addInsertion(
    _ text: String, _ line: Int, to pieces: inout [TemplateBody.Piece]
  ) throws(TemplateError) {
    var reader = TemplateExpressionReader(text, line: line)
    let operand = try reader.wholeOperand()
    try check(operand, line)
    if open.isEmpty, operand.isPlain, let name = operand.root {
      pieces.append(.input(name, line: line))
      return
    }
    let mayBeMissing = operand.hasDefault || (operand.isPlain && isOptional(operand.root))
    block.tokens.append(grammar.insertion(operand, line: line, mayBeMissing: mayBeMissing))
    if open.isEmpty { try closeBlock(into: &pieces, line) }
  }

  private mutating func addTag(_ text: String, _ line: Int, to pieces: inout [TemplateBody.Piece]) throws(TemplateError)
  {
    var reader = TemplateExpressionReader(text, line: line)
    let name = reader.name() ?? ""
    reader.skipSpaces()
    switch name {
    case "if": try openIf(&reader, line)
    case "for": try openFor(&reader, line)
    case "elif": try addBranch(of: "if", condition: try condition(&reader, line), line)
    case "else": try addBranch(of: "if", condition: nil, line)
    case "empty": try addBranch(of: "for", condition: nil, line)
    case "endif": try close("if", line)
    case "endfor": try close("for", line)
    default: throw unknownTag(name.isEmpty ? text : name, line)
    }
    try reader.expectEnd()
    if open.isEmpty { try closeBlock(into: &pieces, line) }
  }

  private func unknownTag(_ name: String, _ line: Int) -> TemplateError {
    let known = ["if", "elif", "else", "endif", "for", "empty", "endfor"]
    let hint = PromptError.suggestion(for: name, in: known)
    return TemplateError(line, "uses an unknown tag '\(name)'.", hint: hint)
  }

  private mutating func closeBlock(into pieces: inout [TemplateBody.Piece], _ line: Int) throws(TemplateError) {
    pieces.append(.block(try grammar.block(block, line: line)))
    block = StencilBlock.Source()
  }
}

extension TemplateCompiler {
  private mutating func openIf(_ reader: inout TemplateExpressionReader, _ line: Int) throws(TemplateError) {
    let condition = try condition(&reader, line)
    block.tokens.append(grammar.tag("if \(condition)"))
    open.append(OpenTag(name: "if", line: line, variables: []))
  }

  /// Reads a condition, checks its names and its grammar.
  private mutating func condition(_ reader: inout TemplateExpressionReader, _ line: Int) throws(TemplateError) -> String
  {
    let (words, operands) = try reader.condition()
    for operand in operands { try check(operand, line) }
    try grammar.checkCondition(words, line: line)
    return words.joined(separator: " ")
  }

  private mutating func openFor(_ reader: inout TemplateExpressionReader, _ line: Int) throws(TemplateError) {
    var variables: [String] = []
    repeat {
      guard let name = reader.name() else { throw malformedFor(line) }
      reader.skipSpaces()
      try checkLoopVariable(name, line)
      variables.append(name)
    } while reader.skip(",")
    guard variables.count <= 2, reader.name() == "in" else { throw malformedFor(line) }
    reader.skipSpaces()
    let list = try reader.operand()
    try check(list, line)
    if list.isPlain, let root = list.root { block.loops.append((root, line)) }
    block.tokens.append(grammar.tag("for \(variables.joined(separator: ",")) in \(list.text)"))
    open.append(OpenTag(name: "for", line: line, variables: variables))
  }

  private func malformedFor(_ line: Int) -> TemplateError {
    TemplateError(
      line, "has a malformed {% for %}.", hint: "Write {% for item in list %} or {% for key, value in object %}.")
  }

  private func checkLoopVariable(_ name: String, _ line: Int) throws(TemplateError) {
    guard inputs.contains(where: { $0.name == name }) || loopVariables.contains(name) else { return }
    throw TemplateError(line, "calls an element '\(name)', which is taken already.", hint: "Choose another name.")
  }

  private mutating func addBranch(of name: String, condition: String?, _ line: Int) throws(TemplateError) {
    let word = name == "for" ? "empty" : condition == nil ? "else" : "elif"
    guard let tag = open.last, tag.name == name else {
      throw TemplateError(line, "has {% \(word) %} outside {% \(name) %}.")
    }
    guard !tag.isLastBranch else { throw TemplateError(line, "has {% \(word) %} after the last branch.") }
    open[open.count - 1].isLastBranch = condition == nil
    block.tokens.append(grammar.tag(condition.map { "elif \($0)" } ?? word))
  }

  private mutating func close(_ name: String, _ line: Int) throws(TemplateError) {
    guard let tag = open.last else { throw TemplateError(line, "has {% end\(name) %} without {% \(name) %}.") }
    guard tag.name == name else {
      throw TemplateError(line, "has {% end\(name) %} inside the {% \(tag.name) %} of line \(tag.line).")
    }
    open.removeLast()
    block.tokens.append(grammar.tag("end\(name)"))
  }

  private var loopVariables: [String] { open.flatMap(\.variables) }

  private func isOptional(_ root: String?) -> Bool { inputs.contains { $0.name == root && $0.isOptional } }

  private mutating func check(_ operand: TemplateOperand, _ line: Int) throws(TemplateError) {
    guard let root = operand.root, !loopVariables.contains(root) else { return }
    if root == "forloop", open.contains(where: { $0.name == "for" }) { return }
    let declared = inputs.map(\.name)
    guard declared.contains(root) else {
      let hint = PromptError.suggestion(for: root, in: declared + loopVariables)
      throw TemplateError(line, "uses '\(root)', which is not declared.", hint: hint, kind: .inputUndeclared)
    }
    block.inputs.insert(root)
  }
}
