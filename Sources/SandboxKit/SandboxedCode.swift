// A piece of code to be run, with what it is given.

package enum SandboxLanguage: String, Sendable, CaseIterable {
  case python, lua

  /// The names of its interpreter, the best first.
  var programs: [String] {
    switch self {
    case .python: ["python3"]
    case .lua: ["lua5.4", "lua"]
    }
  }

  /// Keeps an interpreter from reading variables, a user's own packages and the folder it starts in.
  var arguments: [String] {
    switch self {
    case .python: ["-I", "-B", "-X", "utf8"]
    case .lua: ["-E"]
    }
  }

  /// The Debian package that brings it.
  var package: String {
    switch self {
    case .python: "python3"
    case .lua: "lua5.4"
    }
  }

  /// What its code is called in tracebacks.
  var fileName: String {
    switch self {
    case .python: "main.py"
    case .lua: "main.lua"
    }
  }
}

package struct SandboxedCode: Sendable {
  package var language: SandboxLanguage
  package var source: String
  /// What it finds on its standard input.
  package var input: [UInt8]
  /// Files in the folder it starts in, by their names, which may have folders in them.
  package var files: [(name: String, content: [UInt8])]

  package init(
    _ language: SandboxLanguage, _ source: String, input: [UInt8] = [], files: [(name: String, content: [UInt8])] = []
  ) {
    self.language = language
    self.source = source
    self.input = input
    self.files = files
  }

  /// All that lies in the folder: its files, and the code itself.
  ///
  /// - Throws: `invalid` for names that would lead out of the folder, or be one another's.
  func folder(limit: Int) throws(SandboxError) -> [(name: String, content: [UInt8])] {
    let all = files + [(name: language.fileName, content: Array(source.utf8))]
    for (index, file) in all.enumerated() {
      try Self.check(file.name)
      guard !all[..<index].contains(where: { $0.name == file.name }) else {
        throw SandboxError(.invalid, "Two files have the name '\(file.name)'; the code itself is \(language.fileName).")
      }
    }
    guard all.count <= Self.mostFiles, all.reduce(0, { $0 + $1.content.count }) <= limit else {
      throw SandboxError(
        .invalid, "Code and files are more than \(Self.mostFiles) files or \(limit) bytes.",
        hint: "Give it fewer files.")
    }
    return all
  }

  private static let mostFiles = 256

  private static func check(_ name: String) throws(SandboxError) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." } && !name.utf8.contains(0)
    guard isPlain, name.utf8.count <= 200 else {
      throw SandboxError(.invalid, "'\(name)' is no name of a file in the sandbox.", hint: "data/table.csv is one.")
    }
  }
}
