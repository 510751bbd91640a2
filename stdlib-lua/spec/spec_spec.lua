-- Specs of spar/spec.lua: the runner itself must be able to fail.

local spec = require "spar.spec"

-- The one failure of a group that runs `body` as its spec.
local function failure_of(body)
  local results = spec.collect(function()
    spec.describe("a group", function() spec.it("has a spec", body) end)
  end)
  assert.equal(1, #results.failures)
  return results.failures[1]
end

describe("the spec runner", function()
  it("lists a failing spec with its names and place", function()
    local failure = failure_of(function() assert.equal(1, 2) end)
    assert.equal("a group has a spec", failure.name)
    assert.matches("spec_spec%.lua:16$", failure.place)
    assert.equal("expected 1, got 2", failure.message)
  end)

  it("fails every assertion that does not hold", function()
    local wrong = {
      function() assert.equal("1", 1) end, function() assert.same({ 1, { 2 } }, { 1, { 3 } }) end,
      function() assert.same({ a = 1 }, {}) end, function() assert.same({}, { a = 1 }) end,
      function() assert.truthy(false) end, function() assert.falsy(0) end,
      function() assert.near(1, 1.1, 0.05) end, function() assert.near(1, 0 / 0) end,
      function() assert.near(1, nil) end,
      function() assert.matches("^b", "abc") end, function() assert(nil, "no") end,
      function() assert.error_matches(function() end, "") end,
      function() assert.error_matches(function() error("one") end, "two") end,
    }
    for _, body in ipairs(wrong) do assert.matches("spec_spec%.lua:%d+$", failure_of(body).place) end
  end)

  it("passes what holds", function()
    assert.same({ 1, { x = "y" } }, { 1, { x = "y" } })
    assert.near(0.3, 0.1 + 0.2)
    assert.error_matches(function() error({ code = "x" }) end, "^table:")
  end)

  it("keeps the place of the spec for errors that are tables", function()
    local err = setmetatable({ code = "model.refused" }, { __tostring = function() return "refused." end })
    local failure = failure_of(function() error(err) end)
    assert.equal("refused.", failure.message)
    assert.matches("spec_spec%.lua:%d+$", failure.place)
  end)

  it("runs before_each of the outer groups first, before every spec", function()
    local log = {}
    local results = spec.collect(function()
      spec.describe("outer", function()
        spec.before_each(function() log[#log + 1] = "outer" end)
        spec.describe("inner", function()
          spec.before_each(function() log[#log + 1] = "inner" end)
          spec.it("one", function() log[#log + 1] = "one" end)
        end)
        spec.it("two", function() log[#log + 1] = "two" end)
      end)
    end)
    assert.same({ "outer", "inner", "one", "outer", "two" }, log)
    assert.equal("2 passed, 0 failed", spec.summary(results))
  end)

  it("counts an error outside it and an unreadable file as failures", function()
    local results = spec.collect(function()
      spec.describe("group", function() error("early") end)
      spec.run_file("no/such_spec.lua")
    end)
    assert.equal(2, #results.failures)
    assert.matches("no/such_spec.lua", spec.summary(results))
  end)
end)
