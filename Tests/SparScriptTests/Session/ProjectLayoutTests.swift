// Where stdlib-lua and Prompts are looked for, in which order.

import SparScript
import SparTesting
import Testing

@Suite("The layout of a project")
struct ProjectLayoutTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func find(home: String? = nil, executable: String = "tree/.build/debug/spar") -> [String] {
    let layout = ProjectLayout.find(
      project: folder.file("project"), home: home.map { folder.file($0) }, executable: folder.file(executable))
    return layout.roots.map { String($0.dropFirst(folder.path.count + 1)) }
  }

  @Test("the project comes first, then SPAR_HOME, the installed share, and the checkout around the program")
  func order() throws {
    for root in ["project", "home", "tree/.build/share/spar", "tree"] {
      try folder.write("", to: "\(root)/Prompts/judge/scores.md")
    }
    #expect(find(home: "home") == ["project", "home", "tree/.build/share/spar", "tree"])
    #expect(find() == ["project", "tree/.build/share/spar", "tree"])
  }

  @Test("folders that hold neither stdlib-lua nor Prompts are left out, and none is named twice")
  func onlyRoots() throws {
    try folder.write("", to: "project/spar.toml")
    try folder.write("", to: "tree/stdlib-lua/spar/bootstrap.lua")
    #expect(find(home: "tree") == ["tree"])
    #expect(find(home: "nowhere", executable: "elsewhere/bin/spar").isEmpty)
  }

  @Test("a file of the library comes from the nearest root that has it")
  func libraryFile() throws {
    try folder.write("", to: "project/stdlib-lua/spar/own.lua")
    try folder.write("", to: "tree/stdlib-lua/spar/own.lua")
    try folder.write("", to: "tree/stdlib-lua/spar/other.lua")
    let layout = ProjectLayout(project: folder.path, roots: [folder.file("project"), folder.file("tree")])
    #expect(layout.libraryFile("spar/own.lua") == folder.file("project/stdlib-lua/spar/own.lua"))
    #expect(layout.libraryFile("spar/other.lua") == folder.file("tree/stdlib-lua/spar/other.lua"))
    #expect(layout.libraryFile("spar/none.lua") == nil)
    #expect(layout.promptFolders.isEmpty && layout.libraryFolders.count == 2)
  }

  @Test("the parent of a path")
  func parents() {
    #expect(ProjectLayout.parent(of: "/a/b") == "/a" && ProjectLayout.parent(of: "/a") == "/")
    #expect(ProjectLayout.parent(of: "a") == ".")
  }
}
