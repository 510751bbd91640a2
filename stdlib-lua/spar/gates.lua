-- Quality gates: filters over instructions, each rejection with its reason. A gate is a table {name, test}, or any
-- function of an instruction that returns a reason to reject it, or nil; {name, all} looks at a whole list at once, and
-- gives a reason or false for each. The host's `reject` stores what is rejected.

local funnel = require "spar.funnel"
local language = require "spar.language"
local settings = require "spar.settings"
local shingles = require "spar.shingles"

local gates = {}

local function gate(name, test) return { name = name, test = test } end

-- Without code, quotations and templates of answers, which may say anything.
local function prose_of(text)
  return (text:gsub("```.-```", " "):gsub("`[^`\n]*`", " "):gsub("“.-”", " "):gsub('"[^"\n]*"', " "))
end

-- Length -------------------------------------------------------------------------------------------------------------

-- Characters of the instruction's text. 10 is the least of Arena Learning (arXiv 2407.10627).
function gates.length(options)
  local set = settings("gates.length", options, { min = 10, max = 8000 })
  return gate("length", function(instruction)
    local length = utf8.len(instruction.text) or #instruction.text
    if length < set.min then return ("shorter than %d characters"):format(set.min) end
    if length > set.max then return ("longer than %d characters"):format(set.max) end
    return nil
  end)
end

-- Language -----------------------------------------------------------------------------------------------------------

-- Instructions in other languages than these; a text too short or too mixed to tell passes.
function gates.language(...)
  local wanted = {}
  for _, name in ipairs { ... } do wanted[name] = true end
  return gate("language", function(instruction)
    local found = language.of(prose_of(instruction.text))
    if not found or wanted[found] then return nil end
    return "in another language: " .. found
  end)
end

-- Refusals and leftovers ---------------------------------------------------------------------------------------------

-- Of prose in small letters, with straight apostrophes: what a model says that declines to write.
local refusals = {
  "^i'm sorry,? but", "^i am sorry,? but", "^sorry,? but i", "^i apologi[sz]e", "^i can't ", "^i cannot ",
  "^i'm unable to", "^i am unable to", "^i won't be able", "^unfortunately, i ", "as an ai language model", "as an ai,",
  "as an ai assistant", "as a large language model", "i'm just an ai", "i am just an ai", "my training data",
  "my knowledge cutoff", "i don't have personal opinions",
}

local function plain(text) return (text:gsub("’", "'"):lower():gsub("^%s+", "")) end

local function first_match(text, patterns)
  for _, pattern in ipairs(patterns) do
    local found = text:match(pattern)
    if found then return found end
  end
  return nil
end

-- Texts that decline, or speak as the model that wrote them.
function gates.refusals()
  return gate("refusal", function(instruction)
    local found = first_match(plain(prose_of(instruction.text)), refusals)
    return found and ("a refusal: %q"):format(found)
  end)
end

-- What a prompt leaves behind in its reply: talk about the task of writing, empty places, tags.
local leftovers = {
  "the given prompt", "the given instruction", "the original instruction", "the original prompt", "rewritten prompt",
  "rewritten instruction", "refined instruction", "revised instruction", "the new instruction", "the suggestion above",
  "as suggested above", "#the given prompt#", "#rewritten prompt#", "^here is the", "^here's the", "^here are the",
  "^sure[,!]", "^certainly[,!]", "^of course[,!]", "^instruction:", "^instruction %d+:", "^question %d+:",
  "^%[instruction%]", "{{.-}}", "{%%.-%%}", "</?instruction>", "</?passage", "</?suggestion", "<|.-|>",
  "%[insert [^%]]*%]", "%[your [^%]]*%]",
}

local points_elsewhere = {
  "the previous question", "the previous instruction", "the question above", "the instruction above",
  "the other instructions", "instruction %d+ above", "question %d+ above", "as in the last question",
}

-- Leftovers of the prompt that made the instruction, and references to instructions the contender does not see.
function gates.leftovers()
  return gate("leftover", function(instruction)
    local text = plain(prose_of(instruction.text))
    local found = first_match(text, leftovers)
    if found then return ("a leftover of its prompt: %q"):format(found) end
    found = first_match(text, points_elsewhere)
    return found and ("points at another instruction: %q"):format(found)
  end)
end

-- Near-duplicates ----------------------------------------------------------------------------------------------------

-- Instructions whose 5-grams of words overlap with an earlier one's by `threshold` (Jaccard) or more. A refinement may
-- be near to what it came from: `edit` has looked at that. `index` may be shared between runs; it holds what passed.
function gates.duplicates(options)
  local set = settings("gates.duplicates", options, { threshold = 0.75, index = false })
  local index = set.index or shingles.index(set.threshold)
  local duplicates = gate("duplicate", function(instruction)
    if index:nearest(instruction) then return "near-duplicate of an earlier one" end
    index:add(instruction)
    return nil
  end)
  duplicates.in_order = true -- who comes first stays
  return duplicates
end

-- Groundedness -------------------------------------------------------------------------------------------------------

-- Asks the judge whether the passage supports what an instruction takes for granted. Costs a call each.
function gates.grounded(options)
  local set = settings("gates.grounded", options, { judge = false })
  return gate("grounded", function(instruction)
    if not instruction.passage or instruction.stands_alone or instruction.answerability ~= "answerable" then
      return nil
    end
    local judge = type(set.judge) == "table" and set.judge[1] or set.judge
    local found = ground(instruction, { judge = judge or nil })
    return not found.supported and "not supported by the passage" or nil
  end)
end

-- Together -----------------------------------------------------------------------------------------------------------

-- What every flow lets through unless it names other gates.
function gates.usual()
  return { gates.length(), gates.refusals(), gates.leftovers(), gates.language "en", gates.duplicates() }
end

local function named(item, position)
  if type(item) == "function" then return gate("gate " .. position, item) end
  if type(item) == "table" and type(item.test or item.all) == "function" then return item end
  error(("gates: gate %d must be a function or come from gates.…, not %s"):format(position, type(item)), 0)
end

-- Reasons by position; a test that fails rejects nothing, its errors are returned.
local function reasons_of(list, one)
  if one.all then
    local reasons = #list > 0 and one.all(list) or {}
    reasons.failed = {}
    return reasons
  end
  if not one.in_order then return map(list, function(instruction) return one.test(instruction) or false end) end
  local reasons = { failed = {} }
  for position, instruction in ipairs(list) do reasons[position] = one.test(instruction) or false end
  return reasons
end

local function turn_away(instruction, one, reason, step, result)
  local kind = one.kind or reason
  step.reasons[kind] = (step.reasons[kind] or 0) + 1
  result.rejected[#result.rejected + 1] = { instruction = instruction, gate = one.name, reason = reason }
  reject(instruction, reason, { stage = step.stage })
end

local function divide(list, one, stage, result)
  local reasons, kept = reasons_of(list, one), {}
  local step = { stage = stage, gate = one.name, entered = #list, failed = #reasons.failed, reasons = {} }
  for position, instruction in ipairs(list) do
    local reason = reasons[position]
    if type(reason) == "string" then
      turn_away(instruction, one, reason, step, result)
    else
      kept[#kept + 1] = instruction
    end
  end
  step.passed = #kept
  result.funnel[#result.funnel + 1] = step
  table.move(reasons.failed, 1, #reasons.failed, #result.failed + 1, result.failed)
  return kept
end

-- The instructions that pass every gate, in order. The list's fields: `rejected` has {instruction, gate, reason} for
-- the others, `failed` the errors of gates, whose instructions stay, `funnel` what came in and out of each gate.
function gates.pass(list, chosen, options)
  local set = settings("gates.pass", options, { stage = "gate" })
  local result, kept = { rejected = {}, failed = {}, funnel = funnel.of {} }, list
  for position, item in ipairs(chosen) do kept = divide(kept, named(item, position), set.stage, result) end
  if #result.funnel > 0 then _G.funnel.keep(result.funnel) end
  return table.move(kept, 1, #kept, 1, result)
end

return gates
