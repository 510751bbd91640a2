-- Lists cut into parts that share nothing, the same in every run: a record's part follows from its key, and stays when
-- others come or go.

local settings = require "spar.settings"

-- FNV-1a, then MurmurHash3's last step: the high bits of the one alone tell similar texts badly apart.
local function unit_of(text)
  local hash = 0xcbf29ce484222325
  for index = 1, #text do hash = (hash ~ text:byte(index)) * 0x100000001b3 end
  hash = (hash ~ (hash >> 33)) * 0xff51afd7ed558ccd
  hash = (hash ~ (hash >> 33)) * 0xc4ceb9fe1a85ec53
  return ((hash ~ (hash >> 33)) >> 11) * 2.0 ^ -53
end

-- Names and shares of the parts; the shares add up to 1.
local function shares_of(parts)
  local names, shares, sum = {}, {}, 0
  if math.type(parts) == "integer" and parts >= 1 then
    for index = 1, parts do names[index], shares[index] = index, 1 / parts end
    return names, shares
  end
  if type(parts) ~= "table" or next(parts) == nil then
    error("split: parts must be a number from 1 on, or shares by name: {train = 0.9, test = 0.1}", 4)
  end
  for name, share in pairs(parts) do
    if type(share) ~= "number" or share < 0 then error(("split: %s must be a share"):format(tostring(name)), 4) end
    names[#names + 1] = name
    sum = sum + share
  end
  if sum <= 0 then error("split: some share must be above 0", 4) end
  table.sort(names, function(left, right) return tostring(left) < tostring(right) end)
  for index, name in ipairs(names) do shares[index] = parts[name] / sum end
  return names, shares
end

-- Refinements go with what they came from, as far as that is in the list.
local function root_key(record, by_id)
  while record.parent and by_id[record.parent] do record = by_id[record.parent] end
  return record.key
end

local function key_function(list, set)
  if set.by then return set.by end
  local by_id = {}
  for _, record in ipairs(list) do by_id[record.id] = record end
  return function(record) return root_key(record, by_id) end
end

local function part_of(unit, names, shares)
  for index, share in ipairs(shares) do
    unit = unit - share
    if unit < 0 then return names[index] end
  end
  return names[#names]
end

-- `parts` is a number of equal ones, or shares by name. `purpose` makes a split of its own; `by` gives the text that
-- decides for a record, so that those with the same text stay together.
local function split(list, parts, options)
  local set = settings("split", options, { purpose = "split", by = false })
  local names, shares = shares_of(parts)
  local key_of, result = key_function(list, set), {}
  for _, name in ipairs(names) do result[name] = {} end
  for _, record in ipairs(list) do
    local unit = unit_of(set.purpose .. "\0" .. tostring(key_of(record)))
    table.insert(result[part_of(unit, names, shares)], record)
  end
  return result
end

return { split = split }
