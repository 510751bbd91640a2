// What code in the sandbox is given, and what is told of it.

import Glibc
import LoopKit
@testable import SandboxKit
import Testing

@Suite("sandbox", .sandboxed, .timeLimit(.minutes(2)))
struct SandboxTests {
  @Test("both outputs and the exit code are told apart")
  func outputs() async throws {
    let result = try await Sandboxed.run("import sys\nprint(2 ** 100)\nprint('oh', file=sys.stderr)\nsys.exit(3)")
    #expect(result.text == "1267650600228229401496703205376\n")
    #expect(result.errorText == "oh\n")
    #expect(result.end == .exit(3))
    #expect(!result.isTruncated)
    #expect(result.seconds > 0 && result.seconds < 10)
  }

  @Test("Lua code runs too")
  func lua() async throws {
    let result = try await Sandboxed.run("print(#arg, 7 // 2, io.read('a'))", .lua, input: "in")
    #expect(result.text == "0\t3\tin\n")
  }

  @Test("code reads its standard input and its files, and may write beside them")
  func files() async throws {
    let source = """
      import sys
      open('new.txt', 'w').write('new')
      print(sys.stdin.read(), open('data/table.csv').read(), open('new.txt').read(), open('/tmp/x', 'w').write('y'))
      """
    let result = try await Sandboxed.run(source, input: "words", files: [("data/table.csv", "a,b")])
    #expect(result.text == "words a,b new 1\n", "\(result.errorText)")
  }

  @Test("a traceback names the code's own lines")
  func traceback() async throws {
    let result = try await Sandboxed.run("x = 1\nraise ValueError('no')")
    #expect(result.end == .exit(1))
    #expect(result.errorText.contains("File \"/work/main.py\", line 2"))
    #expect(result.errorText.hasSuffix("ValueError: no\n"))
  }

  @Test("text that is no ASCII comes through, and so do bytes that are no text")
  func bytes() async throws {
    #expect(try await Sandboxed.printed("print('Größe ✓')") == "Größe ✓")
    let result = try await Sandboxed.run("import sys\nsys.stdout.buffer.write(bytes([255, 0, 65]))")
    #expect(result.output == [255, 0, 65])
  }

  @Test("one run leaves nothing for the next")
  func fresh() async throws {
    _ = try await Sandboxed.run("open('/tmp/left', 'w').write('x')\nopen('left', 'w').write('x')")
    let seen = try await Sandboxed.printed("import os\nprint(os.listdir('/tmp'), os.listdir('/work'))")
    #expect(seen == "[] ['main.py']")
  }

  @Test("many run at once, and all of them come to their end")
  func together() async throws {
    let texts = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<12 { group.addTask { try await Sandboxed.printed("print(\(number) * 2)") } }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(texts == Set((0..<12).map { "\($0 * 2)" }))
  }

  @Test("what is cancelled ends at once")
  func cancelled() async throws {
    let task = Host.task {
      try await Sandbox.shared.run(SandboxedCode(.python, "while True: pass"), limits: SandboxLimits(seconds: 300))
    }
    try await Host.task { try await Host.sleep(seconds: 0.3) }.value
    let start = HostLoop.monotonic()
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    // Far from the limit of the code's own time, which would end it too.
    #expect(HostLoop.monotonic() - start < 60_000_000_000)
  }

  @Test(
    "what cannot be taken is refused before anything runs",
    arguments: ["../x", "/etc/x", "a//b", "", "a/./b", "main.py", "nul\0"])
  func names(_ name: String) async throws {
    await #expect(throws: SandboxError.self) { try await Sandboxed.run("print(1)", files: [(name, "x")]) }
  }

  @Test(
    "the end of a program is read as bubblewrap reports it",
    arguments: [
      ("{ \"child-pid\": 7 }\n{ \"exit-code\": 0 }", SandboxResult.End.exit(0)), ("{ \"exit-code\": 3 }", .exit(3)),
      ("{ \"exit-code\": 137 }", .signal(9)), ("{ \"exit-code\": 255 }", .exit(255)),
    ])
  func ends(_ status: String, _ end: SandboxResult.End) {
    #expect(ConfinedRun.end(in: status) == end)
  }
}
