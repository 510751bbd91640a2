// docs/judges.md: its scripts are run, and what they print is what the page says.

import Testing

@Suite("The page on judges")
struct JudgesPageTests {
  @Test("every example runs and prints what stands below it")
  func examples() throws {
    let tried = try DocumentedPage("judges.md").tryAll(in: ProjectFolder())
    #expect(tried.scripts >= 9 && tried.outputs >= 9)
  }
}
