-- Flows: how instructions of a skill are made from seeds. The skill's data (seed types, transformations, goals, types)
-- stands in Prompts/taxonomy, its wording in Prompts, its course in spar/flows/<skill>.lua or in a script's `flow{…}`.

local definitions = require "spar.definitions"
local gates = require "spar.gates"
local settings = require "spar.settings"
local stages = require "spar.stages"
local terminal_text = require "spar.terminal_text"
local text_table = require "spar.text_table"

local flow = {}

-- What a definition may say; all but `skill` may be left out.
local fields = {
  skill = false, -- the taxonomy, and the agent in Prompts/instruct unless `agent` names another
  about = false, -- one sentence; the taxonomy's where left out
  agent = false,
  seeds = false, -- seed types; the taxonomy's where left out
  transform = false, -- a name, a list of names (a chain), a table of weights, or a function(seed, run) giving one
  material = false, -- further inputs of the transformation: a table, or a function(seed, run, transform)
  with = false, -- further inputs of the instruct agent: a table, or a function(passage, run)
  goals = false, -- goals of refinement: a name, a list, a table of weights, or a function(instruction, round)
  gates = false, -- a list of gates; the usual ones where left out
  finish = false, -- a function(run) after everything else
  taxonomy = false, -- the taxonomy's name, where it is not the skill's
}

local defaults = {
  n = 2, types = 1, type = false, iteration = false, -- as `instruct` takes them
  refine = true, rounds = 1, fanout = 1, goal = false, stop = false,
  transform = false, pick = false, taxonomy = false, roles = {}, gates = false, grounded = false, seen = false,
  traces = true,
}

local kind = { __name = "flow" }
kind.__index = kind

-- Flows by skill that scripts have defined in this session.
local defined = {}

local function checked(definition)
  local self = settings("flow", definition, fields)
  if type(self.skill) ~= "string" or not self.skill:match("^[%l%d]+[%l%d-]*$") then
    error("flow: skill must be a name in-kebab-case, such as \"reading-comprehension\"", 3)
  end
  for name, value in pairs(self) do
    if value == false then self[name] = nil end
  end
  return setmetatable(self, kind)
end

-- Defines a flow and returns it; a later definition of the same skill takes its place. It is stored with its source: at
-- once where that may wait, which a module that is being loaded may not; else when it runs.
function flow.define(definition)
  local self = checked(definition)
  defined[self.skill] = self
  definitions.keep("flow", self.skill, self, self.about)
  return self
end

-- Where modules are looked for, one pattern of paths each, nearest first.
local function places()
  local found = {}
  for template in package.path:gmatch("[^;]+") do found[#found + 1] = (template:gsub("%?", "spar/flows/*")) end
  return found
end

-- The skills that have a flow, sorted.
function flow.names()
  local seen, names = {}, {}
  local function add(name)
    if name and not seen[name] then
      seen[name] = true
      names[#names + 1] = name
    end
  end
  for _, place in ipairs(places()) do
    for _, path in ipairs(spar.files(place)) do add(path:match("([^/]+)%.lua$")) end
  end
  for name in pairs(defined) do add(name) end
  table.sort(names)
  return names
end

-- The flow of a skill: a script's own, else the file's.
function flow.load(skill)
  if type(skill) == "table" and getmetatable(skill) == kind then return skill end
  local module = "spar.flows." .. tostring(skill)
  if not defined[skill] and package.searchpath(module, package.path) then require(module) end
  if defined[skill] then return defined[skill] end
  local nearest = spar.nearest(tostring(skill), flow.names())
  error(("there is no flow '%s'.%s"):format(tostring(skill),
    nearest and (" Did you mean '%s'?"):format(nearest) or " flow.names() lists them."), 2)
end

-- Runs ---------------------------------------------------------------------------------------------------------------

local function gates_of(self, options)
  local chosen = options.gates or self.gates or gates.usual()
  if not options.grounded then return chosen end
  local all = table.move(chosen, 1, #chosen, 1, {})
  all[#all + 1] = gates.grounded { judge = options.roles.judge }
  return all
end

local run_kind = { __name = "flow_run" }

-- The revision to draw types from: one that is given, or the skill's file.
local function taxonomy_of(self, options)
  local given = options.taxonomy or self.taxonomy or self.skill
  return type(given) == "string" and taxonomy.load(given) or given
end

local function begin(self, seeds, options)
  local set = settings("flow.run", options, defaults)
  set.seen = set.seen or {}
  local is_single = type(seeds) == "string" or (type(seeds) == "table" and seeds.text ~= nil)
  return setmetatable({
    flow = self, options = set, given = is_single and { seeds } or seeds, taxonomy = taxonomy_of(self, set),
    gates = gates_of(self, set), skipped = {}, rejected = {}, failed = {},
  }, run_kind)
end

local function joined(first, second)
  local all = table.move(first, 1, #first, 1, {})
  return table.move(second, 1, #second, #all + 1, all)
end

-- Makes instructions of a skill from seeds and returns the run: its lists `seeds`, `passages`, `written`, `drafts`,
-- `suggestions`, `edited`, `refined`, `instructions` (what passed), `rejected`, the number of `leaks`, the `taxonomy`.
function flow.run(which, seeds, options)
  local run = begin(flow.load(which), seeds, options)
  definitions.keep("flow", run.flow.skill, run.flow, run.flow.about)
  stages.seeds(run)
  stages.transform(run)
  stages.instruct(run)
  stages.refine(run)
  run.instructions = joined(run.drafts, run.refined)
  if run.flow.finish then run.flow.finish(run) end
  return run
end

function kind:__call(seeds, options) return flow.run(self, seeds, options) end

function kind:__tostring() return ("flow %s"):format(self.skill) end

kind.__shown = kind.__tostring

-- What came of it ----------------------------------------------------------------------------------------------------

local function counted(list, field)
  local counts, names, words = {}, {}, {}
  for _, item in ipairs(list) do
    if not counts[item[field]] then names[#names + 1] = item[field] end
    counts[item[field]] = (counts[item[field]] or 0) + 1
  end
  table.sort(names, function(left, right)
    if counts[left] ~= counts[right] then return counts[left] > counts[right] end
    return left < right
  end)
  for index, name in ipairs(names) do words[index] = ("%s %d"):format(name, counts[name]) end
  return table.concat(words, ", ")
end

local function skipped_text(skipped)
  local words = {}
  for name, count in pairs(skipped) do words[#words + 1] = ("%d of type %s do not suit"):format(count, name) end
  table.sort(words)
  return table.concat(words, ", ")
end

-- The errors of every stage, as {code, message, input}.
function flow.failures(run)
  local all = {}
  for _, list in ipairs { run.passages, run.written, run.suggestions, run.edited, { failed = run.failed } } do
    table.move(list.failed or {}, 1, #(list.failed or {}), #all + 1, all)
  end
  return all
end

function run_kind.__shown(run)
  local failures = flow.failures(run)
  local leaks = run.leaks > 0 and ("%d answers given away, taken out"):format(run.leaks) or ""
  local rows = {
    { "seeds", tostring(#run.seeds), skipped_text(run.skipped) },
    { "passages", tostring(#run.passages), counted(run.passages, "transformation") },
    { "written", tostring(#run.written), leaks },
    { "suggestions", tostring(#run.suggestions), counted(run.suggestions, "goal") },
    { "refined", tostring(#run.refined), counted(run.edited.rejected, "reason") },
    { "rejected", tostring(#run.rejected), counted(run.rejected, "reason") },
    { "instructions", tostring(#run.instructions), counted(run.instructions, "type") },
  }
  if #failures > 0 then rows[#rows + 1] = { "failed", tostring(#failures), counted(failures, "code") } end
  return ("flow %s\n%s"):format(run.flow.skill, text_table(rows, 120, "  "))
end

run_kind.__tostring = run_kind.__shown

-- The list of all flows ----------------------------------------------------------------------------------------------

local list_kind = {}

local function names_of(weights)
  local names = {}
  for name in pairs(weights or {}) do names[#names + 1] = name end
  table.sort(names)
  return names
end

local function described(skill)
  local self = flow.load(skill)
  local file = taxonomy.describe(self.taxonomy or skill)
  local types = {}
  for index, node in ipairs(file.types) do types[index] = node.name end
  return {
    skill = skill, about = self.about or file.about, seeds = self.seeds or file.seeds,
    transformations = names_of(file.transformations), goals = names_of(file.goals), types = types,
  }
end

-- What there is: {skill, about, seeds, transformations, goals, types} for each, sorted by skill.
function flow.list()
  local list = {}
  for index, skill in ipairs(flow.names()) do list[index] = described(skill) end
  return setmetatable(list, list_kind)
end

local name_width, line_width = 19, 110

-- Words behind a name, in lines of their own.
local function paragraph(name, words)
  local lines = terminal_text.wrap(table.concat(words, ", "), line_width - name_width)
  local pattern = "  %-" .. name_width - 2 .. "s%s"
  return pattern:format(name, table.concat(lines, "\n" .. (" "):rep(name_width)))
end

local function counted_words(words)
  local all = table.move(words, 1, #words, 1, {})
  if all[1] then all[1] = ("%d: %s"):format(#words, words[1]) end
  return all
end

local function entry_lines(entry)
  return {
    ("%s: %s"):format(entry.skill, entry.about),
    paragraph("seeds", #entry.seeds > 0 and entry.seeds or { "all" }),
    paragraph("transformations", counted_words(entry.transformations)),
    paragraph("goals", entry.goals),
    paragraph("types", counted_words(entry.types)),
  }
end

function list_kind.__shown(list)
  local lines, types = {}, 0
  for _, entry in ipairs(list) do
    table.move(entry_lines(entry), 1, 5, #lines + 1, lines)
    types = types + #entry.types
  end
  lines[#lines + 1] = ("%d flows, %d types"):format(#list, types)
  return table.concat(lines, "\n")
end

list_kind.__tostring = list_kind.__shown

return setmetatable(flow, { __call = function(_, definition) return flow.define(definition) end })
