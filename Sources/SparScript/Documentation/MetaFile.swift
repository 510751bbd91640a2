// stdlib-lua/meta/spar.lua, written from the registrations.

/// Type annotations for editors, in the notation of LuaLS.
package enum MetaFile {
  package static func lua(_ verbs: [Verb], shapes: [TableShape] = ShapeList.all) -> String {
    let declared = tables(of: verbs).filter { name in !shapes.contains { $0.isGlobal && $0.name == name } }
    return "---@meta\n-- Written by `spar docs` from the registrations: change those, not this file.\n"
      + shapes.map(declaration).joined() + "\n" + declared.map { "\($0) = {}\n" }.joined()
      + verbs.map(function).joined()
  }

  /// The library tables that are Spar's own.
  private static func tables(of verbs: [Verb]) -> [String] {
    let names = verbs.flatMap { verb in
      verb.name.indices.filter { verb.name[$0] == "." }.map { String(verb.name[..<$0]) }
    }
    return Set(names).subtracting(["os"]).sorted()
  }

  private static func declaration(_ shape: TableShape) -> String {
    let fields = shape.fields.map { "---@field \($0.name) \($0.type) \($0.about)" }
    let value = shape.isGlobal ? ["\(shape.name) = {}"] : []
    return (["\n---\(shape.about)", "---@class \(shape.name)"] + fields + value).joined(separator: "\n") + "\n"
  }

  private static func function(_ verb: Verb) -> String {
    var lines = ["\n---\(verb.about)"]
    lines += verb.options.map { "--- - `\($0.name)`: \($0.about)" + ($0.standard.isEmpty ? "" : " [\($0.standard)]") }
    lines += verb.parameters.map { "---@param \($0.name)\($0.isOptional ? "?" : "") \($0.type) \($0.about)" }
    if !verb.options.isEmpty {
      let fields = verb.options.map { "\($0.name)?: \($0.type)" }.joined(separator: ", ")
      lines.append("---@param options? {\(fields)}")
    }
    lines += verb.returns.map { $0.about.isEmpty ? "---@return \($0.type)" : "---@return \($0.type) # \($0.about)" }
    let names = verb.parameters.map(\.name) + (verb.options.isEmpty ? [] : ["options"])
    lines.append("function \(verb.name)(\(names.joined(separator: ", "))) end")
    return lines.joined(separator: "\n") + "\n"
  }
}
