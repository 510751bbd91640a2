// Ctrl-C at the prompt: it stops the work and keeps the session, its variables and every finished call.

import SparStore
import SparTesting
import Testing

@Suite("Ctrl-C at the prompt")
struct InterruptTests {
  /// From the key to the prompt; a loaded machine is slower than a user's.
  private let soon = 2.0

  /// Enters work that says when it runs, and presses Ctrl-C then.
  private func interrupt(_ work: String, in session: PromptSession) throws {
    try session.enter(work)
    try session.wait(for: "it runs")
    try session.press(Keys.interrupt)
    try session.wait(for: "interrupted", seconds: soon)
    try session.waitForPrompt(seconds: soon)
  }

  @Test(
    "work ends at once and the session goes on",
    arguments: [
      "map({1, 2, 3}, function() print('it' .. ' runs') sleep(60) end)",
      "print('it' .. ' runs') while true do end",
      "print('it' .. ' runs') while true do pcall(sleep, 60) end",
      "print('it' .. ' runs') while true do pcall(error, 'x') end",
      "print('it' .. ' runs') coroutine.wrap(function() while true do pcall(sleep, 60) end end)()",
      "print('it' .. ' runs') await(spawn(function() while true do sleep(0.001) end end))",
      "print('it' .. ' runs') map(function() return 1 end, function() sleep(60) end)",
    ])
  func work(_ work: String) throws {
    let session = try PromptSession(in: ProjectFolder())
    try session.shown("x = 41")
    try interrupt(work, in: session)
    #expect(try session.shown("x + 1") == "42")
    #expect(try session.leave() == 0)
  }

  @Test("what was finished is stored and is not asked for again")
  func finishedCalls() throws {
    let folder = try ProjectFolder()
    let session = try PromptSession(in: folder)
    let model = """
      models.script('scripted/slow', function(r) if r.inputs.instruction:find('wait') then wait() end return 'done' end)
      """
    try session.shown(model)
    // What `respond` has returned is stored; on a busy machine a reply may be on its way for longer than a key takes.
    try session.shown("finished = 0")
    try session.shown("wait = function() while finished < 2 do sleep(0.005) end print('it' .. ' runs') sleep(60) end")
    try session.shown("answer = function(text) respond(text, 'scripted/slow') finished = finished + 1 end")
    try interrupt("map({'first task', 'second task', 'wait here'}, answer)", in: session)
    #expect(try folder.read { try $0.calls().map(\.record.status) } == [.ok, .ok])
    #expect(try session.shown("respond('second task', 'scripted/slow').text") == "done")
    #expect(folder.callCount() == 2)
  }

  @Test("at the prompt it gives up the line, and what a block holds so far")
  func line() throws {
    let session = try PromptSession(in: ProjectFolder())
    for (index, typed) in ["x = 5", "function f()\rreturn 1"].enumerated() {
      try session.press(typed)
      try session.wait(for: String(typed.suffix(5)))
      try session.press(Keys.interrupt)
      try session.terminal.wait("^C") { $0.text.ranges(of: "^C").count == index + 1 }
      try session.waitForPrompt()
    }
    #expect(try session.shown("x").contains("undefined global 'x'"))
  }

  @Test("progress is drawn while work runs, and never over the prompt")
  func progress() throws {
    let session = try PromptSession(in: ProjectFolder())
    try session.shown("models.script('scripted/slow', function() sleep(0.2) return 'done' end)")
    try session.shown("items = {} for i = 1, 2000 do items[i] = 'task ' .. i end")
    try session.enter("respond(items, 'scripted/slow', {max_tokens = 9})")
    try session.wait(for: "/2000")
    try session.press(Keys.interrupt)
    try session.wait(for: "interrupted", seconds: soon)
    try session.waitForPrompt()
    #expect(try session.shown("'background' .. ' ended'") == "background ended")
    #expect(!session.terminal.screen.text.contains("/2000"))
  }

  @Test("progress counts calls before the first element of a list is done")
  func earlyProgress() throws {
    let session = try PromptSession(in: ProjectFolder())
    let model = """
      models.script('scripted/one', function(r) if r.inputs.instruction == 'b' then sleep(0.2) end return 'done' end)
      """
    try session.shown(model)
    try session.shown("models.script('scripted/two', function() sleep(60) end)")
    try session.enter("battle({'a', 'b'}, {'scripted/one', 'scripted/two'})")
    try session.wait(for: "battle  0/2  0.0/s  2 calls")
  }

  @Test("pressed many times it still stops the work only")
  func manyTimes() throws {
    let session = try PromptSession(in: ProjectFolder())
    try session.enter("print('it' .. ' runs') while true do pcall(sleep, 60) end")
    try session.wait(for: "it runs")
    try session.press(String(repeating: Keys.interrupt, count: 5))
    try session.wait(for: "interrupted", seconds: soon)
    try session.waitForPrompt()
    #expect(try session.shown("20 + 3") == "23")
    #expect(try session.leave() == 0)
  }
}
