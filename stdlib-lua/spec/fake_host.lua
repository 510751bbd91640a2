-- A stand-in for the host in specs of stdlib-lua: coroutine tasks, seeded streams, and verbs over a toy world in which
-- the target wins every battle on `easy` instructions and loses every one on `hard` ones.

local fake = {}

-- Tasks. A queue is stepped by whoever awaits; `pause` lets the others go first.

function fake.scheduler()
  local ready, current = {}, nil

  local function step()
    local task = assert(table.remove(ready, 1), "deadlock: nothing is ready")
    local outer = current
    current = task
    local ok, value = coroutine.resume(task.thread)
    current = outer
    if coroutine.status(task.thread) == "dead" then
      task.done, task.ok, task.value = true, ok, value
    else
      ready[#ready + 1] = task
    end
  end

  local scheduler = { most_busy = 0, busy = 0 }

  function scheduler.spawn(fn)
    local task = { thread = coroutine.create(fn) }
    ready[#ready + 1] = task
    return task
  end

  function scheduler.await(task)
    while not task.done do
      if current then coroutine.yield() else step() end
    end
    if not task.ok then error(task.value, 0) end
    return task.value
  end

  -- Waits `turns` times and keeps count of how many wait at once.
  function scheduler.pause(turns)
    scheduler.busy = scheduler.busy + 1
    scheduler.most_busy = math.max(scheduler.most_busy, scheduler.busy)
    for _ = 1, turns do coroutine.yield() end
    scheduler.busy = scheduler.busy - 1
  end

  return scheduler
end

function fake.error_info(err)
  if type(err) == "table" then return err end
  return { code = "lua.error", message = tostring(err), retryable = false }
end

-- A small linear generator whose state comes from the purpose and the strings.
function fake.random(...)
  local state = 7
  for byte in table.concat({ ... }, "/"):gmatch(".") do state = (state * 31 + byte:byte()) % 2147483647 end
  local stream = {}
  function stream.unit()
    state = state * 48271 % 2147483647
    return state / 2147483647
  end
  function stream.index(self, n) return 1 + math.floor(self.unit() * n) end
  return stream
end

-- The first name that begins with the same three letters.
function fake.nearest(word, names)
  for _, name in ipairs(names) do
    if name:sub(1, 3) == word:sub(1, 3) then return name end
  end
  return nil
end

-- The toy world.

local function records(list, prefix, world, make)
  local made = { failed = {} }
  for _, item in ipairs(list) do
    for _, record in ipairs(make(item)) do
      world.last_id = world.last_id + 1
      record.id = prefix .. world.last_id
      made[#made + 1] = record
    end
  end
  return made
end

local function transform(world, seed, agent, options)
  table.insert(world.transforms, { seed = seed.key, agent = agent, with = options.with, pick = options.pick })
  if seed.breaks then error({ code = "model.refused", message = "refused", retryable = false }, 0) end
  local kind = type(agent) == "string" and agent or "identity"
  return records({ seed }, "p", world, function()
    return { { key = "p-" .. seed.key, seed = seed.id, transformation = kind } }
  end)[1]
end

-- One instruction per type, each in words of its own.
local function instruct(world, passage, options)
  world.instruct_options[#world.instruct_options + 1] = options
  local made = records({ passage }, "i", world, function()
    local list = {}
    for _, node in ipairs(options.taxonomy.nodes) do
      local turn = world.repeats and 1 or options.iteration or 1
      local key = ("i-%s-%s-%d"):format(passage.key, node.name, turn)
      list[#list + 1] = { key = key, type = node.name, round = 0, passage = passage.id, text = world.text(key) }
    end
    return list
  end)
  made.leaks = world.leaks
  return made
end

local function suggest(world, instruction, options)
  table.insert(world.goals, instruction.type .. " " .. options.goal)
  if world.failing_suggester then error({ code = "model.refused", message = "refused", retryable = false }, 0) end
  if #world.iterations == world.broke_in then error({ code = "budget.reached", message = "reached" }, 0) end
  local made = records({ instruction }, "g", world, function()
    return { { key = "g-" .. instruction.key, instruction = instruction, goal = options.goal } }
  end)
  return made
end

local function edit(world, list)
  local edited = records(list, "i", world, function(suggestion)
    local parent = suggestion.instruction
    if parent.type == "odd" then return {} end
    return { {
      key = "r-" .. parent.key, type = parent.type, parent = parent.id, goal = suggestion.goal,
      round = parent.round + 1, text = world.text("r-" .. parent.key),
    } }
  end)
  edited.rejected = {}
  for _, suggestion in ipairs(list) do
    if suggestion.instruction.type == "odd" then
      table.insert(edited.rejected, { suggestion = suggestion.id, reason = "adds nothing" })
    end
  end
  return edited
end

local scores_by_type = { easy = { 9, 3 }, hard = { 3, 9 }, odd = { 5, 5 } }

local function battle(world, list, models, options)
  world.battle_options[#world.battle_options + 1] = { models = models, judge = options.judge, policy = options.policy }
  return records(list, "b", world, function(instruction)
    local made = {}
    for other = 2, #models do
      local a, b = table.unpack(scores_by_type[instruction.type])
      local outcome = a > b and "a" or a < b and "b" or "tie"
      made[#made + 1] = {
        key = instruction.key .. models[other], instruction = instruction.id, type = instruction.type,
        model_a = models[1], model_b = models[other], response_a = "r-a" .. instruction.id,
        response_b = ("r-%s%s"):format(models[other], instruction.id), score_a = a, score_b = b, outcome = outcome,
        flipped = false, verdicts = {},
      }
    end
    return made
  end)
end

local function elo(world)
  if world.unfit then error({ code = "stats.unconnected", message = "target never lost.", retryable = false }, 0) end
  world.fits = world.fits + 1
  local rating = 1000 + 40 * world.fits
  local lower, upper = rating - 30, rating + 30
  if world.target_ratings then rating, lower, upper = table.unpack(world.target_ratings[world.fits], 1, 3) end
  local list = { { model = "target", rating = rating, lower = lower, upper = upper, simulated = true } }
  return setmetatable(list, { __tostring = function() return "  1  target  " .. rating end })
end

local function revise(tax, change)
  local nodes = {}
  for index, node in ipairs(tax.nodes) do nodes[index] = { name = node.name, weight = change.weights[node.name] } end
  return { nodes = nodes, parent = tax }
end

local function reject(world, record, reason, options)
  table.insert(world.rejections, { record.id, reason, options.stage })
end

-- Nothing supports an owl.
local function ground(world, instruction, options)
  table.insert(world.grounded, ("%s %s"):format(instruction.id, options.judge))
  local quote = instruction.text:match("the owl")
  return { supported = not quote, unsupported = { quote and { quote = quote, reason = "there is none" } } }
end

-- A world and the globals that act on it. `first_id` sets where ids start: nothing printed may depend on it.
function fake.world(first_id)
  local world = {
    last_id = first_id or 0, fits = 0, goals = {}, exports = {}, printed = {}, iterations = {},
    instruct_options = {}, battle_options = {}, rejections = {}, grounded = {}, funnels = {},
    transforms = {}, leaks = 0,
  }
  function world.text(key)
    local name = key:gsub("%W", "")
    return ("Say what %s holds, and leave out %s."):format(name, name .. "x")
  end
  local nodes = { { name = "easy", weight = 1 }, { name = "hard", weight = 1 }, { name = "odd", weight = 1 } }
  local scheduler = fake.scheduler()
  local function bound(fn)
    return function(...) return fn(world, ...) end
  end
  world.globals = {
    spawn = scheduler.spawn, await = scheduler.await, error_info = fake.error_info, battle = bound(battle),
    edit = bound(edit), elo = bound(elo), suggest = bound(suggest), instruct = bound(instruct),
    transform = bound(transform), reject = bound(reject), ground = bound(ground),
    flow = require "spar.flow", funnel = { keep = function(steps) table.insert(world.funnels, steps) end },
    taxonomy = { load = function() return { nodes = nodes } end, revise = revise },
    dataset = {
      export = function(rows, options)
        world.exports[#world.exports + 1] = { rows = rows, format = options.format, path = options.path }
        local refused = world.refused or 0
        return {
          rows = #rows - refused, refused = refused, reasons = { ["the answer is empty"] = world.refused },
          path = options.path,
        }
      end,
    },
    spar = {
      random = fake.random, nearest = fake.nearest, files = function() return {} end,
      roles = {
        author = "a", suggester = "s", editor = "e", target = "target", contenders = { "c1", "c2" }, judge = "j",
      },
      is_simulated = function(model) return not world.real and model ~= nil end,
      iteration = function(n) table.insert(world.iterations, n) end,
    },
    -- `broke_in` is the iteration in which the money runs out.
    budget = function() return { reached = #world.iterations == world.broke_in } end,
    print = function(text) table.insert(world.printed, text) end,
  }
  for _, entry in ipairs(require "spar.prelude") do world.globals[entry.name] = entry.fn end
  return world
end

-- A list of instructions with these texts, as verbs return them.
function fake.instructions_of(...)
  local list = {}
  for index, text in ipairs { ... } do list[index] = { id = "i" .. index, key = "k" .. index, text = text } end
  return list
end

return fake
