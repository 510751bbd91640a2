-- The kinds of records and which of their fields are shown, in which order. How they are laid out is left to
-- spar.record_views.

local terminal_text = require "spar.terminal_text"

local record_kinds = {}

-- The name of a record's kind, `list` for lists of the host; nil for any other value.
function record_kinds.name_of(value)
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

local function refined(record)
  local goal = text_of(record, "goal")
  return goal ~= "" and "→ " .. goal or ""
end

local function unanswerable(record) return record.answerability ~= "answerable" and record.answerability or "" end

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

local function row_count(record)
  return record.rows and ("%s %s"):format(text_of(record, "rows"), record.rows == 1 and "row" or "rows") or ""
end

-- What a reply ended with, unless it simply ended, and its tokens.
local function finish(record) return record.finish ~= "stop" and text_of(record, "finish") or "" end

local function tokens(record)
  local usage = rawget(record, "usage")
  if type(usage) ~= "table" then return "" end
  return ("%s%d tokens"):format(usage.estimate and "~" or "", usage.input + usage.output)
end

local function call_tokens(record)
  if not record.input_tokens then return "" end
  return ("%s%d+%d tokens"):format(record.estimate and "~" or "", record.input_tokens, record.output_tokens or 0)
end

local function counted(name)
  return function(record)
    local count = record[name]
    return math.type(count) == "integer" and count > 0 and ("%d %s"):format(count, name) or ""
  end
end

-- How code ended, and how long it took.
local function ending(record)
  if record.stopped then return "stopped: too much " .. text_of(record, "stopped") end
  return record.signal and text_of(record, "signal") or "exit " .. text_of(record, "exit")
end

local function duration(record) return type(record.seconds) == "number" and ("%.2f s"):format(record.seconds) or "" end

local function fit(record) return type(record.score) == "number" and ("%.3f"):format(record.score) or "" end

-- Of each kind: `heads`, the fields that stand beside the id; `from`, those that name what it was made from; `body`,
-- the field with its text. `cells` replaces the heads in lists.
record_kinds.views = {
  seed = { heads = { "type", seed_name }, body = "text" },
  passage = { heads = { "transformation" }, from = { "seed", "parent", "suggestion" }, body = "text" },
  instruction = {
    heads = { "type", refined, unanswerable }, from = { "passage", "parent", "suggestion" }, body = "text",
  },
  suggestion = { heads = { "goal" }, from = { "instruction" }, body = "text" },
  response = { heads = { "model" }, from = { "instruction" }, body = "text" },
  reply = { heads = { "model", tokens, finish }, body = "text" },
  battle = {
    heads = { side "a", scores, side "b", "outcome" }, from = { "instruction", "response_a", "response_b" },
    cells = { "instruction", side "a", scores, side "b", "outcome" },
  },
  verdict = {
    heads = { "judge", "order", scores, "state" }, from = { "battle" }, body = "explanation",
    cells = { "battle", "judge", "order", scores, "state" },
  },
  taxonomy = { heads = { "skill", type_count }, from = { "parent" } },
  coverage = {
    heads = { "skill", "type", counted "asked", counted "produced", counted "refined", counted "rejected" },
  },
  rating_group = { heads = { "name", "reason" } },
  matrix_group = { heads = { "name" } },
  win_matrix = { heads = {} },
  rating = { heads = { "model", rating_points, rating_range } },
  dataset = { heads = { "format", row_count, "path" } },
  call = {
    heads = { "status", "stage", "model", call_tokens, "error" }, body = "text",
    cells = { "status", "stage", "model", call_tokens, "error" },
  },
  execution = { heads = { ending, duration }, body = "stdout" },
  hit = { heads = { seed_name, fit }, body = "text", cells = { "seed", fit, seed_name } },
  error = { heads = { "code" }, from = { "input" }, body = "message" },
}

record_kinds.text_of = text_of

return record_kinds
