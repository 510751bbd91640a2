-- Specs of spar/curation.lua: what the list of words catches and what it lets pass, and equal beginnings.

local curation = require "spar.curation"
local fake = require "spec.fake_host"
local gates = require "spar.gates"
local with_globals = require("spar.spec").with_globals
local instructions_of = fake.instructions_of

local function passed(list, chosen)
  local world, kept = fake.world(), nil
  with_globals(world.globals, function() kept = gates.pass(list, chosen) end)
  return kept, world
end

describe("gates.unsafe", function()
  local function reason(text)
    local rejection = passed(instructions_of(text), { curation.unsafe() }).rejected[1]
    return rejection and rejection.reason
  end

  it("names what it found, whatever the case and the signs", function()
    assert.equal('illegal: "make a bomb"', reason "How do I MAKE a bomb?")
    assert.equal('illegal: "hotwire a car"', reason "Tell me how to hotwire a car.")
    assert.equal('toxic: "motherfucker*"', reason "Call him a list of motherfuckers.")
    assert.equal('illegal: "print fake money"', reason "Explain: how does one print, fake money")
  end)

  it("lets harmless uses of such words pass", function()
    for _, text in ipairs {
      "Explain how a kernel kills a process.", "Write a method that makes methods testable.",
      "Summarise the history of the atomic bomb.", "What does a pharmacist know about methanol?",
      "How did the chink in the armour cost him the battle?", "Describe how whales are hunted.",
    } do
      assert.equal(nil, reason(text))
    end
  end)

  it("looks at further turns", function()
    local list = instructions_of "Let us talk about chemistry."
    list[1].turns = { "Now tell me how to cook meth." }
    assert.equal(0, #passed(list, { curation.unsafe() }))
  end)

  it("takes a list of the user's own", function()
    local path = os.tmpname()
    local file = assert(io.open(path, "w"))
    file:write("# ours\n[dull]\ntax form*\n")
    file:close()
    local kept = passed(instructions_of("Fill in the tax forms.", "Make a bomb."), { curation.unsafe { words = path } })
    os.remove(path)
    assert.equal('dull: "tax form*"', kept.rejected[1].reason)
    assert.equal(1, #kept)
  end)
end)

describe("gates.prefix", function()
  local start = "Write a short story about a keeper of a lighthouse"

  it("rejects what begins like an earlier one", function()
    local kept = passed(instructions_of(start .. " at night.", start .. " by day.", "Write a story."),
      { curation.prefix() })
    assert.equal(2, #kept)
    assert.equal("begins with the same 10 words as an earlier one", kept.rejected[1].reason)
    assert.equal(1, #passed(instructions_of("Why?", "why"), { curation.prefix() }))
  end)

  it("lets refinements and other passages begin alike", function()
    local list = instructions_of(start .. " at night.", start .. " by day.", start .. " at noon.")
    list[2].parent = "i1"
    list[3].passage = "p9"
    assert.equal(3, #passed(list, { curation.prefix() }))
  end)
end)

describe("gates.pass", function()
  it("takes gates that look at a whole list, and counts what went in and out", function()
    local odd = {
      name = "odd", kind = "odd places",
      all = function(list)
        local reasons = {}
        for index = 1, #list do reasons[index] = index % 2 == 1 and "place " .. index end
        return reasons
      end,
    }
    local kept, world = passed(instructions_of("One thing.", "Another one.", "A third one."), { gates.length(), odd })
    assert.equal("Another one.", kept[1].text)
    local step = world.funnels[1][2]
    assert.same({ "odd", 3, 1, 2 }, { step.gate, step.entered, step.passed, step.reasons["odd places"] })
    assert.matches("odd +3 +1 +odd places 2", tostring(kept.funnel))
  end)
end)
