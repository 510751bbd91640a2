-- What every session starts with: where modules are found, strict globals, how records print, the prelude, and what the
-- host asks of Lua for its prompt. Gets the module path and the metatables of records; returns functions for the host.

local library_path, kinds = ...
local host, nearest = host, spar.nearest
_G.host = nil

package.path = library_path .. ";" .. package.path

-- Output goes through the host, so that a progress bar can step aside.
function print(...)
  local parts = table.pack(...)
  for i = 1, parts.n do parts[i] = tostring(parts[i]) end
  host.write(table.concat(parts, "\t") .. "\n")
end

-- spar.roles and spar.seed are read when they are used: a script may hire other models meanwhile.
local live = { roles = host.roles, seed = host.seed }
setmetatable(spar, { __index = function(_, name) return live[name] and live[name]() end })

spar.random = require "spar.random"(host.draws)

local host_tools = { run = tools.run, check = tools.check, definitions = host.tool_definitions }
for name, make in pairs(require "spar.tools"(host_tools)) do tools[name] = make end

package.loaded["spar.terminal"] = {
  open = host.keys_open, close = host.keys_close, key = host.key, screen = host.screen, write = host.write,
  voter = host.voter, open_battles = host.open_battles, pair = host.pair, vote = host.vote,
  empty_list = function() return setmetatable({}, kinds.list) end,
}

-- Any error value as a table of its own, with `code`, `message` and `retryable`.
function error_info(value)
  local info = { code = "script.error", message = tostring(value), retryable = false }
  if type(value) == "table" and value.message then
    info = {}
    for name, field in next, value do info[name] = field end
  end
  return setmetatable(info, kinds.error)
end

local function inspected(value, options) return require("spar.inspect")(value, options) end

require "spar.seed_list"(kinds.seed_list, host.seeds)
require("spar.definitions").store_with(host.define)

for name, metatable in pairs(kinds) do
  metatable.__tostring = name ~= "error" and inspected or function(e)
    return (e.where or "") .. tostring(e.message) .. (e.hint and " " .. e.hint or "")
  end
end

function kinds.reply.__tostring(reply) return reply.text end

for kind, view in pairs { judge_report = "report", rejudgement = "rejudgement" } do
  kinds[kind].__shown = function(value) return require("spar.judge_views")[view](value) end
end

-- `messages .. "text"` goes on with a conversation; so do a message and a list of them.
function kinds.messages.__concat(left, right)
  local all = setmetatable({}, kinds.messages)
  for _, part in ipairs { left, right } do
    if type(part) == "string" then part = { role = "user", content = part } end
    table.move(part.role and { part } or part, 1, part.role and 1 or #part, #all + 1, all)
  end
  return all
end

-- A name with a dot stands in a table, which can be called where it has a function of its own.
local function set_global(name, fn)
  local library, member = name:match("^(%w+)%.(%w+)$")
  if not library then
    _G[name] = fn
  elseif type(rawget(_G, library)) == "function" then
    local call = rawget(_G, library)
    _G[library] = setmetatable({ [member] = fn }, { __call = function(_, ...) return call(...) end })
  else
    _G[library] = rawget(_G, library) or {}
    _G[library][member] = fn
  end
end

-- What the library's own modules need of the host and scripts do not.
package.loaded["spar.host"] = {
  new_index = host.new_index, nearest_text = host.nearest_text, add_text = host.add_text, drop_index = host.drop_index,
  contamination = host.contamination, benchmark_neighbours = host.benchmark_neighbours,
  funnel = host.funnel, keep_funnel = host.keep_funnel,
  testset = host.testset, freeze = host.freeze, unheld_instructions = host.unheld_instructions,
}

local documentation = require "spar.documentation"
for _, list in ipairs { require "spar.prelude", require "spar.library" } do
  for _, entry in ipairs(list) do
    set_global(entry.name, entry.fn)
    documentation[#documentation + 1] = entry
  end
end

-- A misspelt global is an error; `_` is nothing before the first result.
local function global_names()
  local names = {}
  for name in pairs(_G) do
    if type(name) == "string" then names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

setmetatable(_G, {
  __index = function(_, name)
    if name == "_" or name == "arg" then return nil end
    local meant = nearest(tostring(name), global_names())
    local hint = meant and (" Did you mean '%s'?"):format(meant) or ""
    error(("undefined global '%s'.%s"):format(tostring(name), hint), 2)
  end,
})

-- For the host -------------------------------------------------------------------------------------------------------

local sources = require "spar.sources"
local functions = { documentation = documentation, source_of = sources.of }

-- `arg` as lua.c sets it, and modules beside the script; the script itself for those who ask for a function's source.
function functions.set_arguments(file, arguments, chunk_name, source)
  if source then sources.remember(chunk_name, source) end
  arg = { [0] = file }
  table.move(arguments, 1, #arguments, 1, arg)
  local folder = file:match("^(.*)/[^/]*$") or "."
  package.path = ("%s/?.lua;%s"):format(folder, package.path)
end

-- Locals of a typed line would end with it: those that begin it are kept as globals, others are told of.
local function keep_locals(source)
  local kept = source:gsub("^%s*local%s+function%s+", "function ")
  if kept == source then kept = source:gsub("^%s*local%s+([%a_][%w_%s,]*=)", "%1") end
  if kept:find("^%s*local%s") or kept:find("\nlocal%s") then
    spar.note("locals end with the input they stand in; leave 'local' out to keep a value")
  end
  return kept
end

local function is_same_text(value, text)
  return type(value) == "string" and value:match("^%s*(.-)%s*$") == text:match("^%s*(.-)%s*$")
end

-- How a value looks beside a text that stands on the screen already: the text is not shown a second time.
local function beside(streamed, value, options)
  if streamed == nil then return inspected(value, options) end
  if is_same_text(value, streamed) then return nil end
  options.body = not (type(value) == "table" and is_same_text(rawget(value, "text"), streamed))
  return inspected(value, options)
end

-- Runs what was typed; the first result becomes `_`.
function functions.evaluate(source, is_expression, options)
  sources.remember_typed(source)
  local chunk = assert(load(is_expression and "return " .. source or keep_locals(source), "=input"))
  local results = table.pack(chunk())
  if results.n == 0 then return "" end
  rawset(_G, "_", results[1])
  local shown, streamed = {}, host.streamed()
  for i = 1, results.n do shown[#shown + 1] = beside(streamed, results[i], options) end
  return table.concat(shown, "\n")
end

local function members(value)
  local names, seen = {}, {}
  local function add(source)
    for name in next, source do
      if type(name) == "string" and not seen[name] and name:match("^[%a_][%w_]*$") then
        seen[name] = true
        names[#names + 1] = name
      end
    end
  end
  if type(value) == "table" then add(value) end
  local meta = getmetatable(value)
  if type(meta) == "table" and type(rawget(meta, "__index")) == "table" then add(rawget(meta, "__index")) end
  if type(value) == "string" then add(string) end
  return names
end

-- The value that a path of names and literal indexes leads to; nothing is called on the way.
local function owner_of(path)
  local first, rest = path:match("^([%w_]+)(.*)$")
  local value = rawget(_G, first)
  while rest ~= "" and type(value) == "table" do
    local name, after = rest:match("^[.:]([%a_][%w_]*)(.*)$")
    local index, after_index = rest:match("^%[(%d+)%](.*)$")
    if not (name or index) then return nil end
    value, rest = rawget(value, name or math.tointeger(index)), after or after_index
  end
  return rest == "" and value or nil
end

local keywords = {
  "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil", "not",
  "or", "repeat", "return", "then", "true", "until", "while",
}

-- What may stand for the last word of `text`, sorted: fields after a dot, globals and keywords else.
function functions.complete(text)
  local before, prefix = text:match("^(.-)([%w_]*)$")
  local is_field = before:find("[.:]$") and not before:find("%.%.$")
  local path = before:match("([%a_][%w_.:%[%]]*)[.:]$")
  local owner = _G
  if is_field then owner = path and owner_of(path) or nil end
  local names = members(owner)
  if not is_field then table.move(keywords, 1, #keywords, #names + 1, names) end
  local found = {}
  for _, name in ipairs(names) do
    if name:sub(1, #prefix) == prefix and (prefix ~= "" or name:sub(1, 2) ~= "__") then found[#found + 1] = name end
  end
  table.sort(found)
  return found
end

return functions
