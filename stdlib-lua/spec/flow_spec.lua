-- Specs of spar/flow.lua and spar/stages.lua over the toy world of fake_host.

local fake = require "spec.fake_host"
local flow = require "spar.flow"
local with_globals = require("spar.spec").with_globals

local function seeds_of(count, kind)
  local seeds = {}
  for index = 1, count do
    seeds[index] = { id = "s" .. index, key = ("%064x"):format(index), type = kind or "text", text = "A tide table." }
  end
  return seeds
end

-- Runs a flow in a world; returns the run and the world.
local function run(definition, seeds, options, world)
  world = world or fake.world()
  local done
  with_globals(world.globals, function() done = flow.run(flow(definition), seeds, options) end)
  return done, world
end

local function keys_of(list)
  local keys = {}
  for index, record in ipairs(list) do keys[index] = record.key end
  return keys
end

describe("flow.run", function()
  it("runs the stages, and its instructions are the drafts with the refined ones", function()
    local done = run({ skill = "toy" }, seeds_of(2))
    -- 3 types per passage; the edits of the odd type change nothing
    assert.same({ 2, 2, 6, 6, 4, 10 }, {
      #done.seeds, #done.passages, #done.written, #done.suggestions, #done.refined, #done.instructions,
    })
    assert.equal(2, #done.edited.rejected)
  end)

  it("takes one seed, or a text", function()
    assert.equal(1, #run({ skill = "toy" }, seeds_of(1)[1]).passages)
    local world = fake.world()
    with_globals(world.globals, function()
      assert.falsy(pcall(flow.run, flow { skill = "toy" }, nil))
    end)
  end)

  it("leaves out seeds of other types and says how many", function()
    local seeds = seeds_of(2)
    seeds[2].type = "code"
    local done = run({ skill = "toy", seeds = { "code", "api" } }, seeds)
    assert.same({ "s2" }, { done.seeds[1].id })
    assert.same({ text = 1 }, done.skipped)
    assert.matches("1 of type text do not suit", tostring(done))
  end)

  it("takes the transformation from the option, the flow, or a function of the seed", function()
    local function agents(definition, options)
      local _, world = run(definition, seeds_of(1), options)
      return world.transforms[1].agent
    end
    assert.equal(nil, agents { skill = "toy" })
    assert.equal("poem", agents { skill = "toy", transform = "poem" })
    assert.same({ "a", "b" }, agents({ skill = "toy", transform = "poem" }, { transform = { "a", "b" } }))
    assert.equal("of text", agents { skill = "toy", transform = function(seed) return "of " .. seed.type end })
  end)

  it("gives transformation and agent the further inputs that the flow names", function()
    local _, world = run({
      skill = "toy", agent = "toy-writer",
      transform = "poem", material = function(seed, _, agent) return { documents = { seed.id, agent } } end,
      with = function(passage) return { shots = passage.transformation } end,
    }, seeds_of(1))
    assert.same({ documents = { "s1", "poem" } }, world.transforms[1].with)
    assert.same({ shots = "poem" }, world.instruct_options[1].with)
    assert.equal("toy-writer", world.instruct_options[1].agent)
  end)

  it("loses nothing but what failed", function()
    local seeds = seeds_of(3)
    seeds[2].breaks = true
    local done = run({ skill = "toy" }, seeds)
    assert.same({ "p-" .. seeds[1].key, "p-" .. seeds[3].key }, keys_of(done.passages))
    assert.equal("model.refused", flow.failures(done)[1].code)
  end)

  it("counts answers that were given away", function()
    local world = fake.world()
    world.leaks = 2
    local done = run({ skill = "toy" }, seeds_of(2), nil, world)
    assert.equal(4, done.leaks)
    assert.matches("4 answers given away, taken out", tostring(done))
  end)

  it("puts drafts and refinements through the gates", function()
    local done, world = run({
      skill = "toy",
      gates = { function(i) return i.type == "hard" and i.round == 0 and "too hard" or nil end },
    }, seeds_of(1))
    assert.same({ "too hard" }, { done.rejected[1].reason })
    assert.equal(2, #done.drafts)
    assert.equal(1, #done.refined)
    assert.same({ done.rejected[1].instruction.id, "too hard", "instruct" }, world.rejections[1])
  end)

  it("hands what has been seen on, so that nothing comes up twice", function()
    local seen, world = {}, fake.world()
    local first = run({ skill = "toy" }, seeds_of(1), { seen = seen }, world)
    local second = run({ skill = "toy" }, seeds_of(1), { seen = seen }, world)
    assert.equal(5, #first.instructions)
    assert.equal(0, #second.instructions)
  end)

  it("refuses options it does not know", function()
    local world = fake.world()
    with_globals(world.globals, function()
      local ok, problem = pcall(flow.run, flow { skill = "toy" }, seeds_of(1), { round = 2 })
      assert.falsy(ok)
      assert.matches("flow.run has no option round; did you mean rounds%?", tostring(problem))
    end)
  end)
end)

describe("refinement", function()
  it("can be left out", function()
    local done, world = run({ skill = "toy" }, seeds_of(2), { refine = false })
    assert.equal(0, #world.goals)
    assert.equal(6, #done.instructions)
  end)

  it("goes on from what the last round made, until nothing is new", function()
    local done, world = run({ skill = "toy" }, seeds_of(1), { rounds = 3 })
    -- 3 drafts, then the 2 that were edited, twice
    assert.equal(7, #world.goals)
    assert.equal(6, #done.refined)
    assert.equal(3, done.refined[#done.refined].round)
  end)

  it("ends where the stop rule says so", function()
    local done = run({ skill = "toy" }, seeds_of(1), { rounds = 3, stop = function(_, round) return round == 2 end })
    assert.equal(4, #done.refined)
  end)

  it("draws goals by weight, the same ones again, or has them named", function()
    local function goals(definition, options)
      local _, world = run(definition, seeds_of(4), options)
      return world.goals
    end
    local drawn = goals { skill = "toy", goals = { harder = 1, easier = 1, flip = 0 } }
    assert.same(drawn, goals { skill = "toy", goals = { harder = 1, easier = 1, flip = 0 } })
    local counts = {}
    for _, goal in ipairs(drawn) do
      local name = goal:match("%S+$")
      counts[name] = (counts[name] or 0) + 1
    end
    assert.truthy(counts.harder and counts.easier)
    assert.equal(nil, counts.flip)
    assert.matches("easier$", goals({ skill = "toy" }, { goal = "easier" })[1])
    assert.matches("of round 1$", goals({ skill = "toy" }, { goal = function(_, n) return "of round " .. n end })[1])
  end)
end)

describe("flow", function()
  it("refuses what a definition cannot say", function()
    local world = fake.world()
    with_globals(world.globals, function()
      local ok, problem = pcall(flow, { skill = "toy", goal = "harder" })
      assert.falsy(ok)
      assert.matches("flow has no option goal; did you mean goals%?", tostring(problem))
      ok, problem = pcall(flow, { skill = "Toy Skill" })
      assert.falsy(ok)
      assert.matches("in%-kebab%-case", tostring(problem))
    end)
  end)

  it("finds flows by skill, and says which one was meant", function()
    local world = fake.world()
    with_globals(world.globals, function()
      assert.equal("reading-comprehension", flow.load("reading-comprehension").skill)
      local ok, problem = pcall(flow.load, "reading-comprehensoin")
      assert.falsy(ok)
      assert.matches("there is no flow 'reading%-comprehensoin'", tostring(problem))
    end)
  end)

  it("is called like a function", function()
    local world = fake.world()
    with_globals(world.globals, function()
      assert.equal(1, #flow { skill = "toy" }(seeds_of(1), { refine = false }).passages)
    end)
  end)
end)
