// What the prompt makes of its terminal, and what it remembers from one session to the next.

import SparStore
import SparTesting
import Testing

@Suite("The prompt and its terminal")
struct TerminalTests {
  @Test("the banner says that models are simulated where no configuration names real ones")
  func banner() throws {
    let folder = try ProjectFolder()
    let first = try PromptSession(in: folder).terminal.screen.lines[0]
    #expect(first.hasPrefix("Spar ") && first.contains("simulated"))
    try folder.write(
      """
      [roles]
      author = "openai/a"
      target = "openai/b"
      judge = "openai/c"
      """, to: "spar.toml")
    #expect(!(try PromptSession(in: folder).terminal.screen.lines[0].contains("simulated")))
  }

  @Test("inputs come back in the next session; one that begins with a space does not")
  func history() throws {
    let folder = try ProjectFolder()
    let first = try PromptSession(in: folder)
    try first.shown("kept = 11")
    try first.shown(" secret = 12")
    _ = try first.leave()
    let second = try PromptSession(in: folder)
    try second.press(Keys.up)
    try second.terminal.wait("the input of the first session") { $0.lines[$0.row] == "spar> kept = 11" }
    #expect(try folder.read { try $0.recentInputs(10) } == ["kept = 11"])
  }

  @Test(
    "colour is used on a terminal unless it is refused",
    arguments: [
      (["TERM": "xterm-256color"], [], true), (["TERM": "xterm", "NO_COLOR": "1"], [], false),
      (["TERM": "xterm"], ["--no-color"], false),
    ] as [([String: String], [String], Bool)])
  func colour(environment: [String: String], arguments: [String], isColoured: Bool) throws {
    let session = try PromptSession(arguments, in: ProjectFolder(), environment: environment)
    #expect(try session.shown("error('wrong')").contains("wrong"))
    #expect(try session.shown("{1, 'text'}") == "{1, \"text\"}")
    let bytes = String(decoding: session.terminal.received, as: UTF8.self)
    #expect(bytes.contains("\u{1B}[36mspar>") == isColoured)
    #expect(bytes.contains("\u{1B}[3") == isColoured)
  }

  @Test("a dumb terminal gets plain lines: no colour, no escape sequences, blocks line by line")
  func dumb() throws {
    let session = try PromptSession(in: ProjectFolder(), environment: ["TERM": "dumb"])
    try session.enter("for i = 1, 2 do")
    try session.terminal.wait("the prompt of a block") { $0.lines[$0.row] == "   .." }
    try session.enter("print(i * 21) end")
    try session.wait(for: "21\n42")
    try session.waitForPrompt()
    #expect(!session.terminal.received.contains(0x1B))
    #expect(try session.leave() == 0)
  }
}
