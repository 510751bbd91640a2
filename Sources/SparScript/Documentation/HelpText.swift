// `?name` at the prompt.

package enum HelpText {
  /// The help on one verb.
  package static func page(_ verb: Verb) -> String {
    var lines = [verb.signature, "", verb.about]
    if !verb.parameters.isEmpty { lines += [""] + verb.parameters.map { row($0.name, $0.type, $0.about) } }
    if !verb.options.isEmpty { lines += ["", "Options:"] + verb.options.map { row($0.name, $0.type, $0.about) } }
    if !verb.returns.isEmpty { lines += ["", "Returns \(verb.returns)."] }
    if !verb.example.isEmpty { lines += ["", "    " + verb.example.replacing("\n", with: "\n    ")] }
    return lines.joined(separator: "\n")
  }

  /// One line per verb.
  package static func overview(_ verbs: [Verb]) -> String {
    let width = verbs.map(\.name.count).max() ?? 0
    return verbs.map { "  \($0.name.padded(to: width))  \($0.about)" }.joined(separator: "\n")
  }

  private static func row(_ name: String, _ type: String, _ about: String) -> String {
    "  \(name.padded(to: 12)) \(type.padded(to: 20)) \(about)"
  }
}

extension String {
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
