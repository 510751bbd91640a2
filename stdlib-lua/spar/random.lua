-- Draws that repeat: a stream depends on the run's seed, its purpose and its words alone, never on the order of calls.

-- A record stands for what it is, in every project: its key. Ids depend on the order in which records were stored.
local function word_of(value)
  return type(value) == "table" and value.key or tostring(value)
end

local function words_of(...)
  local words = table.pack(...)
  for index = 1, words.n do words[index] = word_of(words[index]) end
  words.n = nil
  return words
end

-- `draws(count, purpose, words)` is the host's: the first `count` numbers of a stream. Returns `spar.random`.
local function random_over(draws)
  return function(purpose, ...)
    local words, drawn, used = words_of(...), {}, 0
    local stream = {}

    -- Numbers are fetched a block at a time, each block twice the last: the host begins anew every time.
    function stream.unit()
      if used == #drawn then drawn = draws(math.max(16, 2 * #drawn), purpose, words) end
      used = used + 1
      return drawn[used]
    end

    function stream.index(_, n) return math.floor(stream.unit() * n) + 1 end

    function stream.shuffle(_, list)
      local shuffled = table.move(list, 1, #list, 1, {})
      for last = #shuffled, 2, -1 do
        local other = stream:index(last)
        shuffled[last], shuffled[other] = shuffled[other], shuffled[last]
      end
      return shuffled
    end

    return stream
  end
end

return random_over
