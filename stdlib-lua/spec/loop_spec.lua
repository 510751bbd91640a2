-- Specs of spar/loop.lua and spar/report.lua over the toy world of fake_host: one type the target always wins, one it
-- always loses, one that always ends in a tie.

local fake = require "spec.fake_host"
local loop = require "spar.loop"
local with_globals = require("spar.spec").with_globals

local function seeds_of(count)
  local seeds = {}
  for index = 1, count do seeds[index] = { id = "s" .. index, key = ("%064x"):format(index) } end
  return seeds
end

local function run(world, options)
  local turns
  options.seeds = options.seeds or seeds_of(4)
  with_globals(world.globals, function() turns = loop.run(options) end)
  return turns
end

-- How often each "type goal" was asked for from `first` on.
local function goals_from(world, first)
  local counts = {}
  for index = first, #world.goals do
    counts[world.goals[index]] = (counts[world.goals[index]] or 0) + 1
  end
  return counts
end

describe("loop.run", function()
  it("runs every stage on what the stage before made", function()
    local world = fake.world()
    local turn = run(world, { iterations = 1 })[1]
    -- 4 seeds × 3 types; the edits of the odd type are rejected; 20 instructions × 2 rivals
    assert.same({ 4, 4, 12, 8, 20, 40 }, {
      #turn.seeds, #turn.passages, #turn.drafts, #turn.refined, #turn.instructions, #turn.battles,
    })
    assert.same({ "target", "c1", "c2" }, world.battle_options[1].models)
    assert.equal("j", world.battle_options[1].judge)
    assert.equal(8, #turn.sft_rows) -- one per lost instruction, hard and refined hard
    assert.equal(32, #turn.dpo_rows) -- both rivals, lost and won
  end)

  it("writes both datasets of each iteration", function()
    local world = fake.world()
    run(world, { iterations = 2, out = "here" })
    local written = {}
    for index, export in ipairs(world.exports) do written[index] = export.format .. " " .. export.path end
    assert.same({
      "sft here/sft-1.jsonl", "dpo here/dpo-1.jsonl", "sft here/sft-2.jsonl", "dpo here/dpo-2.jsonl",
    }, written)
  end)

  it("changes the second iteration by what the first one showed", function()
    local world = fake.world()
    local turns = run(world, { iterations = 2 })
    local second = goals_from(world, 13)
    assert.equal(4, second["easy harder"])
    assert.equal(4, second["hard easier"])
    local weights = {}
    local last = world.instruct_options[#world.instruct_options].taxonomy
    for _, node in ipairs(last.nodes) do weights[node.name] = node.weight end
    assert.truthy(weights.hard > 1 and weights.easy < 1)
    assert.same({ 1, 2 }, world.iterations)
    assert.equal(turns[2].taxonomy.parent, turns[1].taxonomy)
  end)

  it("repeats the first iteration's policy with feedback off", function()
    local world = fake.world()
    local turns = run(world, { iterations = 2, diversity = false, complexity = false })
    assert.equal(turns[1].taxonomy, turns[2].taxonomy)
    assert.same({}, turns[2].plan)
    assert.matches("feedback off", world.printed[1])
  end)

  it("fights no instruction twice", function()
    local world = fake.world()
    world.repeats = true
    local turns = run(world, { iterations = 2 })
    assert.equal(0, #turns[2].drafts)
    assert.equal(0, #turns[2].battles)
    assert.matches("12 repeated earlier ones", world.printed[2])
  end)

  it("can leave refinement out", function()
    local world = fake.world()
    local turn = run(world, { iterations = 1, refine = false })[1]
    assert.equal(0, #world.goals)
    assert.equal(12, #turn.instructions)
  end)

  it("goes on when elements fail, and says so", function()
    local world = fake.world()
    world.failing_suggester = true
    local turn = run(world, { iterations = 1 })[1]
    assert.equal(12, #turn.instructions)
    assert.matches("\n12 failed: model.refused 12\n", world.printed[1])
  end)

  it("ends with the turn in which the budget is reached, and learns nothing from a part", function()
    local world = fake.world()
    world.broke_in = 2
    local turns = run(world, { iterations = 3 })
    assert.equal(2, #turns)
    assert.falsy(turns[2].learnt)
    assert.equal(4, #world.exports)
    assert.matches("\npaused: the budget is reached, 12 items are left for a larger one\n", world.printed[2])
    assert.falsy(world.printed[2]:find("failed", 1, true))
    assert.falsy(world.printed[2]:find("what changes next", 1, true))
  end)

  it("goes on when the ratings cannot be fitted, and says why", function()
    local world = fake.world()
    world.unfit = true
    local turn = run(world, { iterations = 1 })[1]
    assert.falsy(turn.ratings)
    assert.equal(8, #turn.sft_rows)
    assert.matches("leaderboard of this iteration: none. target never lost.", world.printed[1])
  end)

  it("takes roles over the configured ones and refuses unknown ones", function()
    local world = fake.world()
    run(world, { iterations = 1, roles = { contenders = { "target", "mine" } } })
    assert.same({ "target", "mine" }, world.battle_options[1].models)
    assert.error_matches(function() run(world, { roles = { judg = "x" } }) end, "did you mean judge%?")
    assert.error_matches(function() run(world, { iteration = 3 }) end, "loop.run has no option iteration; did you mean")
  end)
end)

describe("the report", function()
  it("prints the same bytes whatever the ids are", function()
    local one, other = fake.world(0), fake.world(7000)
    run(one, { iterations = 2 })
    run(other, { iterations = 2 })
    assert.equal(table.concat(one.printed, "\n"), table.concat(other.printed, "\n"))
  end)

  it("shows the funnel, the spread, the leaderboard and the change", function()
    local world = fake.world()
    run(world, { iterations = 2 })
    assert.equal(table.concat({
      "== iteration 1 of 2, simulated models ==",
      "  seeds          4",
      "  passages       4",
      "  instructions  12",
      "  refined        8  4 rejected: adds nothing 4",
      "  battles       40  40 rated",
      "  broken         0",
      "  SFT rows       8  of 40 battles, K = 3: target won 16, another winner was better 8, tie 8",
      "  DPO rows      32  of 40 battles, K = 2: tie 8",
      "  types    3 of 3 drawn, entropy 1.58 of 1.58 bits",
      "  in band  1 of 3 types with the target's win rate in 0.25–0.75",
      "  ties     20 % of rated battles",
      "  flips    0 % of judged battles turned with the seat order",
      "leaderboard of this iteration (simulated)",
      "  1  target  1040",
      "what changes next:",
      "type weights: 3 changed",
    }, "\n"), world.printed[1]:match("^(.-3 changed)"))
    assert.matches("\ntarget target: 1080 on these instructions, 1040 on those of iteration 1; the same model, "
      .. "and the intervals overlap\n", world.printed[2])
  end)

  it("says which instructions are harder for the target where the intervals tell", function()
    local function compared(first, second)
      local world = fake.world()
      world.target_ratings = { first, second }
      run(world, { iterations = 2 })
      return world.printed[2]:match("\ntarget target: [^\n]+, and ([^\n]+)")
    end
    assert.equal("these are the harder ones for it", compared({ 1050, 1040, 1060 }, { 1000, 990, 1010 }))
    assert.equal("these are the easier ones for it", compared({ 1000, 990, 1010 }, { 1050, 1040, 1060 }))
    assert.equal("no interval tells them apart", compared({ 1000 }, { 1050 }))
  end)

  it("says why rows were refused at export", function()
    local world = fake.world()
    world.refused = 3
    run(world, { iterations = 1 })
    assert.matches("SFT rows       5  of 40 battles, [^\n]+, refused 3: the answer is empty 3\n", world.printed[1])
  end)

  it("says simulated only where a model is", function()
    local world = fake.world()
    world.real = true
    run(world, { iterations = 1 })
    assert.falsy(world.printed[1]:find("simulated"))
  end)
end)
