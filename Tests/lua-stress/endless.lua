-- Never ends by itself and swallows every error it can: what Ctrl-C and cancellation have to end all the same.

local kind = ...

local function wait_nested() coroutine.wrap(function() linger(60) end)() end

local kinds = {
  function() touch() end,
  function() linger(60) end,
  wait_nested,
  function() coroutine.resume(coroutine.create(wait_nested)) end,
  function() await(spawn(linger, 60)) end,
  function() pcall(error, touch()) end,
  function()
    local _ <close> = setmetatable({}, { __close = function() touch() end })
    linger(60)
  end,
  function() table.sort({ 3, 2, 1 }, function(a, b) return touch() == nil and a < b end) end,
}

local step = kinds[kind % #kinds + 1]
while true do
  pcall(step)
  pcall(pause)
end
