// docs/agents.md: its examples are run.

import SparTesting
import Testing

@Suite("The page on agents, types and flows")
struct AgentsPageTests {
  @Test("every example runs and prints what stands below it")
  func examples() throws {
    let run = try DocumentedPage("agents.md").run()
    #expect(run.scripts >= 4 && run.outputs >= 4)
  }
}
