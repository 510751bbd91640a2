// From a script's name to its text: a file, a recipe's folder, a recipe's name, or standard input.

internal import SparCore
internal import SparEngine
internal import SparScript

enum ScriptFile {
  /// - Throws: `ScriptError` where there is nothing of that name.
  static func load(_ name: String, arguments: [String]) throws -> ScriptRun {
    let path = try path(of: name)
    let source = String(decoding: try FileBytes.read(path), as: UTF8.self)
    let file = path == "/dev/stdin" ? "-" : path
    return ScriptRun(
      source: source, file: file, chunkName: path == "/dev/stdin" ? "=stdin" : "@\(path)", arguments: arguments)
  }

  private static func path(of name: String) throws -> String {
    if name == "-" { return "/dev/stdin" }
    if ProjectLayout.isFolder(name) { return try main(in: name) }
    if ProjectLayout.exists(name) { return name }
    let recipes = ProjectLayout.here.libraryFolders.map { "\($0)/recipes/\(name)" }
    if let recipe = recipes.first(where: ProjectLayout.isFolder) { return try main(in: recipe) }
    throw ScriptError(
      .missing, "There is no script, recipe or command named '\(name)'.", hint: "spar --help lists the commands.")
  }

  private static func main(in folder: String) throws -> String {
    let path = (folder.hasSuffix("/") ? String(folder.dropLast()) : folder) + "/main.lua"
    guard ProjectLayout.exists(path) else {
      throw ScriptError(.missing, "\(folder) is no recipe: it has no main.lua.")
    }
    return path
  }
}
