-- Specs of spar/leaderboard.lua and spar/win_matrix.lua: what is shown of ratings and win rates.

local inspect = require "spar.inspect"
local screen = require "spec.screen"
local columns_of, lines_of, record = screen.columns_of, screen.lines_of, screen.record

describe("win rates", function()
  local function matrix(models)
    local rate = {}
    for row, model in ipairs(models) do
      rate[model] = {}
      for column, other in ipairs(models) do
        if row ~= column then rate[model][other] = row < column and 0.75 or 0.25 end
      end
    end
    return record("win_matrix", { models = models, rate = rate, battles = {} })
  end

  it("are a table of percentages, with names above where they fit", function()
    local lines = lines_of(inspect(matrix { "x", "y\27[2J" }))
    assert.equal("percent won by the model of the row against that of the column", lines[1])
    assert.matches("^   +x +y", lines[2])
    assert.matches("^1  x +· +75$", lines[3])
    assert.matches("^2  y\\x1b%[2J +25 +·$", lines[4])
  end)

  it("have numbers above where the names are long, and go on below where the columns are many", function()
    local models = {}
    for index = 1, 30 do models[index] = ("provider/a-long-model-name-%02d"):format(index) end
    local lines = lines_of(inspect(matrix(models)))
    assert.matches("^ +1 +2 +3", lines[2])
    for _, line in ipairs(lines) do assert.truthy(utf8.len(line) <= 80) end
    assert.truthy(#lines > 60)
  end)

  it("stand under the name of their group, and a reason where there are no ratings", function()
    local shown = inspect(record("list", {
      record("matrix_group", { name = "coding/review", matrix = matrix { "x", "y" } }),
    }))
    assert.equal("coding/review", lines_of(shown)[1])
    local reasons = inspect(record("list", {
      record("rating_group", { name = "code", reason = "x is undefeated.", excluded = {} }),
      record("rating_group", { name = "question", excluded = {}, ratings = record("list", {
        record("rating", { model = "y", rating = 1000, rank = 1, battles = 2 }), battles = 2,
      }) }),
    }))
    local lines = lines_of(reasons)
    assert.equal("x is undefeated.", lines[2])
    assert.equal("question  2 battles", lines[4])
  end)
end)

describe("a list of ratings", function()
  local function ratings()
    return record("list", {
      record("rating", {
        model = "sim/強い", rating = 1200, lower = 1150, upper = 1250, rank = 1, battles = 40, simulated = true,
      }),
      record("rating", { model = "openai/m", rating = 1000, lower = 900, upper = 1100, rank = 2, battles = 9 }),
      record("rating", { model = "elo", rating = 850, rank = 3, battles = 8 }),
      excluded = { unparsed = 2, inconsistent = 1 }, notes = { "sandwich intervals" },
    })
  end

  it("is a leaderboard with rank, model, rating, interval and battles", function()
    local lines = lines_of(inspect(ratings()))
    assert.equal("   model     rating  interval      battles", lines[1])
    assert.matches("^1  sim/強い    1200  %[1150, 1250%]       40  │", lines[2])
    assert.matches("^3  elo          850  –", lines[4])
    assert.equal("not rated: 1 inconsistent, 2 unparsed", lines[5])
    assert.equal("sandwich intervals", lines[6])
  end)

  it("draws intervals to one scale, from the lowest to the highest bound", function()
    local lines = lines_of(inspect(ratings(), { width = 100 }))
    local ascii = { ["│"] = "|", ["├"] = "(", ["─"] = "-", ["●"] = "o", ["┤"] = ")" }
    local function drawn(line) return (line:gsub(utf8.charpattern, ascii)) end
    assert.matches("| +%(%-+o%-+%)|", drawn(lines[2]))
    assert.matches("| +%(%-+o%-+%) +|", drawn(lines[3]))
    assert.matches("|o +|", drawn(lines[4]))
    local ends = columns_of(lines[2] .. "\n" .. lines[3] .. "\n" .. lines[4], "│")
    assert.same({ ends[1], ends[1], ends[1] }, ends)
  end)

  it("fits 80 columns and says below what was fitted besides", function()
    local list = ratings()
    list.separability, list.tie = 2 / 3, { ties = "davidson", value = 0.5, lower = 0.25, upper = 1 }
    list.coefficients = { { control = "length", value = 0.5, lower = -0.1, upper = 1.1, points = 86.9 } }
    local lines = lines_of(inspect(list))
    assert.equal("67 % of the pairs are told apart", lines[6])
    assert.equal("ties (davidson): ν = 0.50 [0.25, 1.00]", lines[7])
    assert.equal("length: +0.50 [-0.10, 1.10] log-odds, +87 points, for all of it on one side", lines[8])
    for _, line in ipairs(lines) do assert.truthy(utf8.len(line) <= 80) end
  end)

  it("says simulated where the numbers are", function()
    local lines = lines_of(inspect(ratings()))
    assert.matches("simulated$", lines[2])
    assert.falsy(lines[3]:find("simulated"))
  end)

  it("draws a single model, and ratings that are no numbers", function()
    assert.matches("│●", inspect(record("list", { record("rating", { model = "m", rating = 1000, rank = 1 }) })))
    assert.matches("m +– ", inspect(record("list", { record("rating", { model = "m", rating = 0 / 0, rank = 1 }) })))
  end)
end)
