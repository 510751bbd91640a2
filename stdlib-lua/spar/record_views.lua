-- How records and lists of records look. A record is a table whose metatable names its kind; `view` is the one of
-- spar.inspect, with its options, paint and nested.

local terminal_text = require "spar.terminal_text"
local coverage_view = require "spar.coverage_view"
local leaderboard = require "spar.leaderboard"
local record_kinds = require "spar.record_kinds"
local source_view = require "spar.source_view"
local text_table = require "spar.text_table"
local win_matrix = require "spar.win_matrix"

local kinds, kind_of, text_of = record_kinds.views, record_kinds.name_of, record_kinds.text_of

local record_views = {}

-- Characters of a text that are shown unless `full`.
local shown_characters = 480

local function has_kind(value) return type(value) == "table" and kinds[kind_of(value)] ~= nil end

local function cells_of(view, record, fields)
  local cells = {}
  for index, field in ipairs(fields or {}) do
    cells[index] = type(field) == "function" and field(record, view) or text_of(record, field)
  end
  return cells
end

local function present(cells)
  local kept = {}
  for _, cell in ipairs(cells) do
    if cell ~= "" then kept[#kept + 1] = cell end
  end
  return kept
end

-- One record --------------------------------------------------------------------------------------------------------

local function header(view, record, kind)
  local parts = { view:paint("id", text_of(record, "id")), view:paint(kind == "error" and "error" or "kind", kind) }
  local heads = table.concat(present(cells_of(view, record, kinds[kind].heads)), "  ")
  local origins = present(cells_of(view, record, kinds[kind].from))
  parts[3] = heads
  parts[4] = #origins > 0 and "← " .. table.concat(origins, " ") or ""
  return table.concat(present(parts), "  ")
end

-- The text without the word that a cut left unfinished, unless it is a very long one.
local function whole_words(text)
  local shorter = text:match("^(.*%S)%s+%S*$")
  return shorter and #shorter > #text - 40 and shorter or text
end

local function body_text(view, text)
  local clean = terminal_text.clean(text)
  local length = utf8.len(clean)
  if view.full or length <= shown_characters then return clean, nil end
  local kept = whole_words(clean:sub(1, utf8.offset(clean, shown_characters + 1) - 1))
  return kept, ("… %d more characters"):format(length - utf8.len(kept))
end

local function add_text(view, lines, text)
  if type(text) ~= "string" or text == "" then return end
  local shown, rest = body_text(view, text)
  for _, line in ipairs(terminal_text.wrap(shown, view.width - 2)) do
    lines[#lines + 1] = line == "" and "" or "  " .. line
  end
  if rest then lines[#lines + 1] = "  " .. view:paint("kind", rest) end
end

-- The further turns of an instruction; the earlier replies of a response stand in `turns` as well.
local function add_turns(view, lines, record)
  local turns = rawget(record, "turns")
  if type(turns) ~= "table" or view.body == false then return end
  if record.instruction then
    lines[#lines + 1] = "  " .. view:paint("kind", ("the last of %d replies"):format(#turns))
    return
  end
  for _, turn in ipairs(turns) do add_text(view, lines, "then: " .. turn) end
end

local function indented(text) return "  " .. text:gsub("\n", "\n  ") end

-- What fits on a line of each type of a taxonomy.
local function nodes_of(taxonomy)
  local nodes = {}
  for index, node in ipairs(type(taxonomy.nodes) == "table" and taxonomy.nodes or {}) do
    nodes[index] = { name = node.name, weight = node.weight, definition = node.definition }
  end
  return nodes
end

local function shown_record(view, record, kind)
  if kind == "win_matrix" then return win_matrix(view, record) end
  local lines = { header(view, record, kind) }
  if view.body ~= false then add_text(view, lines, rawget(record, kinds[kind].body)) end
  if kind == "error" and type(record.hint) == "string" then add_text(view, lines, record.hint) end
  if kind == "execution" then add_text(view, lines, record.stderr) end
  if kind == "instruction" or kind == "response" then add_turns(view, lines, record) end
  if kind == "verdict" and record.order == "ba" then
    lines[#lines + 1] = "  " .. view:paint("kind", "order ba: what the judge calls the first response is b's")
  end
  local parts = kind == "battle" and record.verdicts or kind == "taxonomy" and nodes_of(record)
  if type(parts) == "table" and #parts > 0 then
    lines[#lines + 1] = indented(record_views.rows(view, parts, view.width - 2, record.id))
  end
  return table.concat(lines, "\n")
end

-- Lists -------------------------------------------------------------------------------------------------------------

-- Lists of stored seeds: of any length, read item by item.
local function is_stored(list) return kind_of(list) == "seed_list" end

local function item_of(list, index)
  if is_stored(list) then return list[index] end
  return rawget(list, index)
end

-- What `map` returns says how long it is, for a function may return nil for an element.
local function count_of(list)
  if is_stored(list) then return #list end
  local count = rawget(list, "n")
  return math.type(count) == "integer" and type(rawget(list, "failed")) == "table" and count or rawlen(list)
end

-- The kind of all items that are there; nil where they differ.
local function common_kind(list)
  if is_stored(list) then return "seed" end
  local kind
  for index = 1, count_of(list) do
    local item = rawget(list, index)
    if item ~= nil then
      if not has_kind(item) or (kind and kind_of(item) ~= kind) then return nil end
      kind = kind_of(item)
    end
  end
  return kind
end

local function summary_row(view, record)
  local kind = kind_of(record)
  local heads = table.concat(present(cells_of(view, record, kinds[kind].heads)), "  ")
  local text = kinds[kind].body and text_of(record, kinds[kind].body) or ""
  return { view:paint("id", text_of(record, "id")), view:paint("kind", kind), heads, text }
end

-- `owner` is the id of the record that the list belongs to, which need not be repeated.
local function kind_row(view, record, kind, owner)
  local cells = { view:paint("id", text_of(record, "id")) }
  for _, cell in ipairs(cells_of(view, record, kinds[kind].cells or kinds[kind].heads)) do
    cells[#cells + 1] = cell ~= owner and cell or ""
  end
  if kind == "error" then cells[2] = view:paint("error", cells[2]) end
  cells[#cells + 1] = kinds[kind].body and text_of(record, kinds[kind].body) or nil
  return cells
end

-- Columns with these names come first, in this order.
local column_ranks = {}
for rank, name in ipairs { "id", "name", "model", "type", "child", "role", "parent", "old", "new", "weight" } do
  column_ranks[name] = rank
end

-- Plain tables of numbers, strings and booleans under the same few names, as columns with a head.
local function plain_columns(list)
  local names, seen = {}, {}
  for index = 1, count_of(list) do
    local item = rawget(list, index)
    if type(item) ~= "table" or kind_of(item) or #item > 0 then return nil end
    for name in next, item do
      if type(name) ~= "string" then return nil end
      if not seen[name] then names[#names + 1] = name end
      seen[name] = true
    end
  end
  table.sort(names, function(left, right)
    local left_rank, right_rank = column_ranks[left] or 99, column_ranks[right] or 99
    return left_rank < right_rank or left_rank == right_rank and left < right
  end)
  return #names > 0 and #names <= 8 and names or nil
end

local function plain_cell(view, value)
  if value == nil then return "" end
  if math.type(value) == "float" then return ("%.6g"):format(value) end
  if type(value) == "string" then return (terminal_text.clean(value):gsub("%s+", " ")) end
  return view:nested(value, view.depth, 0)
end

local function row_maker(view, list, owner)
  local kind = common_kind(list)
  if kind then return function(record) return kind_row(view, record, kind, owner) end end
  local names = plain_columns(list)
  if names then
    return function(record)
      local cells = {}
      for index, name in ipairs(names) do cells[index] = plain_cell(view, rawget(record, name)) end
      return cells
    end, names
  end
  return function(item)
    if has_kind(item) then return summary_row(view, item) end
    return { view:nested(item, 1, 0) }
  end
end

-- The items of a list, one line each, with their numbers; head and tail where there are many.
function record_views.rows(view, list, width, owner)
  local make, heads = row_maker(view, list, owner)
  local count = count_of(list)
  local head, tail = count, count + 1
  if not view.full and count > view.max_items then
    head = (view.max_items + 1) // 2
    tail = count - view.max_items // 2 + 1
  end
  local rows = { heads and { "", table.unpack(heads) } }
  rows.heads = rows[1]
  local function add(index)
    local item = item_of(list, index)
    local cells = item == nil and { view:paint("kind", "nil") } or make(item)
    rows[#rows + 1] = { view:paint("kind", tostring(index)), table.unpack(cells) }
  end
  for index = 1, head do add(index) end
  if tail <= count then rows[#rows + 1] = view:paint("kind", ("… %d more"):format(tail - head - 1)) end
  for index = tail, count do add(index) end
  return text_table(rows, width)
end

-- `reply`: `replies`; a vowel before it keeps the y.
local function plural(kind) return (kind:gsub("([^aeiou])y$", "%1ie")) .. "s" end

-- What a list carries beside its items: failures, a report, notes.
local function remarks(view, list)
  local lines = {}
  local report = rawget(list, "report")
  if type(report) == "table" and type(report.summary) == "string" then
    lines[1] = terminal_text.clean(report.summary)
  end
  for _, note in ipairs(type(rawget(list, "notes")) == "table" and list.notes or {}) do
    lines[#lines + 1] = terminal_text.clean(tostring(note))
  end
  local failed = rawget(list, "failed")
  if type(failed) == "table" and #failed > 0 then
    local reason = type(failed[1]) == "table" and text_of(failed[1], "message") or ""
    lines[#lines + 1] = view:paint("error", terminal_text.cut(("%d failed: %s"):format(#failed, reason), view.width))
  end
  return lines
end

-- One line of how a tool's work ended.
local function tool_ending(use)
  local details = type(use.details) == "table" and use.details or {}
  local parts = { use.name, ("%.2f s"):format(use.seconds) }
  if details.exit then parts[#parts + 1] = "exit " .. details.exit end
  if details.signal then parts[#parts + 1] = details.signal end
  if details.stopped then parts[#parts + 1] = "stopped: too much " .. details.stopped end
  if details.truncated then parts[#parts + 1] = "cut" end
  return table.concat(parts, "  ")
end

-- Of arguments with one text the text itself: code keeps its lines.
local function arguments_text(view, arguments)
  if type(arguments) ~= "table" then return tostring(arguments) end
  local _, value = next(arguments)
  if type(value) == "string" and next(arguments, (next(arguments))) == nil then return value end
  return view:nested(arguments, 1, 0)
end

-- What tools did on the way to a response, under its lineage.
local function traced(view, list)
  local lines = {}
  for _, entry in ipairs(type(rawget(list, "tools")) == "table" and list.tools or {}) do
    local use = entry.use
    lines[#lines + 1] = view:paint("id", entry.call) .. "  " .. tool_ending(use)
    add_text(view, lines, arguments_text(view, use.arguments))
    lines[#lines + 1] = "  " .. view:paint(use.error and "error" or "kind", use.error and "error:" or "gave:")
    add_text(view, lines, use.error or use.result or "")
  end
  return lines
end

-- Leaderboards or matrices, one for each category, syntax or judge.
local function shown_groups(view, list)
  local parts = {}
  for index = 1, count_of(list) do
    local group = list[index]
    local title = view:paint("id", text_of(group, "name"))
    if group.matrix then
      parts[index] = title .. "\n" .. win_matrix(view, group.matrix)
    elseif group.ratings then
      local count = view:paint("kind", ("%d battles"):format(group.ratings.battles))
      parts[index] = ("%s  %s\n%s"):format(title, count, record_views.shown(view, group.ratings))
    else
      parts[index] = title .. "\n" .. table.concat(terminal_text.wrap(text_of(group, "reason"), view.width), "\n")
    end
  end
  return table.concat(parts, "\n\n")
end

local function shown_list(view, list)
  local kind = common_kind(list)
  local lines
  local notes, uses, sources = remarks(view, list), traced(view, list), source_view(view, list)
  if kind == "rating" then
    lines = { leaderboard(view, list) }
  elseif kind == "coverage" then
    lines = { coverage_view(view, list) }
  elseif kind == "rating_group" or kind == "matrix_group" then
    lines = { shown_groups(view, list) }
  elseif count_of(list) == 0 then
    lines = #sources == 0 and { "empty list" } or {}
  else
    local count = count_of(list)
    local what = ("%d %s"):format(count, count == 1 and (kind or "item") or plural(kind or "item"))
    lines = { view:paint("kind", what), record_views.rows(view, list, view.width) }
  end
  for _, more in ipairs { notes, uses, sources } do table.move(more, 1, #more, #lines + 1, lines) end
  return table.concat(lines, "\n")
end

-- Whether it is what `map` returned, with records or with rows of plain values in it.
local function is_mapped(value)
  if type(rawget(value, "failed")) ~= "table" or count_of(value) == 0 then return false end
  for index = 1, count_of(value) do
    if has_kind(rawget(value, index)) then return true end
  end
  return plain_columns(value) ~= nil
end

-- The text of a record or of a list of records; nil for any other table.
function record_views.shown(view, value)
  local kind = kind_of(value)
  local is_list = kind == "list" or kind == "seed_list" or (kind == nil and (common_kind(value) or is_mapped(value)))
  if is_list then return shown_list(view, value) end
  return kinds[kind] and shown_record(view, value, kind) or nil
end

-- The same in a few words, for a place inside another value.
function record_views.brief(view, value)
  local kind = kind_of(value)
  if is_stored(value) then return ("<%d %s>"):format(#value, #value == 1 and "seed" or "seeds") end
  if not kinds[kind] then return nil end
  local parts = cells_of(view, value, { "id", kinds[kind].heads[1] })
  local name = view:paint("id", parts[1])
  return "<" .. table.concat(present { name, view:paint("kind", kind), parts[2] }, " ") .. ">"
end

return record_views
