-- List functions that every script has as globals: `map` and its kin over lists and iterators. What they call may wait.
-- With them stands `similarity`, over the vectors of `embed`. Returns all with their documentation; the host registers
-- both. It brings `spawn`, `await` and `error_info`.

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
-- only one worker draws at a time: whoever has drawn starts the next, and who finds another drawing ends. Nothing more
-- is drawn once the task that waits for all has been cancelled.
local function run_pool(concurrency, draw, work)
  local tasks, busy, drawing, finished = {}, 0, false, false
  local owner = coroutine.running()
  local function worker()
    while not (drawing or finished) and coroutine.status(owner) ~= "dead" do
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

-- The first `count` steps of a Fisher–Yates shuffle of 1 … #list; only places that were moved are held, so that few
-- can be drawn of very many.
local function sample(list, n, purpose)
  local stream, moved, chosen = spar.random("sample", purpose or "sample"), {}, {}
  local length = #list
  for index = 1, math.min(n, length) do
    local other = index - 1 + stream:index(length - index + 1)
    chosen[index] = moved[other] or other
    moved[other] = moved[index] or index
  end
  table.sort(chosen)
  for index, place in ipairs(chosen) do chosen[index] = list[place] end
  return chosen
end

local elements = { name = "list", type = "any[]|seed_list|fun(): any", about = "a list, or an iterator function" }
local concurrency = { name = "concurrency", type = "integer", about = "calls at a time", default = "64" }

local function check_vector(value, which)
  if type(value) == "table" and type(value[1]) == "number" then return end
  error(("similarity takes a vector %s, not %s"):format(which, type_of(value)), 3)
end

local function similarity(a, b)
  check_vector(a, "first")
  check_vector(b, "second")
  if #a ~= #b then error(("similarity: vectors of %d and %d numbers have no angle"):format(#a, #b), 2) end
  local dot, square_a, square_b = 0, 0, 0
  for index = 1, #a do
    local x, y = a[index], b[index]
    dot, square_a, square_b = dot + x * y, square_a + x * x, square_b + y * y
  end
  if square_a == 0 or square_b == 0 then return 0.0 end
  return math.max(-1.0, math.min(1.0, dot / math.sqrt(square_a) / math.sqrt(square_b)))
end

return {
  {
    name = "map",
    about = "Calls a function for every element, many at a time; a failing element does not lose the others.",
    params = {
      elements, { name = "fn", type = "fun(item: any, index: integer): any", about = "what to call; it may wait" },
    },
    options = { concurrency },
    returns = {
      { type = "any[]", about = "the results at the indexes of the elements, an `error` where one failed; "
        .. "the field `n` counts the elements, `failed` has the errors" },
    },
    example = "texts = map(q, function(instruction) return respond(instruction).text end, {concurrency = 8})",
    fn = map,
  },
  {
    name = "flat_map",
    about = "As `map`, for functions that return lists: joins them in the order of the elements.",
    params = {
      elements, { name = "fn", type = "fun(item: any, index: integer): any[]", about = "what to call; it may wait" },
    },
    options = { concurrency },
    returns = { { type = "any[]", about = "one list without what failed, whose errors are in the field `failed`" } },
    example = "t = flat_map(q, function(instruction) return suggest(instruction, {goal = \"easier\"}) end)",
    fn = flat_map,
  },
  {
    name = "filter",
    about = "Keeps the elements for which a function returns true, in order.",
    params = { elements, { name = "fn", type = "fun(item: any): boolean", about = "decides" } },
    returns = { { type = "any[]", about = "a new list" } },
    example = "lost = filter(battles, function(b) return b.winner ~= \"sim/apprentice\" end)",
    fn = filter,
  },
  {
    name = "group_by",
    about = "Groups elements by a field or by what a function returns; elements without a key are left out.",
    params = {
      elements, { name = "key", type = "string|fun(item: any): any", about = "a field's name, or a function" },
    },
    returns = {
      { type = "table<any, any[]>", about = "lists by key" },
      { type = "any[]", about = "the keys in the order in which they first appear" },
    },
    example = "by_type, types = group_by(battles, \"type\")",
    fn = group_by,
  },
  {
    name = "sample",
    about = "Draws different elements of a list, the same ones for the same run's seed and purpose.",
    params = {
      { name = "list", type = "any[]|seed_list", about = "what to draw from" },
      { name = "n", type = "integer", about = "how many" },
      { name = "purpose", type = "string", about = "draws for different purposes differ", default = "sample" },
    },
    returns = { { type = "any[]", about = "a new list in the order of the old one" } },
    example = "few = sample(s, 20)",
    fn = sample,
  },
  {
    name = "similarity",
    topic = "models",
    about = "How alike two vectors are: the cosine of the angle between them, 1 for the same direction.",
    params = {
      { name = "a", type = "number[]", about = "a vector, as `embed` gives it" },
      { name = "b", type = "number[]", about = "another of the same length" },
    },
    returns = { { type = "number", about = "-1 to 1; 0 where one of them is all zeros" } },
    example = "print(similarity(embed \"a tide table\", embed \"a table of tides\"))",
    fn = similarity,
  },
}
