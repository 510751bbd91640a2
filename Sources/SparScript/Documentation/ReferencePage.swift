// docs/reference.md and stdlib-lua/meta/spar.lua, written from the registrations.

/// The Lua reference as Markdown.
package enum ReferencePage {
  package static func markdown(_ verbs: [Verb]) -> String {
    let head = """
      # Lua reference

      Written by `spar docs` from the registrations: change those, not this page. A list as the first argument of a
      verb maps over it. Options stand in a table at the end.

      """
    return head + verbs.map(section).joined()
  }

  private static func section(_ verb: Verb) -> String {
    var lines = ["\n## `\(verb.signature)`", "", verb.about]
    if !verb.parameters.isEmpty {
      lines += ["", "| parameter | type | |", "|---|---|---|"]
      lines += verb.parameters.map { row($0.isOptional ? "\($0.name) (optional)" : $0.name, $0.type, $0.about) }
    }
    if !verb.options.isEmpty {
      lines += ["", "| option | type | |", "|---|---|---|"] + verb.options.map { row($0.name, $0.type, $0.about) }
    }
    if !verb.returns.isEmpty { lines += ["", "Returns \(verb.returns)."] }
    if !verb.example.isEmpty { lines += ["", "```lua", verb.example, "```"] }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func row(_ name: String, _ type: String, _ about: String) -> String {
    "| \(name) | `\(type.replacing("|", with: "\\|"))` | \(about) |"
  }
}

/// Type annotations for editors (LuaLS).
package enum MetaFile {
  package static func lua(_ verbs: [Verb]) -> String {
    let tables = Set(verbs.compactMap { $0.name.contains(".") ? String($0.name.prefix { $0 != "." }) : nil })
    let declared = tables.sorted().map { "\($0) = \($0) or {}" }.joined(separator: "\n")
    return "---@meta\n-- Written by `spar docs` from the registrations: change those, not this file.\n\n\(declared)\n"
      + verbs.map(function).joined()
  }

  private static func function(_ verb: Verb) -> String {
    var lines = ["\n---\(verb.about)"]
    lines += verb.parameters.map { "---@param \($0.name)\($0.isOptional ? "?" : "") \($0.type) \($0.about)" }
    if !verb.options.isEmpty {
      let fields = verb.options.map { "\($0.name)?: \($0.type)" }.joined(separator: ", ")
      lines.append("---@param options? {\(fields)}")
    }
    if !verb.returns.isEmpty { lines.append("---@return \(verb.returns)") }
    let names = verb.parameters.map(\.name) + (verb.options.isEmpty ? [] : ["options"])
    lines.append("function \(verb.name)(\(names.joined(separator: ", "))) end")
    return lines.joined(separator: "\n") + "\n"
  }
}
