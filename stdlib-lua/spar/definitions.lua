-- What scripts define as tables, such as flows, kept in the store as text: each field as a literal, each function as
-- the lines in which it stands. Readers and agents are stored by their verbs.

local sources = require "spar.sources"

local definitions = {}

-- The host's function that stores one; nil where there is no host.
local store

-- What is stored already, by the table that defines it; gone with it.
local kept = setmetatable({}, { __mode = "k" })

local deepest = 6

local function sorted_names(value)
  local names = {}
  for name in next, value do
    if math.type(name) ~= "integer" or name < 1 or name > #value then names[#names + 1] = name end
  end
  table.sort(names, function(left, right) return tostring(left) < tostring(right) end)
  return names
end

local function shown_name(name)
  if type(name) == "string" and name:match("^[%a_][%w_]*$") then return name end
  return ("[%s]"):format(type(name) == "string" and ("%q"):format(name) or tostring(name))
end

-- The lines of a function without the name of the field before them, which is there already.
local function shown_function(fn, name, indent)
  local lines = sources.of(fn)
  if not lines then return "function() --[[ its source is not at hand ]] end" end
  local first = lines:match("^%s*")
  lines = lines:gsub("\n" .. first, "\n"):gsub("^%s+", ""):gsub("[,%s]+$", "")
  if name then lines = lines:gsub("^" .. name:gsub("%p", "%%%0") .. "%s*=%s*", "") end
  return (lines:gsub("\n", "\n" .. indent))
end

local shown

local function shown_table(value, indent, depth)
  if depth > deepest then return "{…}" end
  local inner, parts = indent .. "  ", {}
  for _, item in ipairs(value) do parts[#parts + 1] = inner .. shown(item, nil, inner, depth + 1) end
  for _, name in ipairs(sorted_names(value)) do
    local field = shown_name(name)
    parts[#parts + 1] = ("%s%s = %s"):format(inner, field, shown(value[name], field, inner, depth + 1))
  end
  if #parts == 0 then return "{}" end
  return "{\n" .. table.concat(parts, ",\n") .. ",\n" .. indent .. "}"
end

function shown(value, name, indent, depth)
  if type(value) == "function" then return shown_function(value, name, indent) end
  if type(value) == "table" then return shown_table(value, indent, depth) end
  return type(value) == "string" and ("%q"):format(value) or tostring(value)
end

-- The table as text: `flow {…}`. The same definition gives the same text.
function definitions.text(kind, value) return kind .. " " .. shown_table(value, "", 1) end

-- Has `keep` store definitions with a function of the host's.
function definitions.store_with(fn) store = fn end

-- Stores a definition, once; not where nothing may wait: whoever uses it later has it kept then.
function definitions.keep(kind, name, value, about)
  if not store or kept[value] or not coroutine.isyieldable() then return end
  kept[value] = true
  store(kind, name, definitions.text(kind, value), about)
end

return definitions
