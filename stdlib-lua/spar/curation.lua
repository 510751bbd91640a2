-- Filters over instruction sets, in addition to the quality gates that every flow has: what is illegal or toxic, equal
-- beginnings, what benchmarks hold; and all of them in the order of Arena Learning. Filters are gates: see spar.gates.

local gates = require "spar.gates"
local host = require "spar.host"
local kin = require "spar.kin"
local settings = require "spar.settings"

local curation = {}

local function gate(name, test) return { name = name, test = test } end

-- Illegal and toxic --------------------------------------------------------------------------------------------------

-- The host's own list, beside this file.
local function standard_words()
  return assert(package.searchpath("spar.unsafe_words", (package.path:gsub("%.lua", ".txt"))))
end

-- Text as its words with single spaces around them.
local function words_of(text)
  local words = text:lower():gsub("’", "'"):gsub("[^%w'\128-\255]+", " ")
  return " " .. words:match("^ ?(.-) ?$") .. " "
end

-- {what, phrase, pattern} for each line.
local function read_words(path)
  local entries, what = {}, "unsafe"
  for line in io.lines(path) do
    line = line:match("^%s*(.-)%s*$")
    what = line:match("^%[(.+)%]$") or what
    if line ~= "" and not line:find("^[#%[]") then
      local words = words_of(line)
      if line:sub(-1) == "*" then words = words:sub(1, -2) end
      entries[#entries + 1] = { what = what, phrase = line, words = words }
    end
  end
  return entries
end

local function listed(entries, text)
  local words = words_of(text)
  for _, entry in ipairs(entries) do
    if words:find(entry.words, 1, true) then return ("%s: %q"):format(entry.what, entry.phrase) end
  end
  return nil
end

local function text_with_turns(instruction)
  return table.concat({ instruction.text, table.unpack(instruction.turns or {}) }, "\n")
end

local function judged_unsafe(instruction, judge)
  local passage = instruction.passage and not instruction.stands_alone and find(instruction.passage)
  local found = agents.ask("gate/unsafe", {
    instruction = text_with_turns(instruction), passage = passage and passage.text or nil,
  }, { model = judge ~= true and judge or nil })
  return found.category ~= "none" and found.category .. ", says the judge" or nil
end

-- Tasks that ask for something illegal or toxic: by a list of words, and by a judge where one is named (a call each).
function curation.unsafe(options)
  local set = settings("gates.unsafe", options, { words = standard_words(), judge = false })
  local entries = read_words(set.words)
  return gate("unsafe", function(instruction)
    return listed(entries, text_with_turns(instruction)) or set.judge and judged_unsafe(instruction, set.judge) or nil
  end)
end

-- The same beginning -------------------------------------------------------------------------------------------------

-- Instructions about the same passage that begin with the same `words` words as an earlier one, kin apart.
function curation.prefix(options)
  local set = settings("gates.prefix", options, { words = 10 })
  local first, known = {}, kin.new()
  local prefix = gate("prefix", function(instruction)
    local words = words_of(text_with_turns(instruction))
    local stop = 1
    for _ = 1, set.words do stop = words:find(" ", stop + 1, true) or #words end
    local start = words:sub(1, stop) .. "\0" .. tostring(instruction.passage or "")
    local earlier = first[start]
    known:add(instruction)
    if earlier and not known:is_ancestor(earlier, instruction) then
      return ("begins with the same %d words as an earlier one"):format(set.words)
    end
    first[start] = earlier or instruction.id
    return nil
  end)
  prefix.in_order = true
  return prefix
end

-- Benchmarks ---------------------------------------------------------------------------------------------------------

local function files_of(who, set)
  if set.files then return set.files end
  if set.file then return { { file = set.file, field = set.field } } end
  error(who .. " needs file and field, or files: {{file = \"…\", field = \"…\"}}", 3)
end

-- Texts that share `words` words in a row with an item of a benchmark; a shorter item counts as a whole from `fewest`
-- words on.
function curation.benchmarks(options)
  local set = settings("gates.benchmarks", options,
    { files = false, file = false, field = "text", words = 13, fewest = 8 })
  local files = files_of("gates.benchmarks", set)
  return {
    name = "benchmark", kind = "shares words with a benchmark",
    all = function(list) return host.contamination(list, files, set.words, set.fewest) end,
  }
end

-- The `top` texts nearest to each item of a benchmark, where their cosine is `similarity` or more.
function curation.neighbours(options)
  local set = settings("gates.neighbours", options,
    { files = false, file = false, field = "text", top = 5, similarity = 0.8, model = false })
  local files = files_of("gates.neighbours", set)
  return {
    name = "neighbour", kind = "a neighbour of a benchmark item",
    all = function(list)
      local reasons, vectors = host.benchmark_neighbours(list, files, set.top, set.similarity, set.model or nil)
      if vectors == "hashed" and set.model ~= "hashed" then
        spar.note("no embedding model is set: neighbours of benchmarks are found by the words that texts share")
      end
      return reasons
    end,
  }
end

-- Together ------------------------------------------------------------------------------------------------------------

-- The filters of Arena Learning in their order (arXiv 2407.10627): illegal and toxic, length, beginning,
-- near-duplicates, benchmarks, language. `benchmarks` is a list of {file, field}; with `judge`, a model looks for what
-- is unsafe.
function curation.paper(options)
  local set = settings("gates.paper", options,
    { benchmarks = false, judge = false, language = "en", similarity = 0.8, model = false })
  local list = { curation.unsafe { judge = set.judge }, gates.length(), curation.prefix(), gates.duplicates() }
  if set.benchmarks then
    list[#list + 1] = curation.benchmarks { files = set.benchmarks }
    list[#list + 1] = curation.neighbours { files = set.benchmarks, similarity = set.similarity, model = set.model }
  end
  if set.language then list[#list + 1] = gates.language(set.language) end
  return list
end

local curated = {
  __shown = function(result)
    return ("%s\n%d kept, %d turned away"):format(tostring(result.funnel), #result, #result.rejected)
  end,
}

curated.__tostring = curated.__shown

-- The same with the paper's filters unless others are named; at the prompt it prints its funnel.
function curation.curate(list, chosen, options)
  local set = settings("curate", options, { stage = "curate" })
  return setmetatable(gates.pass(list, chosen or curation.paper(), { stage = set.stage }), curated)
end

return curation
