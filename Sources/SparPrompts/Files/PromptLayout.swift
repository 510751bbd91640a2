// Splits a prompt file into front matter and sections, before anything is rendered: a value can never open a section.

import SparCore

/// The parts of a prompt file.
struct PromptLayout {
  struct Section {
    let role: ChatMessage.Role
    /// The line of its mark, from 1.
    let markLine: Int
    /// The line on which `body` starts, from 1.
    let line: Int
    /// Without the blank lines around it.
    let body: String
  }

  /// The YAML between the first two `---` lines; its first line is line 2 of the file.
  let frontMatter: String
  let sections: [Section]

  init(_ source: PromptSource) throws(PromptError) {
    let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
    guard Self.isFence(lines[0]) else {
      throw source.error(1, "does not start with front matter.", hint: "The first line must be ---.")
    }
    guard let end = lines.dropFirst().firstIndex(where: Self.isFence) else {
      throw source.error(1, "has front matter that never ends.", hint: "Close it with a line ---.")
    }
    frontMatter = lines[1..<end].joined(separator: "\n")
    sections = try Self.sections(of: lines, from: end + 1, source)
  }

  private static func isFence(_ line: Substring) -> Bool {
    line.hasPrefix("---") && line.allSatisfy { $0 == "-" || $0.isWhitespace }
  }

  private static func sections(
    of lines: [Substring], from start: Int, _ source: PromptSource
  ) throws(PromptError) -> [Section] {
    var sections: [Section] = []
    var mark: (role: ChatMessage.Role, index: Int)?
    for index in start..<lines.count {
      guard let role = try role(lines[index], line: index + 1, source) else {
        if mark == nil, !lines[index].allSatisfy(\.isWhitespace) {
          throw source.error(index + 1, "has text before the first section.", hint: "Start it with === user ===.")
        }
        continue
      }
      if let mark { sections.append(section(mark.role, lines, mark.index, index)) }
      mark = (role, index)
    }
    if let mark { sections.append(section(mark.role, lines, mark.index, lines.count)) }
    try checkOrder(sections, source)
    return sections
  }

  /// The role a line such as `=== user ===` opens; `nil` for any other line.
  private static func role(_ line: Substring, line number: Int, _ source: PromptSource) throws(PromptError)
    -> ChatMessage.Role?
  {
    let words = line.split(separator: " ")
    guard words.count == 3, words[0] == "===", words[2] == "===" else { return nil }
    let name = String(words[1]), known = ["system", "user", "assistant"]
    guard known.contains(name), let role = ChatMessage.Role(rawValue: name) else {
      let hint = PromptError.suggestion(for: name, in: known)
      throw source.error(number, "opens an unknown section '\(name)'.", hint: hint)
    }
    return role
  }

  private static func section(_ role: ChatMessage.Role, _ lines: [Substring], _ mark: Int, _ end: Int) -> Section {
    var body = lines[(mark + 1)..<end]
    while body.first?.allSatisfy(\.isWhitespace) == true { body.removeFirst() }
    while body.last?.allSatisfy(\.isWhitespace) == true { body.removeLast() }
    return Section(role: role, markLine: mark + 1, line: body.startIndex + 1, body: body.joined(separator: "\n"))
  }

  private static func checkOrder(_ sections: [Section], _ source: PromptSource) throws(PromptError) {
    for section in sections where section.body.isEmpty {
      throw source.error(section.markLine, "has an empty section '\(section.role)'.")
    }
    for section in sections.dropFirst() where section.role == .system {
      throw source.error(section.markLine, "has a system section that is not the first.")
    }
    if let last = sections.last, last.role != .user {
      throw source.error(last.markLine, "ends with a section '\(last.role)'.", hint: "The last section must be user.")
    }
  }
}
