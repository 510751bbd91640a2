// docs/agents.md: every example runs and prints what stands below it.

import Testing

@Suite("The page on agents, types and flows")
struct AgentsPageTests {
  @Test("every example runs and prints what stands below it")
  func examples() throws {
    let tried = try DocumentedPage("agents.md").tryAll(in: ProjectFolder())
    #expect(tried.scripts >= 4 && tried.outputs >= 4)
  }
}
