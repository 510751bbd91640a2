// The host's options may stand before or after a script's name; the parser wants them before.

/// Sorts a command line into `command, host options, script, script's arguments`.
enum ArgumentOrder {
  private static let flags: Set = ["--quiet", "-q", "--no-color"]
  private static let valued: Set = ["--db", "--seed"]

  static func arrange(_ words: [String], commands: [String]) -> [String] {
    guard let script = scriptIndex(words, commands: commands) else { return words }
    var (host, rest) = ([String](), [String]())
    var index = script.afterCommand
    while index < words.count {
      let word = words[index]
      if word == "--" {
        rest += words[index...].dropFirst(rest.isEmpty ? 1 : 0)
        break
      }
      let length = hostLength(word)
      if length > 0 { host += words[index..<min(index + length, words.count)] } else { rest.append(word) }
      index += max(1, length)
    }
    return ["run"] + words[..<script.start].filter { $0 != "run" } + host + rest
  }

  /// How many words a host option takes up; 0 for anything else.
  private static func hostLength(_ word: String) -> Int {
    if flags.contains(word) { return 1 }
    if valued.contains(word) { return 2 }
    return valued.contains { word.hasPrefix($0 + "=") } ? 1 : 0
  }

  /// Where a run begins: at `run`, or at a first word that is neither an option nor another command.
  private static func scriptIndex(
    _ words: [String], commands: [String]
  ) -> (start: Int, afterCommand: Int)? {
    var index = 0
    while index < words.count, hostLength(words[index]) > 0 { index += hostLength(words[index]) }
    guard index < words.count else { return nil }
    let word = words[index]
    if word == "run" {
      // `spar run --help` asks about the command; the host's options may stand between.
      var next = index + 1
      while next < words.count, hostLength(words[next]) > 0 { next += hostLength(words[next]) }
      return next < words.count && !words[next].hasPrefix("-") ? (index, index + 1) : nil
    }
    if word.hasPrefix("-") && word != "-" || commands.contains(word) || word == "help" { return nil }
    return (index, index)
  }
}
