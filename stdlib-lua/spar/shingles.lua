-- How much two texts share: the Jaccard overlap of their n-grams of words, and an index that finds the nearest of many.
-- Exact, for the thousands of instructions of a run.

local shingles = {}

-- Lower-case words. Signs are words too where there is code, in which they make the difference.
local function words_of(text)
  local words = {}
  text = text:lower()
  if text:find("`", 1, true) then text = text:gsub("%p", " %0 ") else text = text:gsub("%p", " ") end
  for word in text:gmatch("%S+") do words[#words + 1] = word end
  return words
end

-- The set of a text's n-grams and their number; a text with fewer words is one n-gram.
function shingles.of(text, n)
  local words, set, count = words_of(text), {}, 0
  for first = 1, math.max(1, #words - n + 1) do
    local shingle = table.concat(words, " ", first, math.min(#words, first + n - 1))
    if not set[shingle] then
      set[shingle] = true
      count = count + 1
    end
  end
  return set, count
end

-- Shared n-grams over all n-grams, 0 to 1.
function shingles.overlap(left, right, n)
  local left_set, left_count = shingles.of(left, n or 5)
  local right_set, right_count = shingles.of(right, n or 5)
  local shared = 0
  for shingle in pairs(left_set) do shared = shared + (right_set[shingle] and 1 or 0) end
  return shared / (left_count + right_count - shared)
end

local index = {}
index.__index = index

-- An empty index of n-grams of `n` words.
function shingles.index(n)
  return setmetatable({ n = n or 5, owners = {}, counts = {}, names = {}, parents = {} }, index)
end

local function is_ancestor(self, name, parent)
  while parent do
    if parent == name then return true end
    parent = self.parents[parent]
  end
  return false
end

-- How many n-grams of `set` each earlier text has, by its place.
local function shared_with(self, set)
  local shared = {}
  for shingle in pairs(set) do
    for _, place in ipairs(self.owners[shingle] or {}) do shared[place] = (shared[place] or 0) + 1 end
  end
  return shared
end

-- The name of the earlier text that overlaps most, and by how much; nil where none does by `threshold` or more. What
-- the text came from, by way of `parent`, does not count.
function index:nearest(text, threshold, parent)
  local set, count = shingles.of(text, self.n)
  local best, most = nil, 0
  for place, common in pairs(shared_with(self, set)) do
    local overlap = common / (count + self.counts[place] - common)
    local is_nearer = overlap > most or (overlap == most and best and place < best)
    if overlap >= threshold and is_nearer and not is_ancestor(self, self.names[place], parent) then
      best, most = place, overlap
    end
  end
  return best and self.names[best], best and most
end

-- Takes in a text under a name of its own; `parent` is the name of the text it came from.
function index:add(text, name, parent)
  local place = #self.names + 1
  local set, count = shingles.of(text, self.n)
  self.names[place], self.counts[place], self.parents[name] = name, count, parent
  for shingle in pairs(set) do
    local owners = self.owners[shingle]
    if owners then owners[#owners + 1] = place else self.owners[shingle] = { place } end
  end
end

return shingles
