-- Works at the edge of a small memory limit: every call gives its right answer or says that memory is out.

local count, seed = ...
local right, refused = 0, 0
local hoard = {}

local function step(i)
  hoard[#hoard + 1] = ("x"):rep(1000 + (i * seed) % 9000) .. i
  local t = echo { i, tostring(i), { hoard[#hoard] }, function() return i end }
  assert(t[1] == i and t[2] == tostring(i) and t[3][1] == hoard[#hoard] and t[4]() == i, "wrong answer")
  local inner = coroutine.wrap(function() return later({ i }, ("y"):rep(3000)) end)
  assert(inner()[1] == i, "wrong answer after waiting")
  assert(await(spawn(later, i)) == i, "wrong answer of a task")
end

for i = 1, count do
  local ok, err = pcall(step, i)
  if ok then
    right = right + 1
  else
    hoard = {}
    local text = type(err) == "table" and err.message or tostring(err)
    assert(text:find("not enough memory", 1, true), text)
    refused = refused + 1
  end
end
return right, refused
