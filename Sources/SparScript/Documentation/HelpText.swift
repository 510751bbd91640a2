// `?name` at the prompt.

package enum HelpText {
  /// Help on a function, on a library table, on a kind of record, or on all that have the name; `nil` for none.
  package static func on(_ name: String, _ verbs: [Verb]) -> String? {
    let members = verbs.filter { $0.name.hasPrefix(name + ".") }
    let parts = [
      verbs.first { $0.name == name }.map(page), members.isEmpty ? nil : list(members),
      ShapeList.shape(named: name).map(page),
    ]
    let found = parts.compactMap { $0 }
    return found.isEmpty ? nil : found.joined(separator: "\n\n")
  }

  /// Help on one verb.
  package static func page(_ verb: Verb) -> String {
    var lines = [verb.signature, "", plain(verb.about)]
    if !verb.parameters.isEmpty {
      lines += [""] + rows(verb.parameters.map { ($0.name, $0.type, about($0.about, $0.standard)) })
    }
    if !verb.options.isEmpty {
      lines += ["", "Options:"] + rows(verb.options.map { ($0.name, $0.type, about($0.about, $0.standard)) })
    }
    if !verb.returns.isEmpty { lines += ["", "Returns:"] + rows(verb.returns.map { ("", $0.type, $0.about) }) }
    if !verb.example.isEmpty { lines += ["", "    " + verb.example.replacing("\n", with: "\n    ")] }
    return lines.joined(separator: "\n")
  }

  /// Help on a kind of table.
  package static func page(_ shape: TableShape) -> String {
    let fields = rows(shape.fields.map { ($0.name, $0.type, $0.about) })
    return (["\(shape.name): \(plain(shape.about))", ""] + fields).joined(separator: "\n")
  }

  /// One line per verb, by topic.
  package static func overview(_ verbs: [Verb]) -> String {
    let width = verbs.map(\.name.count).max() ?? 0
    let chapters = Topic.allCases.map { topic in (topic, verbs.filter { $0.topic == topic }) }.filter { !$0.1.isEmpty }
    return chapters.map { "\($0.title)\n\(list($1, width: width))" }.joined(separator: "\n\n")
  }

  private static func list(_ verbs: [Verb], width: Int? = nil) -> String {
    let width = width ?? verbs.map(\.name.count).max() ?? 0
    return verbs.map { "  \($0.name.padded(to: width))  \(plain($0.about))" }.joined(separator: "\n")
  }

  private static func about(_ text: String, _ standard: String?) -> String {
    guard let standard, !standard.isEmpty else { return text }
    return "\(text) [\(standard)]"
  }

  private static func rows(_ rows: [(name: String, type: String, about: String)]) -> [String] {
    let nameWidth = rows.map(\.name.count).max() ?? 0
    let typeWidth = rows.map(\.type.count).filter { $0 <= 44 }.max() ?? 0
    return rows.map { row in
      let name = nameWidth == 0 ? "" : "\(row.name.padded(to: nameWidth))  "
      return row.about.isEmpty
        ? "  \(name)\(row.type)" : "  \(name)\(row.type.padded(to: typeWidth))  \(plain(row.about))"
    }
  }

  /// Marks of code are for pages; a terminal shows them as they are.
  private static func plain(_ text: String) -> String { text.replacing("`", with: "") }
}

extension String {
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
