// docs/tools.md: every example runs and prints what stands below it. Where no sandbox can be built, those that run code are
// refused, as the page says.

import Testing

@Suite("The page on tools")
struct ToolsPageTests {
  @Test("every example runs and prints what stands below it")
  func examples() throws {
    let folder = try ProjectFolder()
    try folder.write(
      "# Tides\n\nThe tide turns four times a day. The Dead Sea is saltier than the Baltic.\n", to: "corpus/tides.md")
    let hasSandbox = try SparProcess.run("-e", "print(tools.check().ok)", in: folder).output == "true\n"
    if !hasSandbox { print("there is no sandbox here: code must be refused") }
    let tried = try DocumentedPage("tools.md").tryAll(in: folder) { script in
      let runsCode = script.contains("tools.run") || script.contains("code_interpreter")
      return runsCode && !hasSandbox ? .refusal(77) : .code(0)
    }
    #expect(tried.scripts >= 5 && tried.outputs >= (hasSandbox ? 3 : 2))
  }
}
