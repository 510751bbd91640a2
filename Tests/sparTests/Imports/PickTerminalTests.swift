// pick on a terminal of its own: what a person sees, types and is left with.

import SparCore
import SparStore
import SparTesting
import Testing

@Suite("pick on a terminal", .timeLimit(.minutes(2)))
struct PickTerminalTests {
  private static let rows = (1...3).flatMap { number in
    ["alder", "birch"].map {
      #"{"instruction": "Task \#(number): name a tree.", "output": "Answer \#(number) as \#($0.first!)", "generator": "\#($0)"}"#
    }
  }.joined(separator: "\n")
  private static let prepare = """
    r = spar.import.responses("outputs.jsonl") duels = {{r[1], r[2]}, {r[3], r[4]}, {r[5], r[6]}}
    """

  private func project() throws -> ProjectFolder {
    let folder = try ProjectFolder()
    try folder.write(Self.rows, to: "outputs.jsonl")
    try folder.write("voter = \"me\"\n", to: "spar.toml")
    return folder
  }

  private func verdicts(_ folder: ProjectFolder) throws -> [Verdict] {
    try folder.read { try $0.records(Verdict.self) }.map(\.value)
  }

  @Test("at the prompt: blind until the vote, then the names; the prompt comes back as it was")
  func prompt() throws {
    let folder = try project()
    let session = try PromptSession(in: folder, columns: 80, rows: 24)
    try session.shown(Self.prepare)
    try session.waitForPrompt()
    try session.enter("v = pick(duels)")
    try session.wait(for: "1 of 3  human:me")
    try session.wait(for: "q quit")
    let first = session.terminal.screen.lines.joined(separator: "\n")
    #expect(first.contains("Task 1: name a tree."))
    #expect(first.contains("── A ─"))
    #expect(!first.contains("alder") && !first.contains("birch"))
    #expect(session.terminal.screen.modes.contains(1049))
    try session.press("a")
    try session.wait(for: "2 of 3  human:me")
    try session.wait(for: "A is better. A was ")
    try session.press("q")
    try session.wait(for: "pick: 1 judged by human:me, 0 skipped, 2 left")
    try session.waitForPrompt()
    #expect(!session.terminal.screen.modes.contains(1049))
    #expect(try session.shown("v.left").contains("2"))
    #expect(try session.leave() == 0)
    #expect(try verdicts(folder).map(\.judge) == ["human:me"])
  }

  @Test("Ctrl-C leaves cleanly, with everything judged kept, and the next time goes on")
  func interrupted() throws {
    let folder = try project()
    let session = try PromptSession(in: folder, columns: 80, rows: 24)
    try session.shown(Self.prepare)
    try session.waitForPrompt()
    try session.enter("pick(duels)")
    try session.wait(for: "1 of 3")
    try session.press("b")
    try session.wait(for: "2 of 3")
    try session.press(Keys.interrupt)
    try session.waitForPrompt()
    #expect(!session.terminal.screen.modes.contains(1049))
    #expect(try verdicts(folder).count == 1)
    try session.enter("pick(duels)")
    try session.wait(for: "1 of 2  human:me")
    try session.press("tx")
    try session.wait(for: "pick: 2 judged by human:me, 0 skipped, 0 left, 1 judged before")
    try session.waitForPrompt()
    #expect(try session.leave() == 0)
    #expect(try verdicts(folder).map(\.isBothBad) == [false, false, true])
  }

  @Test("in a script that a terminal runs; Ctrl-C ends it with 130 and the terminal as it was")
  func script() throws {
    let folder = try project()
    try folder.write(Self.prepare + "\nprint(#pick(duels, {voter = 'ben'}) .. ' votes')\n", to: "judge.lua")
    func start() throws -> PseudoTerminal {
      try PseudoTerminal(
        BuiltProgram.path("spar"), ["judge.lua"], environment: Checkout.environment(home: folder.path), columns: 80,
        rows: 24, folder: folder.path)
    }
    let first = try start()
    try first.wait(for: "1 of 3  human:ben", seconds: 20)
    #expect(!first.isCooked)
    try first.type("a")
    try first.wait(for: "2 of 3")
    try first.type(Keys.interrupt)
    #expect(try first.waitForExit() == 130)
    #expect(!first.screen.modes.contains(1049))
    let second = try start()
    try second.wait(for: "1 of 2  human:ben", seconds: 20)
    try second.type("as")
    try second.wait(for: "1 votes")
    #expect(try second.waitForExit() == 0)
    #expect(try verdicts(folder).map(\.judge) == ["human:ben", "human:ben"])
  }

  @Test("a long answer is read page by page on 80 by 24, with the keys in the last row")
  func pages() throws {
    let folder = try ProjectFolder()
    let long = (1...120).map { "sentence \($0) of many," }.joined(separator: " ")
    let rows = ["alder", "birch"].map {
      #"{"instruction": "Tell.", "output": "\#(long) \#($0.count)", "generator": "\#($0)"}"#
    }
    try folder.write(rows.joined(separator: "\n"), to: "outputs.jsonl")
    try folder.write(
      "r = spar.import.responses('outputs.jsonl') pick({{r[1], r[2]}}, {voter = 'me'})", to: "judge.lua")
    let terminal = try PseudoTerminal(
      BuiltProgram.path("spar"), ["judge.lua"], environment: Checkout.environment(home: folder.path), columns: 80,
      rows: 24, folder: folder.path)
    try terminal.wait("the first page with the keys in the last row", seconds: 20) {
      $0.lines[0].contains("lines 1–21 of ")
        && $0.lines[23].hasPrefix("a  b  t tie  x both bad  s skip  u undo  q quit")
    }
    #expect(terminal.screen.scrolled.isEmpty)
    try terminal.type(" ")
    try terminal.wait("the second page") { $0.lines[0].contains("lines 22–42 of ") }
    try terminal.type("\u{1B}[5~")
    try terminal.wait("the first page again") { $0.lines[0].contains("lines 1–21 of ") }
    try terminal.type("\t")
    try terminal.wait("the first answer at the top") { $0.lines[1].hasPrefix("── A ") }
    try terminal.type("\t")
    try terminal.wait("the second answer at the top or the end") { $0.lines.contains { $0.hasPrefix("── B ") } }
    try terminal.type("q")
    #expect(try terminal.waitForExit() == 0)
  }

  @Test("without a terminal it is refused with one sentence")
  func refused() throws {
    let folder = try project()
    try folder.write(Self.prepare + "\npick(duels)\n", to: "judge.lua")
    let outcome = try SparProcess.run("judge.lua", in: folder)
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("Picking needs a terminal, and standard input or output is none."))
    #expect(!outcome.output.contains("\u{1B}"))
  }
}
