// The programs that the sandbox is made of, and the interpreters it runs: where the system has them.

internal import Glibc

struct SandboxPrograms: Sendable {
  let bubblewrap: String
  let limits: String
  /// Drops root; `nil` where we are not root.
  let privileges: String?

  /// Where programs are looked for: inside the sandbox there is nothing but /usr, so a user's own do not count.
  static let folders = ["/usr/bin", "/usr/local/bin", "/usr/sbin"]

  /// - Throws: `missing`, naming what is missing.
  static func find(in folders: [String] = folders, isRoot: Bool = geteuid() == 0) throws(SandboxError) -> Self {
    var missing: [String] = []
    func path(_ name: String, from package: String) -> String {
      if let path = find(name, in: folders) { return path }
      missing.append("\(name) (package \(package))")
      return ""
    }
    let programs = SandboxPrograms(
      bubblewrap: path("bwrap", from: "bubblewrap"), limits: path("prlimit", from: "util-linux"),
      privileges: isRoot ? path("setpriv", from: "util-linux") : nil)
    guard missing.isEmpty else {
      throw SandboxError(
        .missing, "Code is run in a sandbox only, and this machine lacks \(missing.joined(separator: " and ")).",
        hint: "On Debian: apt-get install bubblewrap util-linux")
    }
    return programs
  }

  /// The interpreter of a language; a link is followed, for it may lead through a folder that the sandbox lacks.
  static func interpreter(of language: SandboxLanguage) throws(SandboxError) -> String {
    for name in language.programs {
      if let path = find(name, in: folders).flatMap(resolved), path.hasPrefix("/usr/") { return path }
    }
    throw SandboxError(
      .language,
      "There is no \(language.programs[0]) in \(folders.joined(separator: ", ")) to run \(language.rawValue) code.",
      hint: "On Debian: apt-get install \(language.package)")
  }

  /// The path without links; `nil` where nothing is there.
  static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  private static func find(_ name: String, in folders: [String]) -> String? {
    folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }
}
