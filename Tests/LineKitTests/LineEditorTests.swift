// The editor on a real pseudo-terminal: what keys do, what the screen shows, what is read.

import Glibc
import SparTesting
import Testing

@Suite("The line editor on a terminal", .serialized)
struct LineEditorTests {
  private func start(
    _ history: [String] = [], environment: [String: String] = [:], columns: Int = 60, rows: Int = 16
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      BuiltProgram.path("line-probe"), history, environment: environment, columns: columns, rows: rows)
    try terminal.wait("the first prompt") { $0.lines[0] == "%" && $0.column == 2 }
    return terminal
  }

  @Test("keys are emacs keys: Home, word moves, deletes and yanks")
  func emacsKeys() throws {
    let terminal = try start()
    try terminal.type("two three\u{1}one \u{5}!\u{1B}b\u{1B}[1;5D\u{1B}[3~T\u{17}\u{5}\u{19}\r")
    try terminal.wait(for: #"read "one wo three!T""#)
  }

  @Test("Home and End work in every form", arguments: [("[H", "[F"), ("OH", "OF"), ("[1~", "[4~")])
  func homeAndEnd(home: String, end: String) throws {
    let terminal = try start()
    try terminal.type("b\u{1B}\(home)a\u{1B}\(end)c\r")
    try terminal.wait(for: #"read "abc""#)
  }

  @Test("an incomplete block goes on with an indented line; its closing line is indented back")
  func block() throws {
    let terminal = try start()
    try terminal.type("do\rx\rend\r")
    try terminal.wait(for: #"read "do\n  x\nend""#)
    #expect(terminal.screen.lines.prefix(4) == ["% do", "  x", "end", #"read "do\n  x\nend""#])
  }

  @Test("Alt-Enter begins a line even when the block is complete", arguments: ["\u{1B}\r", "\u{1B}\n"])
  func altEnter(key: String) throws {
    let terminal = try start()
    try terminal.type("a\(key)b\r")
    try terminal.wait(for: #"read "a\nb""#)
  }

  @Test("Up and Down move inside a block, and in the history from its first and last line")
  func upAndDown() throws {
    let terminal = try start(["first", "do\n  second\nend"])
    try terminal.type("\u{1B}[A")
    try terminal.wait(for: "  second\nend")
    try terminal.type("\u{1B}[A\u{5}!\u{1B}[A\u{1}<\u{1B}[B\u{1B}[B\u{5}?\r")
    try terminal.wait(for: #"read "<do\n  second!\nend?""#)
    try terminal.type(String(repeating: "\u{10}", count: 7) + "\r")
    try terminal.wait("an older entry") { $0.text.contains(#"read "first""#) }
  }

  @Test("Ctrl-R finds an earlier input")
  func reverseSearch() throws {
    let terminal = try start(["seeds.load corpus", "other"])
    try terminal.type("\u{12}load")
    try terminal.wait(for: "seeds.load corpus")
    try terminal.type("\r")
    try terminal.wait(for: #"read "seeds.load corpus""#)
  }

  @Test("a recorded input is recalled by Up")
  func recorded() throws {
    let terminal = try start()
    try terminal.type("alpha\r")
    try terminal.wait(for: #"read "alpha""#)
    try terminal.type("\u{1B}[A!\r")
    try terminal.wait(for: #"read "alpha!""#)
  }

  @Test("a paste arrives as one block, without running its lines and without control characters")
  func paste() throws {
    let terminal = try start()
    #expect(terminal.screen.modes.contains(2004))
    try terminal.type("\u{1B}[200~do\r\n  \u{1B}]0;x\u{7}y\rend\u{1B}[201~")
    try terminal.wait("the pasted block") { $0.lines[2] == "end" }
    try terminal.type("\r")
    try terminal.wait(for: #"read "do\n  ]0;xy\nend""#)
  }

  @Test("a paste taller than the screen is shown as a mark and read in full")
  func tallPaste() throws {
    let terminal = try start()
    let lines = (1...40).map { "line \($0)" }.joined(separator: "\n")
    try terminal.type("a \u{1B}[200~\(lines)\u{1B}[201~ z")
    try terminal.wait("the mark") { $0.lines[0] == "% a [40 lines pasted #1] z" }
    try terminal.type("\r")
    try terminal.wait(for: "line 39\\nline 40 z\"")
    try terminal.wait(for: "read \"a line 1\\nline 2")
  }

  @Test("a block that outgrows the screen keeps its last lines in view")
  func tallBlock() throws {
    let terminal = try start(rows: 10)
    try terminal.type("do\r")
    for number in 1...12 { try terminal.type("\(number)\r") }
    try terminal.type("end\r")
    let body = (1...12).map { "  \($0)" }.joined(separator: "\\n")
    try terminal.wait("the whole block") { $0.text.replacing("\n", with: "").contains("read \"do\\n\(body)\\nend\"") }
  }

  @Test("Ctrl-C gives up the block and keeps the session")
  func interrupt() throws {
    let terminal = try start()
    try terminal.type("do\rhalf")
    try terminal.wait(for: "half")
    try terminal.type("\u{3}")
    try terminal.wait(for: "half^C\ninterrupted\n%")
    try terminal.type("next\r")
    try terminal.wait(for: #"read "next""#)
  }

  @Test("Ctrl-C ends a half-typed escape sequence too")
  func interruptInSequence() throws {
    let terminal = try start()
    try terminal.type("abc\u{1B}")
    try terminal.wait(for: "abc")
    try terminal.type("\u{3}")
    try terminal.wait(for: "interrupted\n%")
  }

  @Test("Ctrl-D ends on an empty line, and the terminal is as it was")
  func endOfFile() throws {
    let terminal = try start()
    #expect(!terminal.isCooked)
    try terminal.type("\u{4}")
    #expect(try terminal.waitForExit() == 0)
    #expect(terminal.screen.text.hasSuffix("bye"))
    #expect(!terminal.screen.modes.contains(2004))
    #expect(terminal.isCooked)
  }

  @Test("SIGTERM at the prompt ends the program with the terminal as it was")
  func terminated() throws {
    let terminal = try start()
    terminal.send(signal: SIGTERM)
    #expect(try terminal.waitForExit() == 128 + SIGTERM)
    #expect(terminal.isCooked && !terminal.screen.modes.contains(2004))
  }

  @Test("Ctrl-Z stops with the terminal as it was, and the line is there again afterwards")
  func stopAndContinue() throws {
    // Only a program with a shell above it can be stopped.
    let script = #""$0"; echo stopped; read answer; fg"#
    let terminal = try PseudoTerminal("/bin/sh", ["-mc", script, BuiltProgram.path("line-probe")])
    try terminal.wait("the first prompt") { $0.lines[0] == "%" && $0.column == 2 }
    try terminal.type("half")
    try terminal.wait(for: "half")
    try terminal.type("\u{1A}")
    try terminal.wait("the shell") { $0.lines.contains("stopped") }
    #expect(terminal.isCooked && !terminal.screen.modes.contains(2004))
    try terminal.type("\n")
    try terminal.wait("the line again") { $0.modes.contains(2004) && $0.lines[$0.row] == "% half" }
    try terminal.type("!\r")
    try terminal.wait(for: #"read "half!""#)
  }

  @Test("Tab inserts the longest common beginning, then lists what may follow")
  func completion() throws {
    let terminal = try start()
    try terminal.type("x s\t")
    try terminal.wait(for: "% x se")
    try terminal.type("e\t")
    try terminal.wait(for: "% x seed")
    try terminal.type("\t")
    try terminal.wait("the list and the line") { $0.lines[1] == "% x seed" && $0.lines[0] == "seed_count  seeds" }
    try terminal.type("s\r")
    try terminal.wait(for: #"read "x seeds""#)
  }

  @Test("Tab inside a block lists above it and draws the whole block again")
  func completionInBlock() throws {
    let terminal = try start()
    try terminal.type("do\ra\rseed\t")
    try terminal.wait("the list and the block") {
      Array($0.lines.prefix(4)) == ["seed_count  seeds", "% do", "  a", "  seed"] && ($0.row, $0.column) == (3, 6)
    }
  }

  @Test("Tab on a blank line of a block indents")
  func tabIndents() throws {
    let terminal = try start()
    try terminal.type("do\r\tx\rend\r")
    try terminal.wait(for: #"read "do\n    x\n"#)
  }

  @Test("UTF-8 is typed, moved over and completed in the C locale", arguments: ["C", "C.UTF-8", "de_DE.ISO-8859-1"])
  func utf8(locale: String) throws {
    let terminal = try start(environment: ["LC_ALL": locale])
    try terminal.type("é日本x\u{1B}[D\u{1B}[D\u{7F}🙂\r")
    try terminal.wait(for: #"read "é🙂本x""#)
    try terminal.type("日\t")
    try terminal.wait("both candidates") { $0.text.contains("日光") || $0.lines[$0.row].hasPrefix("% 日") }
    try terminal.type("本\t\r")
    try terminal.wait(for: #"read "日本語""#)
  }

  @Test("a resize draws the line again in the new width")
  func resize() throws {
    let terminal = try start(columns: 60)
    try terminal.type("abcdefghijklmnopqrstuvwxyz")
    try terminal.wait(for: "xyz")
    terminal.resize(columns: 20, rows: 16)
    try terminal.wait("the wrapped line") { $0.lines.contains("% abcdefghijklmnopqr") && $0.lines.contains("stuvwxyz") }
    try terminal.type("!\r")
    try terminal.wait(for: "wxyz!\"")
  }
}
