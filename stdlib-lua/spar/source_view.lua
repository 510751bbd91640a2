-- Where a record's seeds come from, and what was made of a record: the lines that `why` shows under its lineage.

local terminal_text = require "spar.terminal_text"

local name_width = 16
local kinds = { "passage", "instruction", "suggestion", "response", "battle", "verdict", "dataset" }

local function clean(value) return (terminal_text.clean(tostring(value)):gsub("%s+", " ")) end

local function line(view, name, text)
  local room = math.max(20, view.width - name_width - 2)
  local lines = terminal_text.wrap(text, room)
  return ("  %s%s"):format(view:paint("kind", name .. (" "):rep(name_width - #name)),
    table.concat(lines, "\n" .. (" "):rep(name_width + 2)))
end

-- `bytes 0–512 of 1a2b3c…, piece 1`
local function place(source)
  local parts = {}
  if source.start then parts[1] = ("bytes %d to %d"):format(source.start, source.stop) end
  parts[#parts + 1] = ("piece %d"):format(source.chunk + 1)
  return table.concat(parts, ", ")
end

local function reader(source)
  if not source.reader_hash then return nil end
  return ("%s (%s)"):format(source.reader or "one that is not stored", source.reader_hash:sub(1, 12))
end

local function source_lines(view, source)
  local lines = { ("%s  %s"):format(view:paint("id", source.seed), view:paint("kind", "seed")) }
  local function add(name, value)
    if value and value ~= "" then lines[#lines + 1] = line(view, name, clean(value)) end
  end
  add("type", source.language and ("%s, %s"):format(source.type, source.language) or source.type)
  add("title", source.title)
  add("origin", source.origin)
  add("document", source.document)
  add("place", place(source))
  add("licence", source.licence or "none named")
  add("reader", reader(source))
  add("key", source.key)
  return lines
end

local function plural(count, kind) return ("%d %s%s"):format(count, kind, count == 1 and "" or "s") end

-- The record that was asked about: `why` of a seed has no links.
local function subject(lineage)
  local link, source = lineage[1], (rawget(lineage, "seeds") or {})[1]
  return link and link.child or source and source.seed or "it"
end

-- `made of i7  1 passage, 3 instructions`
local function made_line(view, lineage, made)
  local parts = {}
  for _, kind in ipairs(kinds) do
    if (made[kind] or 0) > 0 then parts[#parts + 1] = plural(made[kind], kind) end
  end
  return line(view, "made of " .. subject(lineage), #parts > 0 and table.concat(parts, ", ") or "nothing yet")
end

-- `lineage` is what `why` returned: its fields `seeds` and `made`.
local function source_view(view, lineage)
  local lines = {}
  for _, source in ipairs(rawget(lineage, "seeds") or {}) do
    local more = source_lines(view, source)
    table.move(more, 1, #more, #lines + 1, lines)
  end
  local made = rawget(lineage, "made")
  if made then lines[#lines + 1] = made_line(view, lineage, made) end
  return lines
end

return source_view
