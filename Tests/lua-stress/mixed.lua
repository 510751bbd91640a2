-- One worker of the stress program: `count` operations drawn at random, each checking every answer it gets.
-- Returns how often it called each host function, so that the host can compare with what arrived.

local count, seed = ...

local issued = {}
local function called(name, times) issued[name] = (issued[name] or 0) + (times or 1) end

-- Every worker draws for itself: a shared generator would make the sequence depend on the order of waking.
local state = seed
local function draw(n)
  state = state * 6364136223846793005 + 1442695040888963407
  return (state >> 33) % n + 1
end

local function is_refusal(err) return tostring(err):find("Lua cannot wait", 1, true) ~= nil end

local operations = {}

local function operation(name, run) operations[#operations + 1] = { name = name, run = run } end

operation("an immediate call with nested tables", function(i)
  called "echo"
  local text = ("\0\xff%d"):format(i)
  local a, b, c = echo({ i, 2.5, text, { name = text } }, i, nil)
  assert(math.type(a[1]) == "integer" and a[1] == i and a[2] == 2.5)
  assert(a[3] == text and a[4].name == text and b == i and c == nil)
end)

operation("several immediate calls", function(i)
  called("sum", 10)
  for k = 1, 10 do assert(sum(i, k, k) == i + 2 * k) end
end)

operation("a text larger than the inline buffer", function()
  called "echo"
  local text = ("x"):rep(draw(20000))
  assert(echo(text) == text)
end)

operation("an error", function(i)
  called "fail"
  local ok, err = pcall(fail, i)
  assert(not ok and err.code == "stress.failed" and err.message == tostring(i))
end)

operation("a call that waits", function(i)
  called("later", 3)
  for k = 1, 3 do
    local a, b = later(i, { k })
    assert(a == i and b[1] == k)
  end
end)

operation("an error after waiting", function(i)
  called "fail_later"
  local ok, err = pcall(function() fail_later(i) end)
  assert(not ok and err.message == tostring(i))
end)

operation("the host calls back, and the function it calls waits", function(i)
  called "call_back"
  called "later"
  local result = call_back(function(x) return later(x) + i end, 1)
  assert(result == i + 1)
end)

operation("user yields between waits, two coroutines deep", function(i)
  called("later", 4)
  local inner = coroutine.wrap(function(a)
    for _ = 1, 3 do a = coroutine.yield(later(a) + 1) end
    error("spent")
  end)
  local outer = coroutine.create(function()
    coroutine.yield(inner(i))
    coroutine.yield(inner(i + 10))
    return later(inner(i + 20))
  end)
  for k = 0, 2 do
    local ok, value = coroutine.resume(outer)
    assert(ok and value == i + 10 * k + 1)
  end
  assert(coroutine.status(outer) == "dead" and not pcall(inner, 0))
end)

operation("a coroutine that is given up, and one that is closed", function(i)
  called("later", 2)
  local closed = false
  local function body()
    local _ <close> = setmetatable({}, { __close = function() closed = true end })
    coroutine.yield(later(i))
    error("never")
  end
  local kept, given_up = coroutine.create(body), coroutine.wrap(body)
  assert(select(2, coroutine.resume(kept)) == i and given_up() == i)
  assert(coroutine.close(kept) and closed)
end)

operation("waiting where Lua cannot", function()
  local ok, err = pcall(table.sort, { 3, 2, 1 }, function(a, b)
    later()
    return a < b
  end)
  assert(not ok and is_refusal(err))
  ok, err = pcall(string.gsub, "ab", ".", function() coroutine.wrap(later)() end)
  assert(not ok and is_refusal(err))
end)

operation("tasks, one of which fails", function(i)
  called("later", 3)
  called "fail_later"
  local bad = spawn(fail_later, i)
  local good = {}
  for k = 1, 3 do good[k] = spawn(later, i + k) end
  for k = 1, 3 do assert(await(good[k]) == i + k) end
  for _ = 1, 2 do
    local ok, err = pcall(await, bad)
    assert(not ok and err.message == tostring(i))
  end
end)

operation("a task that fails and that nobody awaits", function()
  called "fail_later"
  called "stray"
  spawn(fail_later, 0)
end)

operation("a cancelled task, sometimes before it has begun to wait", function(i)
  local sleeper = spawn(function()
    while true do pcall(sleep, 60) end
  end)
  if draw(2) == 1 then
    called "later"
    assert(later(i) == i)
  end
  local waiter = spawn(function() return await(sleeper) end)
  sleeper:cancel()
  local ok, err = pcall(await, waiter)
  assert(not ok and err.code == "script.interrupted" and sleeper:status() == "cancelled")
end)

operation("a finaliser that calls the host while results are pushed", function(i)
  called("note", 6)
  called("echo", 6)
  for k = 1, 6 do
    setmetatable({}, { __gc = function()
      note(k, function() return k end)
      assert(not pcall(later, k))
    end })
    local t = echo { { k }, { { i } }, tostring(k), function() return i + k end }
    assert(t[1][1] == k and t[2][1][1] == i and t[3] == tostring(k) and t[4]() == i + k)
  end
end)

for i = 1, count do
  local chosen = operations[draw(#operations)]
  local ok, err = pcall(chosen.run, i)
  if not ok then
    if type(err) == "table" and err.code == "script.interrupted" then error(err, 0) end
    error(("%s: %s"):format(chosen.name, type(err) == "table" and err.message or err), 0)
  end
end
return issued
