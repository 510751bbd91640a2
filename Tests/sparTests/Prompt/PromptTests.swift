// The prompt on a terminal: values, blocks, errors, help, leaving.

import SparTesting
import Testing

@Suite("The prompt")
struct PromptTests {
  @Test("an expression shows its value, a statement nothing; _ is the last value")
  func values() throws {
    let session = try PromptSession(in: ProjectFolder())
    #expect(try session.shown("6 * 7") == "42")
    #expect(try session.shown("x = _ + 1") == "")
    #expect(try session.shown("x, {1, 2, name = 'n'}") == "43\n{1, 2, name = \"n\"}")
    #expect(try session.shown("local y = x") == "")
    #expect(try session.shown("y + _") == "86")
    #expect(try session.shown("nil") == "nil")
    #expect(try session.shown("seeds.load") == "function(seeds.load)")
    #expect(try session.leave() == 0)
  }

  @Test("a function is typed as one block, which comes back as one")
  func block() throws {
    let session = try PromptSession(in: ProjectFolder())
    try session.enter("function f(n)")
    try session.enter("if n > 1 then")
    try session.enter("return n * f(n - 1)")
    try session.enter("end")
    try session.enter("return 1")
    try session.enter("end")
    let typed = ["spar> function f(n)", "  if n > 1 then", "    return n * f(n - 1)", "  end", "  return 1", "end"]
    try session.terminal.wait("the indented block") { $0.text.contains(typed.joined(separator: "\n")) }
    #expect(try session.shown("f(6)") == "720")
    try session.press(Keys.up + Keys.up)
    try session.terminal.wait("the block again") { screen in
      screen.text.components(typed.joined(separator: "\n")) == 2
    }
  }

  @Test("an error is one sentence with a traceback into what was typed, and the session goes on")
  func errors() throws {
    let session = try PromptSession(in: ProjectFolder())
    try session.shown("function inner() error('bad luck') end")
    try session.shown("function outer() inner() return 1 end")
    let shown = try session.shown("outer()")
    #expect(
      shown == """
        input:1: bad luck
        stack traceback:
          input:1: in function 'inner'
          input:1: in function 'outer'
        """)
    #expect(try session.shown("= 1").contains("unexpected symbol"))
    #expect(try session.shown("resond") == "input:1: undefined global 'resond'. Did you mean 'respond'?")
    #expect(try session.shown("1 + 1") == "2")
  }

  @Test("records and ratings are shown as pages and tables, simulated ones as such")
  func records() throws {
    let session = try PromptSession(in: ProjectFolder())
    try session.shown("s = seeds.load('\(Checkout.sampleSeeds)/lighthouse-of-carrow.md')")
    #expect(try session.shown("s[1]").hasPrefix("s1  seed  "))
    try session.shown("p = transform(s[1], 'debate')")
    #expect(try session.shown("p").hasPrefix("p1  passage  debate  ← s1"))
    try session.shown("q = instruct(p, {n = 3})")
    #expect(try session.shown("q").hasPrefix("3 instructions"))
    try session.shown("b = battle(q, {'sim/novice', 'sim/apprentice', 'sim/master'})")
    // Three instructions are battled at once, and ids are given in the order in which they end.
    #expect(try session.shown("b[1]").contains(#/^b[1-3]  battle/#))
    let ratings = try session.shown("elo(b, {ridge = 0.1})")
    #expect(ratings.contains("rating") && ratings.contains("sim/master") && ratings.contains("simulated"))
    #expect(try session.shown(":why i1").contains("p1"))
  }

  @Test("?name, ? and :help tell what there is")
  func help() throws {
    let session = try PromptSession(in: ProjectFolder(), rows: 80)
    #expect(try session.shown("?elo").contains("Bradley–Terry"))
    #expect(try session.shown("elo?").contains("Bradley–Terry"))
    #expect(try session.shown("?").contains("seeds.load"))
    #expect(try session.shown(":help").contains(":why ID"))
    #expect(try session.shown("?nothing") == "There is no help for “nothing”. Try ? for what there is.")
    #expect(try session.shown(":wy i1") == "There is no command “:wy”. Did you mean :why?")
  }

  @Test("Tab completes globals, fields, commands and names of help")
  func completion() throws {
    let session = try PromptSession(in: ProjectFolder())
    for (typed, whole) in [
      ("ins", "instruct"), ("x = seeds.lo", "x = seeds.load"), (":wh", ":why"),
      ("?inst", "?instruct"), ("string.gs", "string.gsub"), ("loc", "local"),
    ] {
      try session.press(typed + Keys.tab)
      try session.terminal.wait("\(whole) on the line") { $0.lines[$0.row] == "spar> \(whole)" }
      try session.press("\u{15}")
      try session.waitForPrompt()
    }
    try session.press("taxonomy." + Keys.tab + Keys.tab)
    try session.wait(for: "diff")
    try session.wait(for: "revise")
  }

  @Test("os.exit ends the session with its code, Ctrl-D with 0")
  func leaving() throws {
    let session = try PromptSession(in: ProjectFolder())
    try session.enter("os.exit(3)")
    #expect(try session.terminal.waitForExit() == 3)
    #expect(try PromptSession(in: ProjectFolder()).leave() == 0)
  }

  @Test("a task that failed and that nobody awaited is told of")
  func strayFailure() throws {
    let session = try PromptSession(in: ProjectFolder())
    try session.enter("t = spawn(function() error('lost' .. ' sheep') end)")
    try session.wait(for: "a task failed and nobody awaited it: input:1: lost sheep")
    try session.shown("")
    #expect(try session.shown("1 + 2") == "3")
  }
}

extension String {
  /// How often `part` occurs.
  fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
