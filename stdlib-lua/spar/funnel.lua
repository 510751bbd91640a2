-- The funnel: how many instructions went into each gate and how many came out, as a table for the prompt.

local host = require "spar.host"
local text_table = require "spar.text_table"

local funnel = {}

local function reasons_text(reasons)
  local names = {}
  for name in pairs(reasons) do names[#names + 1] = name end
  table.sort(names, function(left, right)
    if reasons[left] ~= reasons[right] then return reasons[left] > reasons[right] end
    return left < right
  end)
  for index, name in ipairs(names) do names[index] = ("%s %d"):format(name, reasons[name]) end
  return table.concat(names, ", ", 1, math.min(#names, 3)) .. (#names > 3 and " …" or "")
end

local function row_of(step, previous)
  local stage = step.stage
  if step.iteration then stage = ("%s %d"):format(stage, step.iteration) end
  local failed = step.failed > 0 and ("%d undecided"):format(step.failed) or ""
  local reasons = reasons_text(step.reasons)
  if failed ~= "" and reasons ~= "" then reasons = reasons .. ", " end
  local is_new = not previous or previous.stage ~= step.stage or previous.iteration ~= step.iteration
  return { is_new and stage or "", step.gate, tostring(step.entered), tostring(step.passed), reasons .. failed }
end

local meta = {}

-- Steps of one list, or of a run, that print as a table.
function funnel.of(steps) return setmetatable(steps, meta) end

function meta.__shown(steps)
  if #steps == 0 then return "no list went through gates" end
  local rows = { { "stage", "gate", "in", "out", "turned away" } }
  rows.heads = rows[1]
  for index, step in ipairs(steps) do rows[index + 1] = row_of(step, steps[index - 1]) end
  return text_table(rows, 120)
end

meta.__tostring = meta.__shown

-- What lists came to at the gates of a run, those of the same gate, stage and iteration added up.
function funnel.read(run) return funnel.of(host.funnel(type(run) == "table" and run.id or run)) end

-- Keeps what a list came to: {stage, gate, entered, passed, failed, reasons} for each gate.
function funnel.keep(steps)
  local plain = {}
  for index, step in ipairs(steps) do
    plain[index] = {
      stage = step.stage, gate = step.gate, entered = step.entered, passed = step.passed, failed = step.failed or 0,
      reasons = step.reasons or {},
    }
  end
  host.keep_funnel(plain)
end

return funnel
