-- Test sets as WizardArena makes them (arXiv 2407.10627): clusters of instructions, a few drawn from each, and the
-- hardest of more from each. Frozen under a name; what is asked for again by that name is what was stored.

local host = require "spar.host"
local settings = require "spar.settings"

local testset = {}

local defaults = {
  name = "test", clusters = 500,
  diverse = false, -- how many; two of each cluster where left out
  hard = 0, candidates = 20, -- how many, and how many of each cluster are rated for it
  model = false, judge = false,
}

local kind = {}

local function definition_of(set)
  return json.encode {
    clusters = set.clusters, diverse = set.diverse, hard = set.hard, candidates = set.candidates,
    model = set.model, judge = set.judge,
  }
end

-- What stands on the screen: counts, and what the clusters were made from.
function kind.__shown(set)
  local parts = {}
  for _, item in ipairs(set.items) do parts[item.part] = (parts[item.part] or 0) + 1 end
  local made = set.vectors == "hashed" and "shared words: no embedding model is set" or set.vectors
  local lines = {
    ("test set %s: %d instructions, frozen"):format(set.name, #set),
    ("  diverse %d, hard %d; clusters by %s"):format(parts.diverse or 0, parts.hard or 0, made),
  }
  if set.unrated and set.unrated > 0 then lines[3] = ("  %d could not be rated"):format(set.unrated) end
  return table.concat(lines, "\n")
end

kind.__tostring = kind.__shown

-- The instructions as a list, with the set's own fields beside them.
local function shown(stored, unrated)
  local set = { name = stored.name, vectors = stored.vectors, items = stored.items, unrated = unrated }
  for index, item in ipairs(stored.items) do set[index] = item.instruction end
  return setmetatable(set, kind)
end

local function by_key(list)
  local sorted = {}
  for _, instruction in ipairs(list) do sorted[#sorted + 1] = instruction end
  table.sort(sorted, function(left, right) return left.key < right.key end)
  return sorted
end

-- The members of each cluster, in an order that was drawn.
local function drawn_clusters(pool, set)
  local of, members = clusters(pool, { count = set.clusters, model = set.model or nil }), {}
  for index, instruction in ipairs(pool) do
    local cluster = of[index]
    members[cluster] = members[cluster] or {}
    table.insert(members[cluster], instruction)
  end
  for cluster, list in ipairs(members) do
    members[cluster] = spar.random("testset", set.name, list[1].key):shuffle(list)
  end
  return members, of.vectors
end

-- The first of each cluster, then the second, until there are enough; taken out of the clusters.
local function take_diverse(members, count)
  local items, is_left = {}, true
  while #items < count and is_left do
    is_left = false
    for cluster, list in ipairs(members) do
      if #items < count and #list > 0 then
        items[#items + 1] = { instruction = table.remove(list, 1), part = "diverse", cluster = cluster }
        is_left = true
      end
    end
  end
  return items
end

local function difficulty_of(instruction, judge)
  local passage = instruction.passage and not instruction.stands_alone and find(instruction.passage)
  return agents.ask("rate/difficulty", {
    instruction = instruction.text, turns = instruction.turns, passage = passage and passage.text or nil,
  }, { model = judge or nil }).difficulty
end

local function rated(members, set)
  local items = {}
  for cluster, list in ipairs(members) do
    for index = 1, math.min(#list, set.candidates) do
      items[#items + 1] = { instruction = list[index], part = "hard", cluster = cluster }
    end
  end
  local ratings = map(items, function(item) return difficulty_of(item.instruction, set.judge) end)
  for _, failure in ipairs(ratings.failed) do ratings[failure.index] = false end
  local kept = {}
  for index, item in ipairs(items) do
    item.difficulty = ratings[index]
    if item.difficulty then kept[#kept + 1] = item end
  end
  return kept, #items - #kept
end

-- The hardest of what is left, and how many could not be rated: those are in no test set.
local function take_hard(members, set)
  if set.hard == 0 then return {}, 0 end
  local items, unrated = rated(members, set)
  table.sort(items, function(left, right)
    if left.difficulty ~= right.difficulty then return left.difficulty > right.difficulty end
    return left.instruction.key < right.instruction.key
  end)
  return table.move(items, 1, math.min(set.hard, #items), 1, {}), unrated
end

local function make(pool, set)
  if #pool == 0 then error("arena.testset: there are no instructions to choose from", 0) end
  local members, vectors = drawn_clusters(by_key(pool), set)
  if vectors == "hashed" and not set.model then
    spar.note("no embedding model is set: the clusters are made from the words that texts share")
  end
  local items = take_diverse(members, set.diverse or 2 * #members)
  local hard, unrated = take_hard(members, set)
  table.move(hard, 1, #hard, #items + 1, items)
  return { name = set.name, definition = definition_of(set), vectors = vectors, items = items }, unrated
end

local function stored_or_nil(set)
  local stored = host.testset(set.name)
  if stored and json.encode(json.decode(stored.definition)) ~= json.encode(json.decode(definition_of(set))) then
    error(("the test set '%s' was made by %s and never changes; give another one its own name"):format(
      set.name, stored.definition), 0)
  end
  return stored
end

-- `pool` may be left out: then it is every instruction that no gate turned away and no test set holds.
function testset.get(pool, options)
  if options == nil and type(pool) == "table" and #pool == 0 then pool, options = nil, pool end
  local set = settings("arena.testset", options, defaults)
  local stored, unrated = stored_or_nil(set), nil
  if not stored then
    stored, unrated = make(pool or host.unheld_instructions(), set)
    host.freeze(stored)
  end
  return shown(stored, unrated)
end

return testset
