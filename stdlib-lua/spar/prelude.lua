-- List functions that every script has as globals: `map` and its kin over lists and iterators. What they call may wait.
-- Returns them with their documentation; the host registers both. It brings `spawn`, `await` and `error_info`.

local function type_of(value) return math.type(value) == "integer" and "integer" or type(value) end

-- An iterator over a list, or the iterator that was given.
local function items_of(name, list)
  if type(list) == "function" then return list end
  if type(list) ~= "table" then
    error(("%s takes a list or an iterator function first, not %s"):format(name, type_of(list)), 3)
  end
  local index = 0
  return function()
    index = index + 1
    return list[index]
  end
end

local function check_callable(name, fn)
  local meta = getmetatable(fn)
  if type(fn) == "function" or (type(meta) == "table" and meta.__call) then return end
  error(("%s takes a function second, not %s"):format(name, type_of(fn)), 3)
end

local function concurrency_of(name, options)
  for key in pairs(options or {}) do
    if key ~= "concurrency" then
      error(("%s has no option %q; it knows concurrency"):format(name, tostring(key)), 3)
    end
  end
  local concurrency = options and options.concurrency or 64
  if math.type(concurrency) ~= "integer" or concurrency < 1 then
    error(("%s: concurrency must be a whole number of at least 1, not %s"):format(name, tostring(concurrency)), 3)
  end
  return concurrency
end

-- Errors of one element, as the list verbs report them: which input, at which index.
local function failure(err, item, index)
  local info = error_info(err)
  info.index = index
  info.input = info.input or (type(item) == "table" and item.id) or index
  return info
end

-- Starts workers until `concurrency` of them are busy, and waits for all. An iterator may wait while it fetches, so
-- only one worker draws at a time: whoever has drawn starts the next, and who finds another drawing ends.
local function run_pool(concurrency, draw, work)
  local tasks, busy, drawing, finished = {}, 0, false, false
  local function worker()
    while not (drawing or finished) do
      drawing = true
      local item, index = draw()
      drawing = false
      if item == nil then
        finished = true
        break
      end
      if busy < concurrency then
        busy = busy + 1
        tasks[#tasks + 1] = spawn(worker)
      end
      work(item, index)
    end
    busy = busy - 1
  end
  busy = 1
  tasks[1] = spawn(worker)
  local awaited = 0
  while tasks[awaited + 1] do -- a worker appends the tasks it starts before it ends
    awaited = awaited + 1
    await(tasks[awaited])
  end
end

local function map_items(items, fn, concurrency)
  local results, failed, count = {}, {}, 0
  local function draw()
    local item = items()
    if item == nil then return nil end
    count = count + 1
    return item, count
  end
  run_pool(concurrency, draw, function(item, index)
    local ok, value = pcall(fn, item, index)
    if not ok then
      value = failure(value, item, index)
      failed[#failed + 1] = value
    end
    results[index] = value
  end)
  table.sort(failed, function(left, right) return left.index < right.index end)
  results.n, results.failed = count, failed
  return results
end

local function map(list, fn, options)
  local items = items_of("map", list)
  check_callable("map", fn)
  return map_items(items, fn, concurrency_of("map", options))
end

local function flat_map(list, fn, options)
  local items = items_of("flat_map", list)
  check_callable("flat_map", fn)
  local mapped = map_items(items, fn, concurrency_of("flat_map", options))
  local failed_at, flat = {}, { failed = mapped.failed }
  for _, err in ipairs(mapped.failed) do failed_at[err.index] = true end
  for index = 1, mapped.n do
    local part = mapped[index]
    if part ~= nil and not failed_at[index] then table.move(part, 1, #part, #flat + 1, flat) end
  end
  return flat
end

local function filter(list, fn)
  local kept = {}
  check_callable("filter", fn)
  for item in items_of("filter", list) do
    if fn(item) then kept[#kept + 1] = item end
  end
  return kept
end

local function group_by(list, fn)
  local groups, order = {}, {}
  local key_of = type(fn) == "string" and function(item) return item[fn] end or fn
  check_callable("group_by", key_of)
  for item in items_of("group_by", list) do
    local key = key_of(item)
    if key ~= nil then
      if not groups[key] then
        groups[key] = {}
        order[#order + 1] = key
      end
      table.insert(groups[key], item)
    end
  end
  return groups, order
end

local function sample(list, n, purpose)
  local stream, places = spar.random("sample", purpose or "sample"), {}
  for index = 1, #list do places[index] = index end
  local count = math.min(n, #list)
  for index = 1, count do -- the first `count` steps of a Fisher–Yates shuffle
    local other = index - 1 + stream:index(#list - index + 1)
    places[index], places[other] = places[other], places[index]
  end
  local chosen = table.move(places, 1, count, 1, {})
  table.sort(chosen)
  for index, place in ipairs(chosen) do chosen[index] = list[place] end
  return chosen
end

return {
  {
    name = "map",
    about = "Calls fn(item, index) for every element, many at a time; a failing element does not lose the others.",
    params = "list or iterator, fn, {concurrency = 64}",
    returns = "results at the same indexes, an error table where an element failed; .n elements, .failed errors",
    fn = map,
  },
  {
    name = "flat_map",
    about = "As map, for functions that return lists: joins them in input order and leaves failed elements out.",
    params = "list or iterator, fn, {concurrency = 64}",
    returns = "one list; .failed errors",
    fn = flat_map,
  },
  {
    name = "filter",
    about = "Keeps the elements for which fn(item) is true, in order.",
    params = "list or iterator, fn",
    returns = "a new list",
    fn = filter,
  },
  {
    name = "group_by",
    about = "Groups elements by a field or by what fn(item) returns; elements without a key are left out.",
    params = "list or iterator, fn or field name",
    returns = "groups by key, and the keys in order of first appearance",
    fn = group_by,
  },
  {
    name = "sample",
    about = "Draws n different elements, the same ones for the same run seed and purpose.",
    params = "list, n, purpose",
    returns = "a new list in input order",
    fn = sample,
  },
}
