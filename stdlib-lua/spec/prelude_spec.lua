-- Specs of spar/prelude.lua over a fake scheduler: order, concurrency, failures, cancellation.

local fake = require "spec.fake_host"
local prelude = require "spar.prelude"
local with_globals = require("spar.spec").with_globals

local fns = {}
for _, entry in ipairs(prelude) do fns[entry.name] = entry.fn end

-- Runs fn(scheduler) with the fake tasks as globals.
local function hosted(fn)
  local scheduler = fake.scheduler()
  local globals = {
    spawn = scheduler.spawn, await = scheduler.await, error_info = fake.error_info, spar = { random = fake.random },
  }
  with_globals(globals, function() fn(scheduler) end)
end

local function numbers(n)
  local list = {}
  for index = 1, n do list[index] = index end
  return list
end

describe("prelude", function()
  it("documents every function it returns", function()
    for _, entry in ipairs(prelude) do
      assert.equal("function", type(entry.fn))
      for _, field in ipairs { "name", "about", "example" } do assert.matches("%S", entry[field]) end
      for _, field in ipairs { "params", "returns" } do assert.truthy(#entry[field] > 0) end
      for _, param in ipairs(entry.params) do
        for _, field in ipairs { "name", "type", "about" } do assert.matches("%S", param[field]) end
      end
    end
  end)
end)

describe("map", function()
  it("returns results at the same indexes, whichever ends first", function()
    hosted(function(scheduler)
      local doubled = fns.map({ 5, 1, 3 }, function(n)
        scheduler.pause(n)
        return 2 * n
      end)
      assert.same({ 10, 2, 6, n = 3, failed = {} }, doubled)
    end)
  end)

  it("runs as many at a time as asked for, and no more", function()
    hosted(function(scheduler)
      fns.map(numbers(20), function() scheduler.pause(3) end, { concurrency = 4 })
      assert.equal(4, scheduler.most_busy)
    end)
  end)

  it("runs 64 at a time unless told", function()
    hosted(function(scheduler)
      fns.map(numbers(200), function() scheduler.pause(2) end)
      assert.equal(64, scheduler.most_busy)
    end)
  end)

  it("keeps the others when an element fails", function()
    hosted(function(scheduler)
      local result = fns.map({ { id = "i1" }, { id = "i2" }, { id = "i3" } }, function(item, index)
        scheduler.pause(4 - index)
        if index ~= 2 then error({ code = "model.refused", message = "no " .. item.id }, 0) end
        return "kept"
      end)
      assert.equal("kept", result[2])
      assert.equal("model.refused", result[1].code)
      assert.same({ "i1", "i3" }, { result.failed[1].input, result.failed[2].input })
      assert.equal(result[3], result.failed[2])
    end)
  end)

  it("names the index where a failing element is no record", function()
    hosted(function()
      local result = fns.map({ "x", "y" }, function(item) return item == "x" or nil .. item end)
      assert.equal(2, result.failed[1].input)
      assert.equal("lua.error", result.failed[1].code)
    end)
  end)

  it("counts elements whose result is nil", function()
    hosted(function()
      local result = fns.map({ 1, 2, 3 }, function(n) return n ~= 2 and n or nil end)
      assert.equal(3, result.n)
      assert.falsy(result[2])
      assert.equal(3, result[3])
    end)
  end)

  -- An iterator over 1 … 10 that waits before every number, and cannot be called while it waits.
  local function slow_numbers(turns)
    local drawn, drawing = 0, false
    return function()
      assert(not drawing, "two draws at once")
      drawing = true
      for _ = 1, turns do coroutine.yield() end
      drawing = false
      drawn = drawn + 1
      return drawn <= 10 and drawn or nil
    end
  end

  it("keeps the workers busy with an iterator that waits", function()
    hosted(function(scheduler)
      local result = fns.map(slow_numbers(1), function(n)
        scheduler.pause(5)
        return n * n
      end, { concurrency = 3 })
      assert.equal(10, result.n)
      assert.equal(100, result[10])
      assert.equal(3, scheduler.most_busy)
    end)
  end)

  it("draws one at a time from an iterator that waits longer than the work takes", function()
    hosted(function(scheduler)
      local result = fns.map(slow_numbers(4), function(n)
        scheduler.pause(n % 3)
        return -n
      end, { concurrency = 3 })
      assert.same({ -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, n = 10, failed = {} }, result)
    end)
  end)

  it("raises what an iterator raises", function()
    hosted(function()
      local function broken() error("disk gone", 0) end
      assert.error_matches(function() fns.map(broken, print) end, "disk gone")
    end)
  end)

  it("lets cancellation pass", function()
    hosted(function()
      local cancelled = { code = "cancelled" }
      local real_pcall = pcall
      local function host_pcall(...)
        local results = table.pack(real_pcall(...))
        if results[2] == cancelled then error(cancelled, 0) end
        return table.unpack(results, 1, results.n)
      end
      local caught
      with_globals({ pcall = host_pcall }, function()
        local _, err = real_pcall(fns.map, { 1 }, function() error(cancelled, 0) end)
        caught = err
      end)
      assert.equal(cancelled, caught)
    end)
  end)

  it("refuses what is no list, no function, no option", function()
    assert.error_matches(function() fns.map(7, print) end, "takes a list or an iterator function first, not integer")
    assert.error_matches(function() fns.map({}, "f") end, "map takes a function second, not string")
    assert.error_matches(function() fns.map({}, print, { conc = 1 }) end, 'map has no option "conc"')
    assert.error_matches(function() fns.map({}, print, { concurrency = 0 }) end, "at least 1, not 0")
  end)

  it("returns an empty list for an empty list", function()
    hosted(function() assert.same({ n = 0, failed = {} }, fns.map({}, print)) end)
  end)
end)

describe("flat_map", function()
  it("joins the lists in input order and leaves failed elements out", function()
    hosted(function(scheduler)
      local flat = fns.flat_map({ 3, 2, 1 }, function(n)
        scheduler.pause(n)
        if n == 2 then error("odd one", 0) end
        return { n, n * 10 }
      end)
      assert.equal(1, #flat.failed)
      flat.failed = nil
      assert.same({ 3, 30, 1, 10 }, flat)
    end)
  end)
end)

describe("filter, group_by and sample", function()
  it("filter keeps what passes, in order", function()
    assert.same({ 4, 2 }, fns.filter({ 4, 1, 2 }, function(n) return n % 2 == 0 end))
  end)

  it("group_by takes a field or a function", function()
    local a, b, c = { t = "x" }, { t = "y" }, { t = "x" }
    local groups, order = fns.group_by({ a, b, c, {} }, "t")
    assert.same({ x = { a, c }, y = { b } }, groups)
    assert.same({ "x", "y" }, order)
    local by_parity = fns.group_by({ 1, 2, 3 }, function(n) return n % 2 == 0 end)
    assert.same({ [true] = { 2 }, [false] = { 1, 3 } }, by_parity)
  end)

  it("sample draws the same different elements for the same purpose", function()
    hosted(function()
      local list = numbers(50)
      local first = fns.sample(list, 10, "probe")
      assert.same(first, fns.sample(list, 10, "probe"))
      assert.equal(10, #first)
      for index = 2, 10 do assert.truthy(first[index - 1] < first[index]) end
      assert.same(list, fns.sample(list, 80, "probe"))
    end)
  end)
end)

describe("similarity", function()
  it("is the cosine of two vectors", function()
    assert.near(1, fns.similarity({ 3, 4 }, { 6, 8 }))
    assert.near(0, fns.similarity({ 1, 0 }, { 0, 2 }))
    assert.near(-1, fns.similarity({ 1, 1 }, { -2, -2 }))
    assert.near(0.974631846, fns.similarity({ 1, 2, 3 }, { 4, 5, 6 })) -- 32 / sqrt(14 * 77)
    assert.equal(0, fns.similarity({ 0, 0 }, { 1, 2 }))
  end)

  it("refuses what is no vector and vectors of different lengths", function()
    assert.matches("vector first, not string", select(2, pcall(fns.similarity, "a", { 1 })))
    assert.matches("vector second, not table", select(2, pcall(fns.similarity, { 1 }, {})))
    assert.matches("2 and 1", select(2, pcall(fns.similarity, { 1, 2 }, { 1 })))
  end)
end)
