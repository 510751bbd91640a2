-- Specs of recipes/arena-instruct over the toy world of fake_host: options reach the loop, and what is printed.

local fake = require "spec.fake_host"
local with_globals = require("spar.spec").with_globals

local stdlib = debug.getinfo(1, "S").source:match("^@(.*)spec/[^/]*$")
local recipe = stdlib .. "recipes/arena-instruct"

local function loaded(count)
  local list = { report = { files = 2, seeds = count, duplicates = 1, replaced = 0, skipped = { ["not text"] = 3 } } }
  for index = 1, count do list[index] = { id = "s" .. index, key = ("%064x"):format(index) } end
  return list
end

-- Runs the recipe with these arguments; returns what it printed, the path it read, and its exit code.
local function run(world, ...)
  local read_path, code
  local globals = world.globals
  globals.arg = { [0] = recipe .. "/main.lua", ... }
  globals.seeds = {
    load = function(path)
      read_path = path
      return loaded(6)
    end,
  }
  globals.os = { exit = function(value) code = value end }
  globals.spar.note = function(text) world.note = text end
  with_globals(globals, function() assert(loadfile(recipe .. "/main.lua", "t"))() end)
  return table.concat(world.printed, "\n"), read_path, code
end

describe("the arena-instruct recipe", function()
  it("runs two iterations on its own seeds and says where the datasets are", function()
    local text, path, code = run(fake.world())
    assert.equal(recipe .. "/seeds", path)
    assert.matches("^6 seeds from 2 files, 1 duplicates dropped, skipped: not text 3\n", text)
    assert.matches("== iteration 2 of 2, simulated models ==", text)
    assert.matches("\nleaderboard of all iterations %(simulated%)\n  1  target  1120\n", text)
    assert.matches("datasets\n  out/sft%-1.jsonl\n  out/dpo%-1.jsonl\n  out/sft%-2.jsonl\n  out/dpo%-2.jsonl$", text)
    assert.falsy(code)
  end)

  it("hands its options to the loop", function()
    local world = fake.world()
    local _, path = run(world, "--seeds", "docs", "--iterations", "1", "--out", "data", "--limit", "3", "--types", "5",
      "--n", "7", "--contenders", "x,y,z", "--judge", "j1,j2", "--no-refine", "--policy", "abstain")
    assert.equal("docs", path)
    assert.same({ 5, 7, 3 }, { -- one call for each passage
      world.instruct_options[1].types, world.instruct_options[1].n, #world.instruct_options,
    })
    local fight = { models = { "target", "x", "y", "z" }, judge = { "j1", "j2" }, policy = "abstain" }
    assert.same(fight, world.battle_options[1])
    assert.equal("data/sft-1.jsonl", world.exports[1].path)
    assert.equal(3, #world.exports[1].rows) -- the hard instruction of each seed
    assert.equal(18, #world.exports[2].rows) -- hard and easy, against three
  end)

  it("ends with 2 where items failed", function()
    local world = fake.world()
    world.failing_suggester = true
    local _, _, code = run(world, "--iterations", "1")
    assert.equal(2, code)
    assert.matches("^18 items failed", world.note)
  end)
end)
