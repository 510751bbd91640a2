// Reads the expressions of a template: operands with filters, and conditions. It checks form and names, and writes
// them anew in the one spelling that Stencil reads without surprises.

/// Something that has a value: `name`, `item.text`, `"text"`, `3`, each with filters.
struct TemplateOperand: Equatable {
  /// The first name of a path; `nil` for a literal.
  let root: String?
  /// Whether it is a name and nothing else.
  let isPlain: Bool
  /// The operand as Stencil is to read it: no spaces outside quotes.
  let text: String
  /// Whether `default` fills in for a missing value.
  let hasDefault: Bool
}

/// A reader of one expression.
struct TemplateExpressionReader {
  /// The filters a prompt may use.
  static let filters = ["default", "join", "uppercase", "lowercase", "capitalize", "indent"]
  private static let operators = ["==", "!=", ">=", "<=", ">", "<"]

  private var rest: Substring
  private let line: Int

  init(_ text: some StringProtocol, line: Int) {
    rest = Substring(text)
    self.line = line
    skipSpaces()
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// Reads one operand that must be all there is.
  mutating func wholeOperand() throws(TemplateError) -> TemplateOperand {
    let operand = try operand()
    try expectEnd()
    return operand
  }

  func expectEnd() throws(TemplateError) {
    if !isAtEnd { throw TemplateError(line, "has '\(rest)' where a tag should end.") }
  }

  /// Reads operands, operators and parentheses to the end: the words of a condition and the operands among them.
  mutating func condition() throws(TemplateError) -> (words: [String], operands: [TemplateOperand]) {
    var words: [String] = [], operands: [TemplateOperand] = []
    while !isAtEnd {
      if let sign = sign() {
        words.append(sign)
      } else {
        let operand = try operand()
        words.append(operand.text)
        if !["and", "or", "not", "in"].contains(operand.text) { operands.append(operand) }
      }
    }
    if operands.isEmpty { throw TemplateError(line, "has a condition without a name.") }
    return (words, operands)
  }

  /// Reads an identifier; `nil`, and nothing read, where none stands here.
  mutating func name() -> String? {
    guard let first = rest.first, first == "_" || (first.isASCII && first.isLetter) else { return nil }
    return take { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
  }

  /// Reads `text` if it stands here.
  mutating func skip(_ text: String) -> Bool {
    guard rest.hasPrefix(text) else { return false }
    rest.removeFirst(text.count)
    skipSpaces()
    return true
  }
}

extension TemplateExpressionReader {
  mutating func operand() throws(TemplateError) -> TemplateOperand {
    let literal = try literal()
    var text = ""
    var root: String?
    var isPlain = false
    if let literal {
      text = literal
    } else if let name = name() {
      (root, text) = (name, name)
      isPlain = try !path(into: &text)
    } else {
      throw TemplateError(line, rest.isEmpty ? "has a tag without a name." : "has '\(rest)' where a name should be.")
    }
    skipSpaces()
    let filters = try filters()
    return TemplateOperand(
      root: root, isPlain: isPlain && filters.isEmpty, text: text + filters.map { "|\($0)" }.joined(),
      hasDefault: filters.contains { $0.hasPrefix("default") })
  }

  /// Reads `.member` parts; returns whether there were any.
  private mutating func path(into text: inout String) throws(TemplateError) -> Bool {
    let isLoop = text == "forloop"
    var hasMembers = false
    while rest.first == "." {
      rest.removeFirst()
      let member = take { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
      guard !member.isEmpty else { throw TemplateError(line, "has a '.' without a name after it.") }
      // Stencil reads past the start of an empty list for this one.
      if member == "last", !isLoop { throw TemplateError(line, "uses '.last', which prompts do not know.") }
      text += ".\(member)"
      hasMembers = true
    }
    return hasMembers
  }

  private mutating func filters() throws(TemplateError) -> [String] {
    var filters: [String] = []
    while skip("|") {
      guard let name = name() else { throw TemplateError(line, "has a '|' without a filter after it.") }
      guard Self.filters.contains(name) else {
        let hint = PromptError.suggestion(for: name, in: Self.filters)
        throw TemplateError(line, "uses an unknown filter '\(name)'.", hint: hint)
      }
      skipSpaces()
      filters.append(name + (try arguments()))
    }
    return filters
  }

  private mutating func arguments() throws(TemplateError) -> String {
    guard skip(":") else { return "" }
    var arguments: [String] = []
    repeat {
      guard let argument = try literal() else {
        throw TemplateError(line, "gives a filter an argument that is no quoted text, number, true or false.")
      }
      skipSpaces()
      arguments.append(argument)
    } while skip(",")
    return ":" + arguments.joined(separator: ",")
  }

  /// Reads a quoted text, a number, `true` or `false`; `nil` where none stands here.
  private mutating func literal() throws(TemplateError) -> String? {
    guard let first = rest.first else { return nil }
    if first == "\"" || first == "'" {
      guard let end = rest.dropFirst().firstIndex(of: first) else {
        throw TemplateError(line, "has a quoted text that never ends.")
      }
      defer { rest = rest[rest.index(after: end)...] }
      return String(rest[...end])
    }
    if first == "-" || (first.isASCII && first.isNumber) {
      let number = take { $0 == "-" || $0 == "." || ($0.isASCII && $0.isNumber) }
      guard Double(number) != nil else { throw TemplateError(line, "has a malformed number '\(number)'.") }
      return number
    }
    for word in ["true", "false"] where rest == word || rest.hasPrefix("\(word) ") || rest.hasPrefix("\(word),") {
      rest.removeFirst(word.count)
      return word
    }
    return nil
  }

  private mutating func sign() -> String? {
    for sign in Self.operators + ["(", ")"] where skip(sign) { return sign }
    return nil
  }

  private mutating func take(while accepts: (Character) -> Bool) -> String {
    let taken = rest.prefix(while: accepts)
    rest = rest[taken.endIndex...]
    return String(taken)
  }

  mutating func skipSpaces() { rest = rest.drop(while: \.isWhitespace) }
}
