-- How values look at the prompt: inspect(value, {color, width, depth, max_items, full, body}) returns text for a
-- terminal. This file shows plain values and tables; records and lists of them are shown by spar.record_views.

local record_views = require "spar.record_views"
local terminal_text = require "spar.terminal_text"

local defaults = { color = false, width = 80, depth = 4, max_items = 20, full = false, body = true }

-- Strings inside tables are cut here, those that are hardly longer are not.
local nested_text, hardly_longer = 200, 40

local view = {}
view.__index = view

local escapes = { id = "1;36", kind = "2", winner = "32", error = "31" }

-- The text in a style of the palette, where colour is wanted.
function view:paint(style, text)
  if not self.color or text == "" then return text end
  return ("\27[%sm%s\27[0m"):format(escapes[style], text)
end

-- Leaves ------------------------------------------------------------------------------------------------------------

local function name_in(owner, value)
  for name, member in next, owner do
    if rawequal(member, value) and type(name) == "string" and name ~= "_" then return name end
  end
end

-- The name of one of the host's functions that stands in a global table, as in seeds.load.
local function library_name(globals, value)
  local info = debug and debug.getinfo and debug.getinfo(value, "S")
  if not info or info.what ~= "C" then return nil end
  for library, members in next, globals do
    local name = type(members) == "table" and members ~= globals and name_in(members, value)
    if name and library ~= "_" then return ("%s.%s"):format(library, name) end
  end
end

-- The name under which a function is loaded, as in string.format.
local function loaded_name(value)
  local loaded = package.loaded
  local globals = type(loaded._G) == "table" and loaded._G or {}
  local global = name_in(globals, value) or library_name(globals, value)
  if global then return global end
  for module, members in next, loaded do
    local name = type(members) == "table" and name_in(members, value)
    if name then return module .. "." .. name end
  end
end

local function function_place(value)
  local info = debug and debug.getinfo and debug.getinfo(value, "S")
  if not info or info.what == "C" then return "" end
  return ("%s:%d"):format(info.short_src, info.linedefined)
end

local function shown_function(value) return ("function(%s)"):format(loaded_name(value) or function_place(value)) end

local function shown_text(text)
  local length = utf8.len(text) or #text
  if length <= nested_text + hardly_longer then return terminal_text.quote(text) end
  local kept = text:sub(1, (utf8.offset(text, nested_text + 1) or nested_text + 1) - 1)
  return ("%s… %d more characters"):format(terminal_text.quote(kept), length - nested_text)
end

local function shown_leaf(value)
  local kind = type(value)
  if kind == "string" then return shown_text(value) end
  if kind == "function" then return shown_function(value) end
  return terminal_text.clean(tostring(value))
end

-- Tables ------------------------------------------------------------------------------------------------------------

local ranks = { number = 1, string = 2, boolean = 3 }

local function before(left, right)
  local left_rank, right_rank = ranks[type(left)] or 4, ranks[type(right)] or 4
  if left_rank ~= right_rank then return left_rank < right_rank end
  if left_rank <= 2 then return left < right end
  return ("%p"):format(left) < ("%p"):format(right)
end

-- The keys outside the sequence 1 … count, in a fixed order.
local function sorted_keys(value, count)
  local keys = {}
  for key in next, value do
    local in_sequence = math.type(key) == "integer" and key >= 1 and key <= count
    if not in_sequence then keys[#keys + 1] = key end
  end
  table.sort(keys, before)
  return keys
end

local keywords = {}
for word in ([[and break do else elseif end false for function goto if in local nil not or repeat return then true until
  while]]):gmatch("%a+") do keywords[word] = true end

local function shown_key(key)
  if type(key) == "string" and key:match("^[%a_][%w_]*$") and not keywords[key] then return key end
  if type(key) == "table" then return ("[%p]"):format(key) end
  return "[" .. shown_leaf(key) .. "]"
end

local function room_left(self, shown) return self.full or shown < self.max_items end

-- The entries of a table as text, the sequence first; what is left out is counted in the last one.
function view:entries(value, depth, indent)
  local entries, shown, total = {}, 0, 0
  local count = rawlen(value)
  local function add(key, item)
    total = total + 1
    if not room_left(self, shown) then return end
    shown = shown + 1
    entries[shown] = (key and key .. " = " or "") .. self:nested(item, depth + 1, indent + 2)
  end
  for index = 1, count do add(nil, rawget(value, index)) end
  for _, key in ipairs(sorted_keys(value, count)) do add(shown_key(key), rawget(value, key)) end
  if total > shown then entries[shown + 1] = ("… %d more"):format(total - shown) end
  return entries
end

local function visible_width(text) return terminal_text.width((text:gsub("\27%[[%d;]*m", ""))) end

-- Entries as lines; short ones share a line.
local function filled(entries, room)
  local lines, is_short = {}, true
  for _, entry in ipairs(entries) do is_short = is_short and not entry:find("\n") and visible_width(entry) <= 16 end
  for index, entry in ipairs(entries) do
    local comma = index < #entries and "," or ""
    local last = lines[#lines]
    if is_short and last and visible_width(last .. " " .. entry .. comma) <= room then
      lines[#lines] = last .. " " .. entry .. comma
    else
      lines[#lines + 1] = entry .. comma
    end
  end
  return lines
end

local function joined(entries, indent, room)
  local line = "{" .. table.concat(entries, ", ") .. "}"
  if not line:find("\n") and visible_width(line) <= room then return line end
  local gap = "\n" .. (" "):rep(indent + 2)
  return "{" .. gap .. table.concat(filled(entries, room - 2), gap) .. "\n" .. (" "):rep(indent) .. "}"
end

function view:table(value, depth, indent)
  if self.open[value] then return "<cycle>" end
  if next(value) == nil then return "{}" end
  if depth >= self.depth then return "{…}" end
  self.open[value] = true
  local entries = self:entries(value, depth, indent)
  self.open[value] = nil
  return joined(entries, indent, self.width - indent)
end

-- A value inside another one.
function view:nested(value, depth, indent)
  if type(value) ~= "table" then return shown_leaf(value) end
  return record_views.brief(self, value) or self:table(value, depth, indent)
end

-- The text of a value whose metatable says how it is shown, as those of spar.flow do.
local function own_text(value)
  local meta = getmetatable(value)
  local shown = type(meta) == "table" and rawget(meta, "__shown")
  return shown and terminal_text.clean(shown(value)) or nil
end

local function inspect(value, options)
  local self = setmetatable({ open = {} }, view)
  for name, default in pairs(defaults) do
    local given = options and options[name]
    self[name] = given == nil and default or given
  end
  if type(value) == "string" then return terminal_text.clean(value) end
  if type(value) ~= "table" then return shown_leaf(value) end
  return own_text(value) or record_views.shown(self, value) or self:table(value, 0, 0)
end

return inspect
