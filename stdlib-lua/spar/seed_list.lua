-- Lists of stored seeds that are read when they are touched. A list holds which rows it consists of, as runs of row
-- numbers packed into a string, and the seeds of one page; `host.seeds` fetches. It reads like any list: `#s`, `s[1]`,
-- `ipairs(s)`; it cannot be written to.

-- How many seeds are fetched where they are read one after the other.
local page_size = 128

-- Each run is two integers: the place of its first seed in the list, from 0, and that seed's row.
local run_format, run_size = "<i8i8", 16

-- What is known of a list besides its fields, gone with it.
local states = setmetatable({}, { __mode = "k" })

local methods = {}

local function run_at(list, number) return run_format:unpack(list.runs, (number - 1) * run_size + 1) end

-- The number of the run that holds a place.
local function run_of(list, place, state)
  local low, high = 1, #list.runs // run_size
  local last = state.run
  if last and run_at(list, last) <= place and (last == high or run_at(list, last + 1) > place) then return last end
  while low < high do
    local middle = (low + high + 1) // 2
    if run_at(list, middle) <= place then low = middle else high = middle - 1 end
  end
  state.run = low
  return low
end

-- The row at a place, and how many places from there on have the rows that follow.
local function row_at(list, place, state)
  local number = run_of(list, place, state)
  local start, first = run_at(list, number)
  local stop = number < #list.runs // run_size and run_at(list, number + 1) or list.count
  return first + place - start, stop - place
end

local function state_of(list)
  local state = states[list]
  if not state then
    -- `held` keeps a seed the same table for as long as somebody has it; `page` has what was fetched last.
    state = { held = setmetatable({}, { __mode = "v" }), page = {}, last = 0 }
    states[list] = state
  end
  return state
end

local function fetch(list, index, state, fetched)
  local row, following = row_at(list, index - 1, state)
  -- Only who reads on gets a page: a draw here and there would fetch what nobody looks at.
  local count = index == state.last + 1 and math.min(page_size, following) or 1
  local page = fetched(row, count)
  for offset, seed in ipairs(page) do
    local place = index + offset - 1
    local held = state.held[place]
    if held then page[offset] = held else state.held[place] = seed end
  end
  state.page = page
  return page[1]
end

local function packed(runs, count, report)
  return { runs = table.concat(runs), count = count, report = report }
end

-- Collects rows in their order, runs in a row as one.
local function collector()
  local runs, count, next_row = {}, 0, nil
  local function add(row)
    if row ~= next_row then runs[#runs + 1] = run_format:pack(count, row) end
    count, next_row = count + 1, row + 1
  end
  return add, function() return packed(runs, count) end
end

-- Makes the metatable of seed lists: `fetched(row, count)` is the host's.
local function define(metatable, fetched)
  function metatable.__index(list, key)
    if math.type(key) ~= "integer" then return methods[key] end
    if key < 1 or key > list.count then return nil end
    local state = state_of(list)
    local seed = state.held[key] or fetch(list, key, state, fetched)
    state.last = key
    return seed
  end

  function metatable.__len(list) return list.count end

  function metatable.__newindex()
    error("a list of stored seeds cannot be written to; `list:copy()` is a plain list of them", 2)
  end

  function metatable.__pairs(list) return ipairs(list) end

  -- An iterator over the seeds.
  function methods.each(list)
    local index = 0
    return function()
      index = index + 1
      return list[index]
    end
  end

  -- The seeds for which `fn` returns a true value, as a list of stored seeds again.
  function methods.filter(list, fn)
    local add, finish = collector()
    for index = 1, list.count do
      local state = state_of(list)
      if fn(list[index]) then add((row_at(list, index - 1, state))) end
    end
    return setmetatable(finish(), metatable)
  end

  -- All of them in a plain list.
  function methods.copy(list)
    local copy = {}
    for index = 1, list.count do copy[index] = list[index] end
    return copy
  end

  return metatable
end

return define
