// docs/agents.md: its files are written, its scripts are run, and what they print is what the page says.

import Testing

@Suite("The page on agents, types and flows")
struct AgentsPageTests {
  @Test("every example runs and prints what stands below it")
  func examples() throws {
    let (scripts, outputs) = try ExamplePage("agents.md").check()
    #expect(scripts >= 4 && outputs >= 4)
  }
}
