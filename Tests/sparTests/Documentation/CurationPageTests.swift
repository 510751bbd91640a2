// docs/curation.md: its examples are run.

import Testing

@Suite("The page on curation and test sets")
struct CurationPageTests {
  @Test("every example runs and prints what stands below it")
  func examples() throws {
    let tried = try DocumentedPage("curation.md").tryAll(in: ProjectFolder())
    #expect(tried.scripts >= 4 && tried.outputs >= 4)
  }
}
