// spar import: what it prints, what it stores, what it ends with.

import SparCore
import SparStore
import SparTesting
import Testing

@Suite("spar import", .timeLimit(.minutes(2)))
struct ImportCommandTests {
  private static let log = "model_a,model_b,winner\nx,y,model_a\nx,y,model_a\ny,z,tie\n"

  @Test("says in one line what came in, and the second time that nothing did")
  func twice() throws {
    let folder = try ProjectFolder()
    try folder.write(Self.log, to: "log.csv")
    let first = try SparProcess.run("import", "battles", "log.csv", in: folder)
    #expect(first.code == 0)
    #expect(first.output == "1 file, 3 rows (lmsys): 3 battles and 3 verdicts new\n")
    let second = try SparProcess.run("import", "battles", "log.csv", in: folder)
    #expect(second.output == "1 file, 3 rows (lmsys): nothing new, 3 rows known\n")
    #expect(try folder.read { try $0.counts() }[.battle] == 3)
  }

  @Test("bad rows are told of with file and line, and end with 2")
  func badRows() throws {
    let folder = try ProjectFolder()
    try folder.write(Self.log + "x,y,\n", to: "log.csv")
    let outcome = try SparProcess.run("import", "battles", "log.csv", in: folder)
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("spar: log.csv:5: no winner or outcome, only model_a, model_b, winner"))
    #expect(outcome.output.contains("3 battles and 3 verdicts new, 1 bad row left out"))
  }

  @Test("an unknown form, an unknown kind and a missing file are told in one sentence")
  func refusals() throws {
    let folder = try ProjectFolder()
    try folder.write("left,right\nx,y\n", to: "log.csv")
    let form = try SparProcess.run("import", "battles", "log.csv", in: folder)
    form.expect(64, "log.csv:2 has the fields left, right, which is no known form of battles.", hint: "Known: ")
    let kind = try SparProcess.run("import", "duels", "log.csv", in: folder)
    #expect(kind.code == 64)
    let file = try SparProcess.run("import", "battles", "nowhere.csv", in: folder)
    file.expect(1, "There is no file or folder nowhere.csv.")
  }

  @Test("fields with another name, a judge and a weight can be named")
  func options() throws {
    let folder = try ProjectFolder()
    try folder.write("left,right,result\nx,y,b\n", to: "log.csv")
    let outcome = try SparProcess.run(
      "import", "battles", "log.csv", "--field", "model_a=left", "--field", "model_b=right", "--field", "winner=result",
      "--judge", "gpt-4", "--weight", "2", in: folder)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let verdict = try #require(try folder.read { try $0.records(Verdict.self) }.first)
    #expect(verdict.judge == "gpt-4")
    #expect(verdict.state == .b)
    #expect(verdict.weight == 2)
  }
}
