// Reads a scanned template into its tree. Every name on every branch is checked here, when the file is loaded, not on
// the branch that happens to run.

/// Turns the segments of one template body into nodes.
struct TemplateParser {
  private let inputs: [AgentInput]
  private let grammar: StencilGrammar
  private let segments: [TemplateSegment]
  private var index = 0
  /// What the loops around this place call their elements, outermost first.
  private var loopVariables: [String] = []

  /// An open tag, and the tags that may end the part it opens.
  private struct Opening {
    let name: String
    let line: Int
    let ends: [String]
  }

  /// A tag that ended a part.
  private struct Ending {
    var name: String
    var reader: TemplateExpressionReader
    let line: Int
  }

  static func nodes(
    of segments: [TemplateSegment], inputs: [AgentInput], grammar: StencilGrammar
  ) throws(TemplateError) -> [TemplateNode] {
    var parser = TemplateParser(inputs: inputs, grammar: grammar, segments: segments)
    return try parser.nodes(in: nil).nodes
  }

  private init(inputs: [AgentInput], grammar: StencilGrammar, segments: [TemplateSegment]) {
    self.inputs = inputs
    self.grammar = grammar
    self.segments = segments
  }

  /// Reads up to a tag that ends `opening`, or to the end of the template where nothing is open.
  private mutating func nodes(in opening: Opening?) throws(TemplateError) -> (nodes: [TemplateNode], ending: Ending?) {
    var nodes: [TemplateNode] = []
    while index < segments.count {
      let segment = segments[index]
      index += 1
      switch segment {
      case .text(let text): nodes.append(.text(text))
      case .insertion(let text, let line): nodes.append(try insertion(text, line))
      case .tag(let text, let line):
        var tag = try tag(text, line)
        switch tag.name {
        case "if": nodes.append(try condition(&tag.reader, line))
        case "for": nodes.append(try loop(&tag.reader, line))
        case let name where opening?.ends.contains(name) == true: return (nodes, tag)
        default: throw misplaced(tag.name, line, in: opening)
        }
      }
    }
    if let opening {
      throw TemplateError(opening.line, "opens {% \(opening.name) %} without {% end\(opening.name) %}.")
    }
    return (nodes, nil)
  }

  private func insertion(_ text: String, _ line: Int) throws(TemplateError) -> TemplateNode {
    var reader = TemplateExpressionReader(text, line: line)
    let operand = try reader.wholeOperand()
    try check(operand, line)
    return .insertion(operand, line: line)
  }

  private func tag(_ text: String, _ line: Int) throws(TemplateError) -> Ending {
    let known = ["if", "elif", "else", "endif", "for", "empty", "endfor"]
    var reader = TemplateExpressionReader(text, line: line)
    let name = reader.name() ?? text
    guard known.contains(name) else {
      let hint = PromptError.suggestion(for: name, in: known)
      throw TemplateError(line, "uses an unknown tag '\(name)'.", hint: hint)
    }
    reader.skipSpaces()
    if !["if", "elif", "for"].contains(name) { try reader.expectEnd() }
    return Ending(name: name, reader: reader, line: line)
  }

  private func misplaced(_ name: String, _ line: Int, in opening: Opening?) -> TemplateError {
    guard let opening else { return TemplateError(line, "has {% \(name) %} where nothing is open.") }
    return TemplateError(line, "has {% \(name) %} inside the {% \(opening.name) %} of line \(opening.line).")
  }
}

extension TemplateParser {
  private mutating func condition(
    _ reader: inout TemplateExpressionReader, _ line: Int
  ) throws(TemplateError) -> TemplateNode {
    var branches: [TemplateBranch] = []
    var test: TemplateTest? = try self.test(&reader, line)
    while true {
      let ends = test == nil ? ["endif"] : ["elif", "else", "endif"]
      let part = try nodes(in: Opening(name: "if", line: line, ends: ends))
      branches.append(TemplateBranch(test: test, nodes: part.nodes))
      guard var ending = part.ending, ending.name != "endif" else { return .condition(branches, line: line) }
      test = ending.name == "else" ? nil : try self.test(&ending.reader, ending.line)
    }
  }

  /// Reads a condition; checks its names and its grammar.
  private func test(_ reader: inout TemplateExpressionReader, _ line: Int) throws(TemplateError) -> TemplateTest {
    let (words, operands) = try reader.condition()
    for operand in operands { try check(operand, line) }
    try grammar.checkCondition(words, line: line)
    return TemplateTest(words: words, operands: operands)
  }

  private mutating func loop(_ reader: inout TemplateExpressionReader, _ line: Int) throws(TemplateError)
    -> TemplateNode
  {
    let variables = try loopVariables(&reader, line)
    let list = try reader.operand()
    try check(list, line)
    try reader.expectEnd()
    loopVariables += variables
    let part = try nodes(in: Opening(name: "for", line: line, ends: ["empty", "endfor"]))
    loopVariables.removeLast(variables.count)
    var empty: [TemplateNode]?
    if part.ending?.name == "empty" {
      empty = try nodes(in: Opening(name: "for", line: line, ends: ["endfor"])).nodes
    }
    return .loop(TemplateLoop(variables: variables, list: list, nodes: part.nodes, empty: empty), line: line)
  }

  /// Reads `item in` or `key, value in`.
  private func loopVariables(
    _ reader: inout TemplateExpressionReader, _ line: Int
  ) throws(TemplateError) -> [String] {
    let hint = "Write {% for item in list %} or {% for key, value in object %}."
    let malformed = TemplateError(line, "has a malformed {% for %}.", hint: hint)
    var variables: [String] = []
    repeat {
      guard let name = reader.name() else { throw malformed }
      reader.skipSpaces()
      if loopVariables.contains(name) || inputs.contains(where: { $0.name == name }) {
        throw TemplateError(line, "calls an element '\(name)', which is taken.", hint: "Choose another name.")
      }
      variables.append(name)
    } while reader.skip(",")
    guard variables.count <= 2, reader.name() == "in" else { throw malformed }
    reader.skipSpaces()
    return variables
  }

  private func check(_ operand: TemplateOperand, _ line: Int) throws(TemplateError) {
    guard let root = operand.root, !loopVariables.contains(root) else { return }
    if root == "forloop", !loopVariables.isEmpty { return }
    let declared = inputs.map(\.name)
    guard declared.contains(root) else {
      let hint = PromptError.suggestion(for: root, in: declared + loopVariables)
      throw TemplateError(line, "uses '\(root)', which is not declared.", hint: hint, kind: .inputUndeclared)
    }
  }
}
