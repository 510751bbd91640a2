// docs/judges.md: its scripts are run, and what they print is what the page says.

import Testing

@Suite("The page on judges")
struct JudgesPageTests {
  @Test("every example runs and prints what stands below it")
  func examples() throws {
    let (scripts, outputs) = try ExamplePage("judges.md").check()
    #expect(scripts >= 9 && outputs >= 9)
  }
}
