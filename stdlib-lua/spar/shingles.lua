-- An index that finds the text nearest to another by the Jaccard overlap of their n-grams of words. It holds names and
-- who came from whom; texts are compared by the host, thousands in no time.

local host = require "spar.host"
local kin = require "spar.kin"

local shingles = {}

local index = { __name = "text_index" }
index.__index = index

-- An index goes with the last that holds it.
function index:__gc() host.drop_index(self.handle) end

-- An empty index of n-grams of `n` words, for finding texts that overlap by `threshold` or more.
function shingles.index(threshold, n)
  local handle = host.new_index(threshold or 0.75, n or 5)
  return setmetatable({ handle = handle, places = {}, kin = kin.new() }, index)
end

local function ancestor_places(self, instruction)
  local places, parent = {}, instruction.parent
  while parent do
    if self.places[parent] then places[#places + 1] = self.places[parent] end
    parent = self.kin.parents[parent]
  end
  return places
end

-- By how much the nearest text overlaps that was taken in; nil where none does enough. What the instruction came from
-- does not count.
function index:nearest(instruction)
  local _, overlap = host.nearest_text(self.handle, instruction.text, ancestor_places(self, instruction))
  return overlap
end

-- Takes in an instruction.
function index:add(instruction)
  self.places[instruction.id] = host.add_text(self.handle, instruction.text)
  self.kin:add(instruction)
end

return shingles
