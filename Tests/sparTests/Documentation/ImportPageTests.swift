// docs/import.md does what it says.

import Testing

@Suite("The page on recorded material and votes")
struct ImportPageTests {
  /// Its log has a row that cannot be used, and one example needs a terminal.
  @Test("every example runs and prints what stands below it", .timeLimit(.minutes(2)))
  func examples() throws {
    let tried = try DocumentedPage("import.md").tryAll(in: ProjectFolder()) { example in
      if example.contains("v = pick(") { return .untried }
      return .code(example.contains("log.jsonl") ? 2 : 0)
    }
    #expect(tried.outputs == 5)
  }
}
