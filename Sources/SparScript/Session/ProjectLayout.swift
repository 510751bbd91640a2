// Where stdlib-lua and Prompts are found: the project's own first, then what came with the program.

internal import Glibc

/// The folders that hold `stdlib-lua` and `Prompts`, nearest first.
package struct ProjectLayout: Sendable, Equatable {
  /// Where the user works: `spar.toml`, `spar.db`.
  package let project: String
  package let roots: [String]

  package init(project: String, roots: [String]) {
    self.project = project
    self.roots = roots
  }

  /// Project folder → `$SPAR_HOME` → `<executable>/../share/spar` → upwards from the executable to a checkout.
  package static func find(project: String, home: String?, executable: String) -> ProjectLayout {
    var candidates = [project]
    if let home, !home.isEmpty { candidates.append(home) }
    let folder = parent(of: executable)
    candidates.append(parent(of: folder) + "/share/spar")
    candidates += ancestors(of: folder)
    var roots: [String] = []
    for candidate in candidates where isRoot(candidate) && !roots.contains(candidate) { roots.append(candidate) }
    return ProjectLayout(project: project, roots: roots)
  }

  /// The `Prompts` folders that exist, nearest first.
  package var promptFolders: [String] { roots.map { $0 + "/Prompts" }.filter(Self.isFolder) }

  /// The `stdlib-lua` folders that exist, nearest first.
  package var libraryFolders: [String] { roots.map { $0 + "/stdlib-lua" }.filter(Self.isFolder) }

  /// The names of the recipes that came with the program or lie in the project.
  package var recipes: [String] {
    libraryFolders.flatMap { FilePattern.paths(matching: $0 + "/recipes/*/main.lua") }
      .map { String(Self.parent(of: $0).split(separator: "/").last ?? "") }
  }

  /// A file under `stdlib-lua`.
  package func libraryFile(_ name: String) -> String? {
    libraryFolders.map { "\($0)/\(name)" }.first { access($0, R_OK) == 0 }
  }

  private static func isRoot(_ folder: String) -> Bool {
    isFolder(folder + "/stdlib-lua") || isFolder(folder + "/Prompts")
  }

  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  package static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func ancestors(of folder: String) -> [String] {
    var (folders, folder) = ([folder], folder)
    while folder != "/", folder != "." {
      folder = parent(of: folder)
      folders.append(folder)
    }
    return folders
  }
}
