-- Specs of spar/definitions.lua: what a script defines as a table, as the text that is stored.

local definitions = require "spar.definitions"

local function long(seed)
  return seed.type == "code"
end

describe("the text of a definition", function()
  it("has every field as a literal, in a fixed order", function()
    local text = definitions.text("flow", {
      skill = "letters", goals = { harder = 2, ["more-steps"] = 1 }, seeds = { "text" },
    })
    assert.equal([[
flow {
  goals = {
    harder = 2,
    ["more-steps"] = 1,
  },
  seeds = {
    "text",
  },
  skill = "letters",
}]], text)
  end)

  it("has functions as the lines in which they stand", function()
    local text = definitions.text("flow", {
      gates = { long },
      transform = function(seed) return seed.type == "code" and "identity" or "poem" end,
    })
    assert.matches("transform = function%(seed%) return seed.type == \"code\" and \"identity\" or \"poem\" end", text)
    assert.matches("local function long%(seed%)\n      return seed.type == \"code\"\n    end", text)
  end)

  it("ends where a table holds itself", function()
    local value = { skill = "letters" }
    value.itself = value
    assert.matches("{…}", definitions.text("flow", value))
  end)
end)
