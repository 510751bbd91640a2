// docs/curation.md: its examples are run.

import SparTesting
import Testing

@Suite("The page on curation and test sets")
struct CurationPageTests {
  @Test("every example runs and prints what stands below it")
  func examples() throws {
    let run = try DocumentedPage("curation.md").tryAll(in: ProjectFolder())
    #expect(run.scripts >= 4 && run.outputs >= 4)
  }
}
