-- Specs of spar/selection.lua: which battles become rows, and what is counted for the rest.

local selection = require "spar.selection"

local keys = 0

local function battle(instruction, a, b, outcome, score_a, score_b)
  keys = keys + 1
  return {
    id = "b" .. keys, key = ("%064x"):format(keys), instruction = instruction, outcome = outcome,
    model_a = a, model_b = b, score_a = score_a, score_b = score_b,
    response_a = a .. "@" .. instruction, response_b = b .. "@" .. instruction,
  }
end

local function total(counts)
  local sum = counts.rows
  for _, number in pairs(counts.reasons) do sum = sum + number end
  return sum
end

describe("selection.sft", function()
  before_each(function() keys = 0 end)

  it("takes the winner's reply where the target lost by at least K", function()
    local battles = {
      battle("i1", "target", "rival", "b", 5, 8),
      battle("i2", "rival", "target", "a", 7, 5),
      battle("i3", "target", "rival", "a", 9, 2),
    }
    local rows, counts = selection.sft(battles, { target = "target", gap = 3 })
    assert.same({ { instruction = "i1", response = "rival@i1", battle = battles[1] } }, rows)
    assert.same({ ["gap below K"] = 1, ["target won"] = 1 }, counts.reasons)
    assert.equal(1, counts.rows)
    assert.equal(3, counts.battles)
  end)

  it("never takes a tie, an inconsistent, an unparsed, a failed or an unscored battle", function()
    local battles = { battle("i1", "target", "rival", "b") }
    for _, outcome in ipairs { "tie", "inconsistent", "unparsed", "error" } do
      battles[#battles + 1] = battle("i1", "target", "rival", outcome, 1, 9)
    end
    local rows, counts = selection.sft(battles, { target = "target", gap = 1 })
    assert.same({}, rows)
    assert.same({ tie = 1, inconsistent = 1, unparsed = 1, error = 1, unscored = 1 }, counts.reasons)
  end)

  it("keeps the best winner of an instruction, in the order of the instructions", function()
    local rows, counts = selection.sft({
      battle("i9", "target", "fair", "b", 2, 7),
      battle("i1", "target", "good", "b", 2, 8),
      battle("i9", "target", "good", "b", 2, 9),
    }, { target = "target", gap = 3 })
    assert.same({ "good@i9", "good@i1" }, { rows[1].response, rows[2].response })
    assert.equal(1, counts.reasons["another winner was better"])
  end)

  it("decides equal scores by content key, whatever the order", function()
    local one, two = battle("i1", "target", "first", "b", 2, 8), battle("i1", "target", "second", "b", 2, 8)
    local options = { target = "target", gap = 3 }
    assert.equal("first@i1", selection.sft({ one, two }, options)[1].response)
    assert.equal("first@i1", selection.sft({ two, one }, options)[1].response)
  end)

  it("counts every battle once", function()
    local battles = {
      battle("i1", "fair", "good", "b", 2, 8), battle("i1", "target", "good", "b", 2, 8),
      battle("i1", "fair", "target", "a", 9, 2), battle("i2", "target", "good", "tie", 5, 5),
      battle("i2", "target", "good", "b", 5, 6),
    }
    local options = { target = "target", gap = 3 }
    assert.equal(5, total(select(2, selection.sft(battles, options))))
    assert.equal(5, total(select(2, selection.dpo(battles, options))))
  end)
end)

describe("selection.dpo", function()
  before_each(function() keys = 0 end)

  it("takes pairs with a lead of K both ways, also where the target won", function()
    local battles = {
      battle("i1", "target", "rival", "b", 5, 8),
      battle("i2", "target", "rival", "a", 7, 5),
      battle("i3", "target", "rival", "a", 7, 6),
      battle("i4", "fair", "rival", "a", 9, 1),
    }
    local rows, counts = selection.dpo(battles, { target = "target", gap = 2 })
    assert.same({
      { instruction = "i1", chosen = "rival@i1", rejected = "target@i1", battle = battles[1] },
      { instruction = "i2", chosen = "target@i2", rejected = "rival@i2", battle = battles[2] },
    }, rows)
    assert.same({ ["gap below K"] = 1, ["without the target"] = 1 }, counts.reasons)
  end)

  it("refuses a winner whose scores say the opposite", function()
    local rows = selection.dpo({ battle("i1", "target", "rival", "a", 2, 8) }, { target = "target", gap = 0 })
    assert.same({}, rows)
  end)
end)

describe("selection over iterations", function()
  it("follows the schedule of K and stays at its end", function()
    local schedule = { 3, 1, 1 }
    local ks = {}
    for iteration = 1, 5 do ks[iteration] = selection.gap(schedule, iteration) end
    assert.same({ 3, 1, 1, 1, 1 }, ks)
  end)

  it("gives disjoint parts of many seeds, and all of few", function()
    local seeds = {}
    for index = 1, 20 do seeds[index] = { key = ("%08x"):format(index * 7919) .. ("0"):rep(56) } end
    local seen = {}
    for iteration = 1, 2 do
      for _, seed in ipairs(selection.part(seeds, iteration, 2, 10)) do
        assert.falsy(seen[seed.key])
        seen[seed.key] = true
      end
    end
    for _, seed in ipairs(seeds) do assert.truthy(seen[seed.key]) end
    assert.equal(seeds, selection.part(seeds, 2, 2, 11))
  end)

  it("takes an instruction once by its key", function()
    local seen = { old = true }
    local new, known = selection.unseen({ { key = "old" }, { key = "x" }, { key = "x" } }, seen)
    assert.same({ { key = "x" } }, new)
    assert.equal(2, known)
    assert.truthy(seen.x)
  end)
end)
