// Lua from a pipe.

import SparREPL
import Testing

@Suite("Lua from a pipe")
struct ScriptTests {
  private func run(_ text: String) -> (evaluator: ToyEvaluator, output: String, errors: String, code: Int32) {
    let evaluator = ToyEvaluator()
    var (output, errors) = ("", "")
    let code = Script(evaluator: evaluator, output: { output += $0 }, errorOutput: { errors += $0 }).run(text)
    return (evaluator, output, errors, code)
  }

  @Test("what parses as a whole is run as a whole")
  func whole() {
    #expect(run("local a\nb\n").evaluator.chunks == ["local a\nb\n"])
  }

  @Test("what does not is run chunk by chunk, and each value is printed")
  func chunks() {
    let result = run("1 + 1\n\ndo\n5\nend\n7")
    #expect(result.evaluator.chunks == ["1 + 1", "do\n5\nend", "7"])
    #expect(result.output == "2\n5\n7\n")
    #expect(result.code == 0)
  }

  @Test("the first error ends it with code 1")
  func failure() {
    let result = run("1\nfail\n2")
    #expect(result.output == "1\n")
    #expect(result.errors == "went wrong\ntraceback\n")
    #expect(result.code == 1)
  }

  @Test("an unfinished chunk at the end is run, so that its error is seen")
  func unfinished() {
    #expect(run("1\ndo").evaluator.chunks == ["1", "do"])
  }

  @Test("Ctrl-C ends it with 130, os.exit with its own code, nothing with 0")
  func codes() {
    #expect(run("stop").code == 130)
    #expect(run("leave").code == 7)
    #expect(run(" \n").code == 0)
    #expect(run("").evaluator.chunks == [])
  }
}
