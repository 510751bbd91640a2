// The program's prompt on a terminal of its own.

import SparTesting

/// A session at the prompt, typed into like a person would.
final class PromptSession {
  let terminal: PseudoTerminal

  /// Starts `spar` in the folder and waits for its prompt.
  init(
    _ arguments: [String] = [], in folder: ProjectFolder, environment: [String: String] = [:], columns: Int = 100,
    rows: Int = 40
  ) throws {
    terminal = try PseudoTerminal(
      BuiltProgram.path("spar"), arguments,
      environment: Checkout.environment(home: folder.path, environment), columns: columns, rows: rows,
      folder: folder.path)
    try waitForPrompt()
  }

  /// Types a line and Enter.
  func enter(_ line: String) throws { try terminal.type(line + "\r") }

  /// Enters a line at the prompt and returns what was shown between it and the next one.
  @discardableResult
  func shown(_ line: String, seconds: Double = 20) throws -> String {
    try waitForPrompt(seconds: seconds)
    let before = everything.count
    try enter(line)
    try terminal.wait("an answer to \(line)", seconds: seconds) { _ in
      everything.count > before && isAtPrompt
    }
    return everything[before...].dropLast().joined(separator: "\n")
  }

  func press(_ keys: String) throws { try terminal.type(keys) }

  func wait(for text: String, seconds: Double = 20) throws { try terminal.wait(for: text, seconds: seconds) }

  func waitForPrompt(seconds: Double = 20) throws {
    try terminal.wait("the prompt", seconds: seconds) { _ in isAtPrompt }
  }

  /// Leaves with Ctrl-D and returns the exit code.
  func leave() throws -> Int32 {
    try press(Keys.endOfFile)
    return try terminal.waitForExit()
  }

  /// Every line so far: what has scrolled off, then the screen down to the cursor.
  private var everything: [String] { terminal.screen.scrolled + terminal.screen.lines[...terminal.screen.row] }

  private var isAtPrompt: Bool { terminal.screen.lines[terminal.screen.row] == "spar>" }
}

enum Keys {
  static let interrupt = "\u{3}"
  static let endOfFile = "\u{4}"
  static let tab = "\t"
  static let up = "\u{1B}[A"
}
