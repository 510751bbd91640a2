-- Specs in the manner of busted: `describe`, `it`, `before_each` and `assert.…`, run at once in the order of the file.
-- Works in the host, where a spec may wait, and under plain lua5.4. spec/run.lua is the program around it.

local spec = {}

local function new_results() return { passed = 0, failures = {}, path = {}, hooks = {} } end

local results = new_results()

-- Printing of values in failures

local function sorted_keys(value)
  local keys = {}
  for key in pairs(value) do keys[#keys + 1] = key end
  table.sort(keys, function(left, right)
    if type(left) ~= type(right) then return type(left) < type(right) end
    if type(left) == "number" or type(left) == "string" then return left < right end
    return tostring(left) < tostring(right)
  end)
  return keys
end

local function show(value, depth)
  if type(value) == "string" then return ("%q"):format(value) end
  if type(value) ~= "table" then return tostring(value) end
  if depth == 0 then return "{…}" end
  local parts = {}
  for _, key in ipairs(sorted_keys(value)) do
    local name = math.type(key) == "integer" and "" or tostring(key) .. " = "
    parts[#parts + 1] = name .. show(value[key], depth - 1)
  end
  return "{" .. table.concat(parts, ", ") .. "}"
end

local function same(left, right)
  if type(left) ~= "table" or type(right) ~= "table" then return left == right end
  for key, value in pairs(left) do
    if not same(value, right[key]) then return false end
  end
  for key in pairs(right) do
    if left[key] == nil then return false end
  end
  return true
end

-- Assertions: the expected value first, the actual one second. Level 3 puts the place of the caller into the message.

local assertions = {}

local function fail(text, ...) error(text:format(...), 3) end

function assertions.equal(expected, actual)
  if expected ~= actual then fail("expected %s, got %s", show(expected, 4), show(actual, 4)) end
end

function assertions.same(expected, actual)
  if not same(expected, actual) then fail("expected %s, got %s", show(expected, 6), show(actual, 6)) end
end

function assertions.truthy(value)
  if not value then fail("expected something true, got %s", show(value, 4)) end
end

function assertions.falsy(value)
  if value then fail("expected nil or false, got %s", show(value, 4)) end
end

function assertions.near(expected, actual, tolerance)
  local close = type(actual) == "number" and math.abs(expected - actual) <= (tolerance or 1e-9)
  if not close then
    fail("expected %s within %s, got %s", show(expected), show(tolerance or 1e-9), show(actual, 4))
  end
end

function assertions.matches(pattern, text)
  if not tostring(text):find(pattern) then fail("expected a match of %q, got %s", pattern, show(text, 4)) end
end

-- Passes where fn raises an error whose text matches the pattern.
function assertions.error_matches(fn, pattern)
  local ok, err = pcall(fn)
  if ok then fail("expected an error matching %q, got none", pattern) end
  if not tostring(err):find(pattern) then fail("expected an error matching %q, got %s", pattern, tostring(err)) end
end

spec.assert = setmetatable(assertions, {
  __call = function(_, value, message)
    if not value then error(message or "assertion failed", 2) end
    return value
  end,
})

-- Running

local function full_name(name)
  local names = table.move(results.path, 1, #results.path, 1, {})
  names[#names + 1] = name
  return table.concat(names, " ")
end

local function run_hooks()
  for _, hooks in ipairs(results.hooks) do
    for _, hook in ipairs(hooks) do hook() end
  end
end

local function record_failure(name, where, err)
  local message = tostring(err)
  local place = message:match("^(%S+:%d+): ")
  local text = place and message:sub(#place + 3) or message
  table.insert(results.failures, { name = name, place = place or where, message = text })
end

local function place_of_caller(level)
  local info = debug.getinfo(level + 1, "Sl")
  return ("%s:%d"):format(info.short_src, info.currentline)
end

-- Runs one spec; an error in it or in a hook fails this spec alone.
function spec.it(name, fn)
  local where = place_of_caller(2)
  local ok, err = pcall(function()
    run_hooks()
    fn()
  end)
  if ok then results.passed = results.passed + 1 else record_failure(full_name(name), where, err) end
end

-- Groups specs; an error outside `it` is recorded and ends the group.
function spec.describe(name, fn)
  local where = place_of_caller(2)
  table.insert(results.path, name)
  table.insert(results.hooks, {})
  local ok, err = pcall(fn)
  if not ok then record_failure(full_name("(outside it)"), where, err) end
  table.remove(results.path)
  table.remove(results.hooks)
end

-- Runs fn before every following spec of the group and of the groups inside it.
function spec.before_each(fn)
  local hooks = results.hooks[#results.hooks]
  if not hooks then error("before_each belongs inside describe", 2) end
  hooks[#hooks + 1] = fn
end

-- Runs the specs of one file, which sees `describe`, `it`, `before_each` and `assert` as its globals.
function spec.run_file(path)
  local names = { describe = spec.describe, it = spec.it, before_each = spec.before_each, assert = spec.assert }
  local chunk, problem = loadfile(path, "t", setmetatable(names, { __index = _G }))
  if not chunk then return record_failure(path, path, problem) end
  local ok, err = pcall(chunk)
  if not ok then record_failure(path, path, err) end
end

-- Calls fn with other globals in place of the real ones, and puts those back whatever happens.
function spec.with_globals(replaced, fn)
  local before = {}
  for name, value in pairs(replaced) do
    before[name] = rawget(_G, name) or false
    rawset(_G, name, value)
  end
  local ok, err = pcall(fn)
  for name, value in pairs(before) do rawset(_G, name, value or nil) end
  if not ok then error(err, 0) end
end

-- What the specs that fn runs came to: {passed, failures = {{name, place, message}}}.
function spec.collect(fn)
  local outer, inner = results, new_results()
  results = inner
  local ok, err = pcall(fn)
  results = outer
  if not ok then error(err, 0) end
  return inner
end

-- "12 passed, 1 failed", after the failures with their places.
function spec.summary(collected)
  local lines = {}
  for _, failure in ipairs(collected.failures) do
    lines[#lines + 1] = ("FAILED %s\n  %s: %s"):format(failure.name, failure.place, failure.message)
  end
  lines[#lines + 1] = ("%d passed, %d failed"):format(collected.passed, #collected.failures)
  return table.concat(lines, "\n")
end

return spec
