-- How a report on judges and a rejudgement look at the prompt. Their numbers are the host's.

local text_table = require "spar.text_table"

local judge_views = {}

local function share(value) return value and ("%.0f %%"):format(100 * value) or "–" end
local function number(value) return value and ("%.2f"):format(value) or "–" end

local columns = {
  { "accuracy", share }, { "kappa", number }, { "alpha", number }, { "flip_rate", share, "flips" },
  { "first_seat_rate", share, "first seat" }, { "longer_rate", share, "longer" }, { "tie_rate", share, "ties" },
  { "null_rate", share, "unread" }, { "weight", number },
}

local function judge_row(line)
  local row = { line.judge, tostring(line.battles) }
  for index, column in ipairs(columns) do row[index + 2] = column[2](line[column[1]]) end
  return row
end

local function jury_lines(report)
  local lines = {}
  for _, pair in ipairs(report.pairs) do
    lines[#lines + 1] = ("%s and %s agree on %s of %d battles, kappa %s"):format(
      pair.first, pair.second, share(pair.agreement), pair.battles, number(pair.kappa))
  end
  if #report > 1 then
    lines[#lines + 1] = ("together: alpha %s, %s effective votes of %d"):format(
      number(report.alpha), number(report.effective_votes), #report)
  end
  local jury = report.jury
  if jury then
    lines[#lines + 1] = ("jury %s, best member %s (%s), on %d gold items"):format(
      share(jury.accuracy), share(jury.best_accuracy), jury.best, jury.items)
  elseif #report > 1 then
    lines[#lines + 1] = "no gold items that all have judged: whether the jury is better than its best member is open"
  end
  return lines
end

function judge_views.report(report)
  local rows = { { "judge", "battles" } }
  for index, column in ipairs(columns) do rows[1][index + 2] = column[3] or column[1] end
  rows.heads = rows[1]
  for _, line in ipairs(report) do rows[#rows + 1] = judge_row(line) end
  local lines = jury_lines(report)
  return text_table(rows) .. (#lines > 0 and "\n" .. table.concat(lines, "\n") or "")
end

local function moves_of(rejudgement)
  local parts = {}
  for move, count in pairs(rejudgement.moves) do
    local before, after = move:match("^(%S+) → (%S+)$")
    if before ~= after then parts[#parts + 1] = ("%s %d"):format(move, count) end
  end
  table.sort(parts)
  return #parts > 0 and ": " .. table.concat(parts, ", ") or ""
end

local function cost_of(rejudgement)
  if rejudgement.unpriced > 0 then return ("%d calls, $?"):format(rejudgement.calls) end
  return ("%d calls, $%.4f"):format(rejudgement.calls, rejudgement.usd)
end

function judge_views.rejudgement(rejudgement)
  local lines = {
    ("%s: %d of %d outcomes changed%s; kappa %s"):format(
      table.concat(rejudgement.judges, ", "), rejudgement.changed, rejudgement.compared, moves_of(rejudgement),
      number(rejudgement.kappa)),
    ("ranks: %s of the pairs of models in the same order, Spearman %s"):format(
      share(rejudgement.same_order), number(rejudgement.spearman)),
    ("flips: %s before, %s now; %s"):format(
      share(rejudgement.flips_before), share(rejudgement.flips_after), cost_of(rejudgement)),
  }
  if #rejudgement.failed > 0 then lines[#lines + 1] = ("%d instructions failed"):format(#rejudgement.failed) end
  local rows = { { "model", "before", "after" } }
  rows.heads = rows[1]
  for _, row in ipairs(rejudgement.models) do
    rows[#rows + 1] = { row.model, share(row.before), share(row.after) }
  end
  return table.concat(lines, "\n") .. "\n" .. text_table(rows)
end

return judge_views
