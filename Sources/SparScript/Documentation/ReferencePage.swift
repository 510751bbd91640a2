// docs/reference.md, written from the registrations.

/// The Lua reference as Markdown: a chapter per topic, then the tables.
package enum ReferencePage {
  package static func markdown(_ verbs: [Verb], shapes: [TableShape] = ShapeList.all) -> String {
    let chapters = Topic.allCases.map { topic in chapter(topic, verbs.filter { $0.topic == topic }) }
    return introduction + chapters.joined() + tables(shapes)
  }

  private static let introduction = """
    # Lua reference

    Written by `spar docs` from the registrations: change those, not this page. At the prompt, `?name` prints the same
    about one name.

    - A **list** as the first argument of a verb maps over it, many elements at a time. Results come in the order of the
      list; what fails stands in the list's field `failed`, and error tables in a list are passed over.
    - **Options** stand in a table at the end: `instruct(p, {n = 3})`. An unknown one is an error.
    - A **record** may be given as its table or as its id (`"i12"`); where a text will do, a string is taken for one.
    - The same call with the same inputs is made once: the reply is stored, and asking again reads it.
    - An **error** is a table with `code`, `message` and `hint`; `pcall` returns it, `print` shows it.

    """

  private static func chapter(_ topic: Topic, _ verbs: [Verb]) -> String {
    verbs.isEmpty ? "" : "\n## \(topic.title)\n" + verbs.map(section).joined()
  }

  private static func section(_ verb: Verb) -> String {
    var lines = ["\n### `\(verb.shortSignature)`", "", verb.about]
    lines += table("parameter", verb.parameters.map { ($0.name, $0.type, about($0.about, $0.standard)) })
    lines += table("option", verb.options.map { ($0.name, $0.type, about($0.about, $0.standard)) })
    if !verb.returns.isEmpty { lines += ["", "Returns " + verb.returns.map(result).joined(separator: "; and ") + "."] }
    if !verb.example.isEmpty { lines += ["", "```lua", verb.example, "```"] }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func about(_ text: String, _ standard: String?) -> String {
    guard let standard, !standard.isEmpty else { return text }
    return "\(text) (default: \(standard))"
  }

  private static func result(_ result: Verb.Result) -> String {
    result.about.isEmpty ? "`\(result.type)`" : "`\(result.type)`: \(result.about)"
  }

  private static func tables(_ shapes: [TableShape]) -> String {
    let sections = shapes.map { shape in
      let fields = table("field", shape.fields.map { ($0.name, $0.type, $0.about) })
      return (["\n### \(shape.name)", "", shape.about] + fields).joined(separator: "\n") + "\n"
    }
    return "\n## Tables\n\nRecords are plain tables; a field whose type ends in `?` may be missing.\n"
      + sections.joined()
  }

  private static func table(_ head: String, _ rows: [(name: String, type: String, about: String)]) -> [String] {
    guard !rows.isEmpty else { return [] }
    return ["", "| \(head) | type | |", "|---|---|---|"]
      + rows.map {
        "| \($0.name) | `\($0.type.replacing("|", with: "\\|"))` | \($0.about.replacing("|", with: "\\|")) |"
      }
  }
}
