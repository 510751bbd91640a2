-- Retrieval-augmented generation: questions to documents that a search over the project's seeds finds beside a seed.
-- The nearest share its matter, the farther ones only its words: they are the distractors.

local stages = require "spar.stages"

local most = 6 -- documents in all
local longest = 1600 -- characters of a document, so that six fit beside a question

-- The words a searcher might have typed: the title and the first sentences.
local function query(seed)
  local words = {}
  for word in ((seed.title or "") .. " " .. seed.text:sub(1, 600)):gmatch("[%w\128-\255]+") do
    if #word > 3 and #words < 24 then words[#words + 1] = word end
  end
  return table.concat(words, " ")
end

local function cut(text)
  if #text <= longest then return text end
  local head = text:sub(1, longest)
  return head:match("^(.*)\n\n") or head:match("^(.*%.)%s") or head:match("^(.*)%s") or head
end

-- What was found, the seed among it unless excerpts are cut, whose main document it is; in an order of its own for each
-- seed. Numbers stand for the documents: ids would change with the database.
local function documents(seed, transformation)
  local found = { { title = seed.title or "", text = cut(seed.text) } }
  if transformation == "retrieved-excerpts" then found = {} end
  for _, hit in ipairs(search(query(seed), { k = most + 2 })) do
    if hit.text ~= seed.text and #found < most then
      found[#found + 1] = { title = hit.title or "", text = cut(hit.text) }
    end
  end
  found = spar.random("documents", seed.key):shuffle(found)
  for index, document in ipairs(found) do document.id = "d" .. index end
  return found
end

return flow {
  skill = "retrieval-augmented-generation",
  transform = function(seed, run)
    return stages.drawn(run.taxonomy.transformations, spar.random("retrieval", seed.key))
  end,
  material = function(seed, _, transformation)
    return transformation ~= "document-set" and { documents = documents(seed, transformation) } or nil
  end,
}
