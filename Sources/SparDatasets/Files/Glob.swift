// Patterns over paths: * and ? and [a-z] within a name, ** for folders of any depth.

internal import Glibc

struct Glob {
  private let segments: [String]
  private let isAbsolute: Bool

  init(_ pattern: String) {
    segments = pattern.split(separator: "/").map(String.init)
    isAbsolute = pattern.hasPrefix("/")
  }

  static func isPattern(_ path: String) -> Bool { path.contains { "*?[".contains($0) } }

  /// The existing paths that match, each once, in the order of a sorted walk.
  func matches() -> [String] {
    var found: [String] = []
    var seen = Set<String>()
    expand(isAbsolute ? "/" : "", segments[...]) { path in
      if seen.insert(path).inserted { found.append(path) }
    }
    return found
  }

  private func expand(_ base: String, _ rest: ArraySlice<String>, _ emit: (String) -> Void) {
    guard let segment = rest.first else { return emit(base) }
    let tail = rest.dropFirst()
    if segment == "**" { return expandAnyDepth(base, tail, emit) }
    guard Self.isPattern(segment) else {
      let path = join(base, segment)
      if access(path, F_OK) == 0 { expand(path, tail, emit) }
      return
    }
    for name in names(in: base) where fnmatch(segment, name, FNM_PERIOD) == 0 {
      let path = join(base, name)
      if tail.isEmpty || Folder.isFolder(path) { expand(path, tail, emit) }
    }
  }

  /// Tries the rest here and in every folder below; links to folders are not entered, so that the search ends.
  private func expandAnyDepth(_ base: String, _ tail: ArraySlice<String>, _ emit: (String) -> Void) {
    expand(base, tail.isEmpty ? ["*"] : tail, emit)
    for name in names(in: base) where !name.hasPrefix(".") {
      let path = join(base, name)
      var status = stat()
      if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { expandAnyDepth(path, tail, emit) }
    }
  }

  private func names(in base: String) -> [String] { Folder.names(in: base.isEmpty ? "." : base) ?? [] }

  private func join(_ base: String, _ name: String) -> String {
    base.isEmpty || base.hasSuffix("/") ? base + name : base + "/" + name
  }
}
