// What the progress line says of money.

import SparTesting
import Testing

@Suite("Money in the progress line")
struct BudgetProgressTests {
  @Test("calls and dollars are shown of what the budget allows, estimates with a ~")
  func line() throws {
    let folder = try ProjectFolder()
    try folder.write(
      """
      [models.paid]
      provider = "scripted"
      model = "slow"
      price = { input = 10.0, output = 10.0 }
      """, to: "spar.toml")
    try folder.write(
      """
      models.script("scripted/slow", function(request)
        sleep(0.05 * tonumber(request.inputs.instruction:match("%d+")))
        return "done"
      end)
      local items = {}
      for i = 1, 20 do items[i] = "Name river " .. i end
      respond(items, "paid")
      """, to: "f.lua")
    let terminal = try PseudoTerminal(
      BuiltProgram.path("spar"), ["f.lua", "--budget", "usd=2,calls=30"],
      environment: Checkout.environment(home: folder.path), columns: 120, rows: 10, folder: folder.path)
    try terminal.wait(for: " of 30 calls  ~")
    try terminal.wait(for: " of $2.00")
    #expect(try terminal.waitForExit() == 0)
  }
}
