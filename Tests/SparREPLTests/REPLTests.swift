// The loop driven line by line, without a terminal.

import LineKit
import SparREPL
import Synchronization
import Testing

/// What a session was asked, shown and kept.
private final class Session {
  let evaluator = ToyEvaluator()
  var prompts: [String] = []
  var shown = ""
  var recorded: [String] = []
  var code: Int32 = -1

  init(_ inputs: [LineInput], options: REPL.Options = REPL.Options(), last: String? = nil) {
    var rest = inputs[...]
    var repl = REPL(
      evaluator: evaluator,
      input: {
        self.prompts.append($0)
        return rest.popFirst() ?? .endOfFile
      },
      output: { self.shown += $0 }, history: InputHistory(last: last) { self.recorded.append($0) }, options: options)
    code = repl.run()
  }

  convenience init(_ lines: String..., options: REPL.Options = REPL.Options()) {
    self.init(lines.map { .text($0) }, options: options)
  }
}

@Suite("The loop")
struct REPLTests {
  @Test("values are shown, statements show nothing, the end of input ends it with 0")
  func values() {
    let session = Session("1 + 2", "x = y", "40")
    #expect(session.shown == "3\n40\n")
    #expect(session.code == 0)
  }

  @Test("a chunk that came line by line is continued with another prompt and run as one")
  func continuation() {
    let session = Session("do", "5", "end")
    #expect(session.evaluator.chunks == ["do\n5\nend"])
    #expect(session.prompts == ["spar> ", "   .. ", "   .. ", "spar> "])
    #expect(session.recorded == ["do\n5\nend"])
  }

  @Test("Ctrl-C gives up a chunk that is being entered and keeps the session")
  func interruptedInput() {
    let session = Session([.text("do"), .interrupted, .interrupted, .text("1")])
    #expect(session.evaluator.chunks == ["1"])
    #expect(session.code == 0)
  }

  @Test("the end of input in the middle of a chunk runs it, so that its error is seen")
  func endInChunk() {
    #expect(Session("do").evaluator.chunks == ["do"])
  }

  @Test("an error is shown and the session goes on; only its first line is red")
  func failure() {
    #expect(Session("fail", "1").shown == "went wrong\ntraceback\n1\n")
    var options = REPL.Options()
    options.hasColour = true
    #expect(Session("fail", options: options).shown == "\u{1B}[31mwent wrong\u{1B}[0m\ntraceback\n")
  }

  @Test("stopped work says so and keeps the session")
  func interruptedWork() {
    let session = Session("stop", "1")
    #expect(session.shown == "\ninterrupted\n1\n")
    #expect(session.code == 0)
  }

  @Test("the session ends with the code that was asked for; quit, exit and :quit end it with 0")
  func leaving() {
    #expect(Session("leave", "1").code == 7)
    for word in ["quit", "exit", " :quit "] {
      let session = Session(word, "1")
      #expect(session.code == 0)
      #expect(session.shown == "")
    }
  }

  @Test("?name and name? show help, ? alone the overview, an unknown name says so")
  func help() {
    #expect(Session("?elo", "elo?", "? elo", "?").shown == "elo(battles)\nelo(battles)\nelo(battles)\noverview\n")
    #expect(Session("?eol").shown == "There is no help for “eol”. Try ? for what there is.\n")
  }

  @Test("commands are run, listed and corrected; a label is Lua")
  func commands() {
    #expect(Session(":why i12").shown == "i12 comes from s1\n")
    #expect(Session(":why").shown.contains(":why i1"))
    #expect(Session(":wy i12").shown == "There is no command “:wy”. Did you mean :why?\n")
    #expect(Session(":help").shown.contains(":why ID"))
    #expect(Session("::again::").evaluator.chunks == ["::again::"])
  }

  @Test("a command added to the table is run and listed")
  func addedCommand() {
    var options = REPL.Options()
    options.commands.append(Command("cost", summary: "what was spent") { _, _ in .shown("$0.12") })
    #expect(Session(":cost", options: options).shown == "$0.12\n")
    #expect(Session(":help", options: options).shown.contains("what was spent"))
  }

  @Test("the banner comes first and the prompt is coloured where colour is wanted")
  func banner() {
    var options = REPL.Options()
    options.banner = Banner.text(version: "1.2", note: "simulated models: no key set")
    options.hasColour = true
    let session = Session([], options: options)
    #expect(session.shown == "Spar 1.2 · ? for help, Ctrl-D to leave · simulated models: no key set\n")
    #expect(session.prompts == ["\u{1B}[36mspar> \u{1B}[0m"])
  }

  @Test("inputs are recorded once in a row, and not with a leading space or when blank")
  func history() {
    let inputs: [LineInput] = ["1", "1", " 2", "", "3", "1", "?elo"].map { .text($0) }
    #expect(Session(inputs, last: "1").recorded == ["3", "1", "?elo"])
    #expect(Session(inputs).evaluator.chunks == ["1", "1", " 2", "3", "1"])
  }
}

@Suite("Colour")
struct ColourTests {
  @Test("it is for terminals that were not told otherwise")
  func wanted() {
    #expect(Colour.isWanted(refused: false, isTerminal: true, environment: ["TERM": "xterm", "NO_COLOR": ""]))
    #expect(!Colour.isWanted(refused: true, isTerminal: true, environment: [:]))
    #expect(!Colour.isWanted(refused: false, isTerminal: false, environment: [:]))
    #expect(!Colour.isWanted(refused: false, isTerminal: true, environment: ["NO_COLOR": "1"]))
    #expect(!Colour.isWanted(refused: false, isTerminal: true, environment: ["TERM": "dumb"]))
  }
}
