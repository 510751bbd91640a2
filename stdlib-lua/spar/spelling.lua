-- "Did you mean": the known name nearest to a mistyped one, by the same rule as the host's.

local spelling = {}

-- Damerau–Levenshtein distance in its restricted form: a swap of neighbours costs one.
function spelling.distance(left, right)
  left, right = left:lower(), right:lower()
  local before_last, last = {}, {}
  for j = 0, #right do last[j] = j end
  for i = 1, #left do
    local row = { [0] = i }
    for j = 1, #right do
      local cost = left:byte(i) == right:byte(j) and 0 or 1
      row[j] = math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
      if i > 1 and j > 1 and left:byte(i) == right:byte(j - 1) and left:byte(i - 1) == right:byte(j) then
        row[j] = math.min(row[j], before_last[j - 2] + 1)
      end
    end
    before_last, last = last, row
  end
  return last[#right]
end

-- The nearest of `names`, or nil where none is near enough to be a slip of the fingers.
function spelling.nearest(word, names)
  local best, best_distance = nil, math.max(1, #word // 3) + 1
  for _, name in ipairs(names) do
    local distance = spelling.distance(word, name)
    if distance < best_distance or (distance == best_distance and best and name < best) then
      best, best_distance = name, distance
    end
  end
  return best
end

return spelling
