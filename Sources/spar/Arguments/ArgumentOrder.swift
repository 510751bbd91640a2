// The host's options may stand before or after a script's name; the parser wants them before.

/// Sorts a command line into `run, host options, script, script's arguments`; `plan` is like `run`.
enum ArgumentOrder {
  /// The commands that take a script and its arguments.
  private static let scripted: Set = ["run", "plan"]
  private static let flags: Set = ["--quiet", "-q", "--no-color"]
  private static let valued: Set = ["--db", "--seed", "--memory", "--record", "--replay", "--budget"]

  /// What begins no script (another command, `--help`, `-e`) is returned as it is. After a `--`, everything is the
  /// script's own.
  static func arrange(_ words: [String], commands: [String]) -> [String] {
    let start = afterHostOptions(words, from: 0)
    guard let first = begins(words, at: start, commands: commands) else { return words }
    let command = scripted.contains(words[start]) ? words[start] : "run"
    var (host, rest) = (Array(words[..<start]), [String]())
    var index = first
    while index < words.count, words[index] != "--" {
      let length = hostLength(words[index])
      // An option without its value stays last, for the parser to complain of.
      guard index + length <= words.count else { return [command] + host + words[index...] }
      if length > 0 { host += words[index..<(index + length)] } else { rest.append(words[index]) }
      index += max(1, length)
    }
    return [command] + host + rest + words[index...].dropFirst()
  }

  /// Where the script's name is looked for: after `run` or `plan`, or at a first word that is neither an option nor a command.
  private static func begins(_ words: [String], at index: Int, commands: [String]) -> Int? {
    guard index < words.count else { return nil }
    let word = words[index]
    if scripted.contains(word) {
      let next = afterHostOptions(words, from: index + 1)
      // `spar run --help` asks about the command.
      return next < words.count && isName(words[next]) ? index + 1 : nil
    }
    return isName(word) && !commands.contains(word) && word != "help" ? index : nil
  }

  private static func isName(_ word: String) -> Bool { !word.hasPrefix("-") || word == "-" || word == "--" }

  private static func afterHostOptions(_ words: [String], from start: Int) -> Int {
    var index = start
    while index < words.count, hostLength(words[index]) > 0 { index += hostLength(words[index]) }
    return min(index, words.count)
  }

  /// How many words a host option takes up; 0 for anything else.
  private static func hostLength(_ word: String) -> Int {
    if flags.contains(word) { return 1 }
    if valued.contains(word) { return 2 }
    return valued.contains { word.hasPrefix($0 + "=") } ? 1 : 0
  }
}
