-- How records and lists of records look. A record is a table whose metatable names its kind; `view` is the one of
-- spar.inspect, with its options, paint and nested.

local terminal_text = require "spar.terminal_text"
local leaderboard = require "spar.leaderboard"
local text_table = require "spar.text_table"

local record_views = {}

-- Characters of a text that are shown unless `full`.
local shown_characters = 480

local function kind_of(value)
  local meta = getmetatable(value)
  local name = type(meta) == "table" and rawget(meta, "__name")
  return type(name) == "string" and name or nil
end

-- A field as clean text on one line; "" where it is not set.
local function text_of(record, name)
  local value = rawget(record, name)
  if value == nil or type(value) == "table" then return "" end
  return (terminal_text.clean(tostring(value)):gsub("%s+", " "))
end

local function score(value) return type(value) == "number" and ("%g"):format(value) or "–" end

local function scores(record) return score(record.score_a) .. ":" .. score(record.score_b) end

-- Kinds -------------------------------------------------------------------------------------------------------------
-- Of each kind: `heads`, the fields that stand beside the id; `from`, those that name what it was made from; `body`,
-- the field with its text. `cells` replaces the heads in lists.

local function refined(record)
  local goal = text_of(record, "goal")
  return goal ~= "" and "→ " .. goal or ""
end

local function unanswerable(record) return record.answerability == "unanswerable" and "unanswerable" or "" end

local function seed_name(record)
  local title = text_of(record, "title")
  return title ~= "" and title or text_of(record, "origin")
end

local function side(name)
  return function(record, view)
    local model = text_of(record, "model_" .. name)
    return record.outcome == name and view:paint("winner", model) or model
  end
end

local function rating_range(record)
  if type(record.lower) ~= "number" or type(record.upper) ~= "number" then return "" end
  return ("[%.0f, %.0f]"):format(record.lower, record.upper)
end

local function rating_points(record)
  return type(record.rating) == "number" and ("%.1f"):format(record.rating) or ""
end

local function type_count(record)
  return type(record.nodes) == "table" and ("%d types"):format(#record.nodes) or ""
end

local function row_count(record) return record.rows and ("%s rows"):format(text_of(record, "rows")) or "" end

local kinds = {
  seed = { heads = { "type", seed_name }, body = "text" },
  passage = { heads = { "transformation" }, from = { "seed", "parent", "suggestion" }, body = "text" },
  instruction = {
    heads = { "type", refined, unanswerable }, from = { "passage", "parent", "suggestion" }, body = "text",
  },
  suggestion = { heads = { "goal" }, from = { "instruction" }, body = "text" },
  response = { heads = { "model" }, from = { "instruction" }, body = "text" },
  battle = {
    heads = { side "a", scores, side "b", "outcome" }, from = { "instruction", "response_a", "response_b" },
    cells = { "instruction", side "a", scores, side "b", "outcome" },
  },
  verdict = {
    heads = { "judge", "order", scores, "state" }, from = { "battle" }, body = "explanation",
    cells = { "battle", "judge", "order", scores, "state" },
  },
  taxonomy = { heads = { "skill", type_count }, from = { "parent" } },
  rating = { heads = { "model", rating_points, rating_range } },
  dataset = { heads = { "format", row_count, "path" } },
  error = { heads = { "code" }, from = { "input" }, body = "message" },
}

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

local function body_text(view, text)
  local clean = terminal_text.clean(text)
  local length = utf8.len(clean)
  if view.full or length <= shown_characters then return clean, nil end
  local kept = clean:sub(1, utf8.offset(clean, shown_characters + 1) - 1)
  return kept, ("… %d more characters"):format(length - shown_characters)
end

local function add_text(view, lines, text)
  if type(text) ~= "string" or text == "" then return end
  local shown, rest = body_text(view, text)
  for _, line in ipairs(terminal_text.wrap(shown, view.width - 2)) do
    lines[#lines + 1] = line == "" and "" or "  " .. line
  end
  if rest then lines[#lines + 1] = "  " .. view:paint("kind", rest) end
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
  local lines = { header(view, record, kind) }
  add_text(view, lines, rawget(record, kinds[kind].body))
  if kind == "error" and type(record.hint) == "string" then add_text(view, lines, record.hint) end
  local parts = kind == "battle" and record.verdicts or kind == "taxonomy" and nodes_of(record)
  if type(parts) == "table" and #parts > 0 then
    lines[#lines + 1] = indented(record_views.rows(view, parts, view.width - 2))
  end
  return table.concat(lines, "\n")
end

-- Lists -------------------------------------------------------------------------------------------------------------

local function common_kind(list)
  local kind = has_kind(list[1]) and kind_of(list[1]) or nil
  for index = 2, kind and #list or 1 do
    if type(list[index]) ~= "table" or kind_of(list[index]) ~= kind then return nil end
  end
  return kind
end

local function summary_row(view, record)
  local kind = kind_of(record)
  local heads = table.concat(present(cells_of(view, record, kinds[kind].heads)), "  ")
  local text = kinds[kind].body and text_of(record, kinds[kind].body) or ""
  return { view:paint("id", text_of(record, "id")), view:paint("kind", kind), heads, text }
end

local function kind_row(view, record, kind)
  local cells = { view:paint("id", text_of(record, "id")) }
  table.move(cells_of(view, record, kinds[kind].cells or kinds[kind].heads), 1, 9, 2, cells)
  if kind == "error" then cells[2] = view:paint("error", cells[2]) end
  cells[#cells + 1] = kinds[kind].body and text_of(record, kinds[kind].body) or nil
  return cells
end

-- Plain tables of numbers, strings and booleans under the same few names, as columns with a head.
local function plain_columns(list)
  local names, seen = {}, {}
  for _, item in ipairs(list) do
    if type(item) ~= "table" or kind_of(item) or #item > 0 then return nil end
    for name in next, item do
      if type(name) ~= "string" then return nil end
      if not seen[name] then names[#names + 1] = name end
      seen[name] = true
    end
  end
  local first = { id = 1, name = 2, model = 3, child = 4, old = 5, new = 6, weight = 7 }
  table.sort(names, function(left, right)
    local left_rank, right_rank = first[left] or 9, first[right] or 9
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

local function row_maker(view, list)
  local kind = common_kind(list)
  if kind then return function(record) return kind_row(view, record, kind) end end
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
function record_views.rows(view, list, width)
  local make, heads = row_maker(view, list)
  local count = #list
  local head, tail = count, count + 1
  if not view.full and count > view.max_items then
    head = (view.max_items + 1) // 2
    tail = count - view.max_items // 2 + 1
  end
  local rows = { heads and { "", table.unpack(heads) } }
  rows.heads = rows[1]
  local function add(index)
    rows[#rows + 1] = { view:paint("kind", tostring(index)), table.unpack(make(list[index])) }
  end
  for index = 1, head do add(index) end
  if tail <= count then rows[#rows + 1] = view:paint("kind", ("… %d more"):format(tail - head - 1)) end
  for index = tail, count do add(index) end
  return text_table(rows, width)
end

local function plural(kind) return kind == "taxonomy" and "taxonomies" or kind .. "s" end

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

local function shown_list(view, list)
  local kind = common_kind(list)
  local lines
  if kind == "rating" then
    lines = { leaderboard(view, list) }
  elseif #list == 0 then
    lines = { "empty list" }
  else
    local what = ("%d %s"):format(#list, #list == 1 and (kind or "item") or plural(kind or "item"))
    lines = { view:paint("kind", what), record_views.rows(view, list, view.width) }
  end
  return table.concat(table.move(remarks(view, list), 1, 99, #lines + 1, lines), "\n")
end

-- The text of a record or of a list of records; nil for any other table.
function record_views.shown(view, value)
  local kind = kind_of(value)
  local is_list = kind == "list" or (kind == nil and rawlen(value) > 0 and common_kind(value))
  if is_list then return shown_list(view, value) end
  return kinds[kind] and shown_record(view, value, kind) or nil
end

-- The same in a few words, for a place inside another value.
function record_views.brief(view, value)
  local kind = kind_of(value)
  if not kinds[kind] then return nil end
  local parts = cells_of(view, value, { "id", kinds[kind].heads[1] })
  local name = view:paint("id", parts[1])
  return "<" .. table.concat(present { name, view:paint("kind", kind), parts[2] }, " ") .. ">"
end

return record_views
