// docs/import.md does what it says.

import Testing

@Suite("The page on recorded material and votes")
struct ImportPageTests {
  /// Its log has a row that cannot be used, and one example needs a terminal.
  @Test("every example runs and prints what stands below it", .timeLimit(.minutes(2)))
  func examples() throws {
    let folder = try ProjectFolder()
    let outputs = try PageExamples("import.md").run(in: folder, codes: [0, 2]) { $0.contains("v = pick(") }
    #expect(outputs == 5)
  }
}
