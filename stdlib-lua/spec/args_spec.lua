-- Specs of spar/args.lua: a recipe's command line.

local args = require "spar.args"
local fake = require "spec.fake_host"
local with_globals = require("spar.spec").with_globals

local form = {
  name = "recipe", about = "Does a thing.",
  { name = "seeds", value = "PATH", default = "seeds", about = "what to read" },
  { name = "iterations", value = "N", kind = "count", default = 2, about = "turns of the loop" },
  { name = "contenders", value = "M,M", kind = "list", about = "opponents of the target" },
  { name = "gap", value = "K,K", kind = "numbers", default = { 3, 1 }, about = "smallest score gap" },
  { name = "no-feedback", kind = "flag", about = "the baseline arm" },
}

local function problem(...)
  local argv, message = { ... }, nil
  with_globals({ spar = { nearest = fake.nearest } }, function() message = select(2, args.read(argv, form)) end)
  return message
end

describe("args.read", function()
  it("gives the defaults", function()
    assert.same({ seeds = "seeds", iterations = 2, gap = { 3, 1 } }, args.read({}, form))
  end)

  it("reads values after a space or an equals sign", function()
    local given = { "--seeds", "a b", "--iterations=3", "--contenders", "x, y,", "--gap=2.5", "--no-feedback" }
    local values = args.read(given, form)
    assert.same({
      seeds = "a b", iterations = 3, contenders = { "x", "y" }, gap = { 2.5 }, ["no-feedback"] = true,
    }, values)
    assert.equal("integer", math.type(values.iterations))
  end)

  it("takes what follows the first equals sign", function()
    assert.equal("a=b", args.read({ "--seeds=a=b" }, form).seeds)
  end)

  it("names the nearest option", function()
    assert.equal("unknown option --iteratoins; did you mean --iterations?", problem("--iteratoins", "3"))
    assert.equal("unknown option --colour.", problem("--colour"))
  end)

  it("says what an option takes", function()
    assert.equal('--iterations takes a whole number of at least 1, not "two".', problem("--iterations", "two"))
    assert.equal('--iterations takes a whole number of at least 1, not "0".', problem("--iterations=0"))
    assert.equal('--gap takes numbers of at least 0 separated by commas, not "3,x".', problem("--gap", "3,x"))
    assert.equal("--contenders needs names separated by commas.", problem("--contenders"))
    assert.equal("--seeds needs a value.", problem("--seeds", "--iterations", "2"))
    assert.equal("--no-feedback takes no value.", problem("--no-feedback=1"))
    assert.equal('unexpected argument "corpus".', problem("corpus"))
  end)

  it("asks for help wherever it stands", function()
    assert.equal("help", args.read({ "--iterations", "3", "-h" }, form))
  end)
end)

describe("args.help", function()
  it("lists every option with its default", function()
    assert.equal(table.concat({
      "usage: recipe [options]", "", "Does a thing.", "", "options:",
      "  --seeds PATH      what to read [seeds]",
      "  --iterations N    turns of the loop [2]",
      "  --contenders M,M  opponents of the target",
      "  --gap K,K         smallest score gap [3,1]",
      "  --no-feedback     the baseline arm",
      "  --help            print this",
    }, "\n"), args.help(form))
  end)
end)

describe("args.parse", function()
  it("ends with 64 and one sentence on a mistake", function()
    local code, written
    local globals = {
      os = { exit = function(value) code = value end }, spar = { nearest = fake.nearest },
      io = { stderr = { write = function(_, text) written = text end } },
    }
    with_globals(globals, function() args.parse({ "--seed", "x" }, form) end)
    assert.equal(64, code)
    assert.equal("recipe: unknown option --seed; did you mean --seeds? See --help.\n", written)
  end)
end)
