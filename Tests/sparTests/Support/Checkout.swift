// The checkout that the tests were built from: its Lua library, prompts and sample seeds are the real ones.

enum Checkout {
  static let path = String(#filePath.dropLast("/Tests/sparTests/Support/Checkout.swift".utf8.count))
  static let sampleSeeds = path + "/stdlib-lua/recipes/arena-instruct/seeds"

  /// What every started program gets: no key, nothing of the machine's own configuration.
  static func environment(home: String, _ more: [String: String] = [:]) -> [String: String] {
    ["SPAR_HOME": path, "HOME": home, "PATH": "/usr/local/bin:/usr/bin:/bin"].merging(more) { $1 }
  }
}
