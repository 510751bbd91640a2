-- Specs of spar/seed_list.lua over a store of numbered rows that counts what is fetched, and of spar/sources.lua.

local define = require "spar.seed_list"
local sources = require "spar.sources"

-- A list of the rows that `runs` name as {first, count}, …, and the numbers of rows that were fetched so far.
local function list_of(runs)
  local fetched, packed, count = {}, {}, 0
  for index, run in ipairs(runs) do
    packed[index] = ("<i8i8"):pack(count, run[1])
    count = count + run[2]
  end
  local metatable = define({}, function(row, n)
    fetched[#fetched + 1] = n
    local page = {}
    for offset = 0, n - 1 do page[offset + 1] = { id = "s" .. row + offset, row = row + offset } end
    return page
  end)
  return setmetatable({ runs = table.concat(packed), count = count }, metatable), fetched
end

local function rows_of(list)
  local rows = {}
  for _, seed in ipairs(list) do rows[#rows + 1] = seed.row end
  return rows
end

describe("a list of stored seeds", function()
  it("has a length, items at their places, and nothing beyond", function()
    local list = list_of { { 10, 3 }, { 4, 2 } }
    assert.equal(5, #list)
    assert.same({ 10, 11, 12, 4, 5 }, rows_of(list))
    assert.equal(4, list[4].row)
    assert.falsy(list[0] or list[6] or list[-1] or list.nothing)
  end)

  it("may be empty", function()
    local list = list_of {}
    assert.equal(0, #list)
    assert.falsy(list[1] or list:each()())
    assert.equal(0, #list:filter(error))
  end)

  it("fetches pages where it is read on, and single seeds where it is drawn from", function()
    local list, fetched = list_of { { 1, 1000 } }
    for _ in list:each() do end
    assert.same({ 128, 128, 128, 128, 128, 128, 128, 104 }, fetched)
    local drawn, drawn_fetched = list_of { { 1, 1000 } }
    for _, place in ipairs { 500, 20, 999 } do assert.equal(place, drawn[place].row) end
    assert.same({ 1, 1, 1 }, drawn_fetched)
  end)

  it("gives the same table as long as somebody has it, and holds no more than a page", function()
    local list = list_of { { 1, 1000 } }
    local first, weak = list[1], setmetatable({}, { __mode = "v" })
    first.mark = "mine"
    for index, seed in ipairs(list) do weak[index] = seed end
    assert.equal("mine", list[1].mark)
    collectgarbage()
    collectgarbage()
    local held = 0
    for _ in pairs(weak) do held = held + 1 end
    assert.truthy(held <= 130)
  end)

  it("is filtered into a list of the same kind, runs in a row as one", function()
    local list = list_of { { 1, 100 } }
    local late = list:filter(function(seed) return seed.row > 40 and seed.row ~= 50 end)
    assert.equal(59, #late)
    assert.equal(32, #late.runs)
    assert.same({ 41, 51, 100 }, { late[1].row, late[10].row, late[59].row })
    assert.same({ 50 }, rows_of(list:filter(function(seed) return seed.row == 50 end)))
  end)

  it("is copied into a plain list, which alone can be written to", function()
    local list = list_of { { 7, 2 } }
    local copy = list:copy()
    copy[3] = "more"
    assert.equal(3, #copy)
    assert.error_matches(function() list[3] = "more" end, "cannot be written to")
    assert.same({ 7, 8 }, rows_of(list))
  end)
end)

describe("the source of a function", function()
  it("is found in its file", function()
    local function marked() return "this very line" end
    assert.equal("    local function marked() return \"this very line\" end", sources.of(marked))
  end)

  it("is found in chunks that were loaded from text, or remembered", function()
    local loaded = load("-- first\nreturn function(a)\n  return a\nend")()
    assert.equal("return function(a)\n  return a\nend", sources.of(loaded))
    sources.remember("@gone.lua", "return function() end -- here")
    assert.equal("return function() end -- here", sources.of(load("return function() end", "@gone.lua")()))
  end)

  it("is found in what was typed last", function()
    sources.remember_typed("f = function() return 1 end")
    local typed = load("return function() return 1 end", "=input")()
    sources.remember_typed("g(f)")
    assert.equal("f = function() return 1 end", sources.of(typed))
  end)

  it("is nothing for functions of C, of unknown chunks, and of files that changed", function()
    assert.falsy(sources.of(string.rep))
    assert.falsy(sources.of(load("return function() end", "=elsewhere")()))
    sources.remember("@short.lua", "one line")
    assert.falsy(sources.of(load("\n\nreturn function() end", "@short.lua")()))
  end)
end)
