// From a script's name to its text: a file, a recipe's folder, a recipe's name, or standard input.

internal import SparCore
internal import SparEngine
internal import SparScript

enum ScriptFile {
  /// - Throws: `ProgramError` where there is nothing of that name, or what is there is no Lua text.
  static func load(_ name: String, arguments: [String] = []) throws -> ScriptRun {
    if name == "-" { return try load("/dev/stdin", file: "-", chunkName: "=stdin", arguments) }
    let path = try path(of: name)
    return try load(path, file: path, chunkName: "@\(path)", arguments)
  }

  private static func load(
    _ path: String, file: String, chunkName: String, _ arguments: [String]
  ) throws -> ScriptRun {
    let source = try text(of: try FileBytes.read(path), name: String(chunkName.dropFirst()))
    return ScriptRun(source: source, file: file, chunkName: chunkName, arguments: arguments)
  }

  /// Text only: compiled chunks can crash Lua, and text of another encoding would be changed on its way.
  private static func text(of bytes: [UInt8], name: String) throws -> String {
    // Editors of other systems begin a file with a mark of its encoding.
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    guard bytes.first != 0x1B else {
      throw ProgramError(.script, "\(name) is compiled Lua, which Spar does not run.", hint: "Run the source itself.")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let line = lines(in: bytes).firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
      throw ProgramError(
        .script, "\(name):\(line + 1): is not UTF-8.", hint: "Save it as UTF-8, or write the bytes as \\xNN in strings."
      )
    }
    return text
  }

  private static func lines(in bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  private static func path(of name: String) throws -> String {
    if ProjectLayout.isFolder(name) { return try main(in: name) }
    if ProjectLayout.exists(name) { return name }
    let recipes = ProjectLayout.here.libraryFolders.map { "\($0)/recipes/\(name)" }
    if let recipe = recipes.first(where: ProjectLayout.isFolder) { return try main(in: recipe) }
    throw ProgramError(.unknown, "There is no script, recipe or command named '\(name)'.", hint: hint(for: name))
  }

  private static func main(in folder: String) throws -> String {
    let path = (folder.hasSuffix("/") ? String(folder.dropLast()) : folder) + "/main.lua"
    guard ProjectLayout.exists(path) else {
      throw ProgramError(.unknown, "\(folder) is no recipe: it has no main.lua.")
    }
    return path
  }

  private static func hint(for name: String) -> String {
    if ProjectLayout.exists(name + ".lua") { return "Did you mean '\(name).lua'?" }
    let nearest = Spelling.nearest(to: name, in: Spar.commandNames + ProjectLayout.here.recipes)
    return nearest.map { "Did you mean '\($0)'?" } ?? "spar --help lists the commands."
  }
}
